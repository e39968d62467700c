// Enhances every page; nothing depends on it. Old syntax for old phones. Comments and indents are
// dropped when the program starts. It does three things: it makes "leave this page" leave less
// behind, it keeps the whole visit in one entry of the history, and it shows the print button.
// Handlers are properties, so that a page written over another replaces them.
(function (w, d) {
  var e = d.getElementById('exit'), s = d.getElementById('exit-status'), p = d.getElementById('print'), n = 0, clean = 0, timer, cover, pressed;
  function say(k) { s.textContent = k ? e.getAttribute('data-' + k) : ''; }
  // Leave: cover the page at once; a neutral tab without a past in front; the same in place of this page.
  function leave() {
    if (!cover) {
      cover = d.createElement('div');
      cover.className = 'cover';
      cover.setAttribute('role', 'alert');
      cover.textContent = e.getAttribute('data-going');
      d.body.appendChild(cover);
    }
    w.open(e.href, '_blank', 'noopener,noreferrer');
    w.location.replace(e.href);
  }
  function later(then) { clearTimeout(timer); timer = setTimeout(then, 5e3); }
  // Shift three times; a Shift held for another key does not count, and either Shift key does.
  d.onkeydown = function (v) {
    if (v.keyCode == 16) clean = clean || !v.repeat;
    else { clean = n = 0; clearTimeout(timer); say(); }
  };
  d.onkeyup = function (v) {
    if (v.keyCode != 16 || !clean) return;
    if (++n > 2) { n = 0; clearTimeout(timer); say(); leave(); return; }
    say(n > 1 ? 'one' : 'two');
    later(function () { n = 0; say('late'); later(say); });
  };
  d.onclick = function (v) {
    var t = v.target;
    while (t && !/^(A|BUTTON)$/.test(t.nodeName)) t = t.parentNode;
    if (!t) return;
    if (t.nodeName == 'BUTTON') { pressed = t; if (t == p) w.print(); return; }
    if (v.button || v.ctrlKey || v.metaKey || v.shiftKey || v.altKey) return;
    if (t == e) { v.preventDefault(); leave(); }
    else if (t.host == w.location.host && t.getAttribute('href').charAt(0) == '/') { v.preventDefault(); w.location.replace(t.href); }
  };
  // A form's answer takes the place of this page, without a new entry in the history.
  d.onsubmit = function (v) {
    var f = v.target, b = pressed && pressed.form == f ? pressed : {}, x = new XMLHttpRequest(), q = [], i, c, to = b.name !== undefined && b.getAttribute('formaction') || f.getAttribute('action');
    function add(c) { if (c.name) q.push(encodeURIComponent(c.name) + '=' + encodeURIComponent(c.value)); }
    // A file is the browser's own to send.
    if (/multipart/.test(f.enctype)) return;
    // When that fails, the browser sends the form itself.
    function plain() {
      c = d.createElement('input');
      c.type = 'hidden'; c.name = b.name || ''; c.value = b.value || '';
      f.appendChild(c);
      f.setAttribute('action', to);
      f.submit();
      // A file to keep leaves the page where it is.
      say();
    }
    for (i = 0; i < f.elements.length; i++) {
      c = f.elements[i];
      if (c.type != 'submit' && (!/^(checkbox|radio)$/.test(c.type) || c.checked)) add(c);
    }
    add(b);
    v.preventDefault();
    // The browser shows no progress of its own for this, and a slow network takes seconds.
    say('going');
    x.onload = function () {
      // Our own fault: what was written stays where it is, and can be sent again.
      if (x.status > 499) {
        say();
        c = d.getElementById('failed') || d.createElement('p');
        c.id = 'failed'; c.className = 'error'; c.tabIndex = -1;
        c.setAttribute('role', 'alert');
        c.textContent = e.getAttribute('data-failed');
        f.appendChild(c);
        return c.focus();
      }
      // Not a page of this house, or of a newer one whose style and script this page may not run.
      if (x.responseText.indexOf(d.getElementsByTagName('script')[0].text) < 0) return plain();
      clearTimeout(timer);
      d.open(); d.write(x.responseText); d.close();
      w.scrollTo(0, 0);
      // What is wrong is read out first; else the page begins at its heading.
      c = d.querySelector('[aria-invalid]');
      if (!c) { c = d.querySelector('h1'); c.tabIndex = -1; }
      c.focus();
    };
    x.onerror = plain;
    x.open('POST', to);
    x.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    x.send(q.join('&'));
  };
  // Back out of the browser's own memory: the page must be usable again.
  w.onpageshow = function () { say(); if (cover) { d.body.removeChild(cover); cover = 0; } };
  if (p) p.hidden = false;
})(window, document);
