// Asks the person's passkey, and sends what it says as an ordinary form. Nothing is loaded and nothing is kept.
// The form is hidden until this runs in a browser that knows passkeys: without scripts nobody is offered what
// they could not use.
(function () {
  'use strict';
  var form = document.getElementById('passkey');
  if (!form || !window.PublicKeyCredential || !navigator.credentials) { return; }
  var asked = form.dataset;
  var button = form.querySelector('button');
  var fault = form.querySelector('.fault');

  function bytes(text) {
    var plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    var out = new Uint8Array(plain.length);
    for (var at = 0; at < plain.length; at += 1) { out[at] = plain.charCodeAt(at); }
    return out;
  }
  function put(name, buffer) {
    var all = new Uint8Array(buffer || new ArrayBuffer(0));
    var plain = '';
    for (var at = 0; at < all.length; at += 1) { plain += String.fromCharCode(all[at]); }
    form.elements[name].value = btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }
  function make() {
    return navigator.credentials.create({ publicKey: {
      challenge: bytes(asked.challenge),
      rp: { id: asked.party, name: asked.house },
      user: { id: bytes(asked.user), name: asked.email, displayName: asked.name },
      pubKeyCredParams: asked.algorithms.split(' ').map(function (number) {
        return { type: 'public-key', alg: Number(number) };
      }),
      excludeCredentials: asked.known.split(' ').filter(Boolean).map(function (id) {
        return { type: 'public-key', id: bytes(id) };
      }),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      attestation: 'none',
      timeout: 300000
    } }).then(function (made) {
      put('client_data', made.response.clientDataJSON);
      put('attestation', made.response.attestationObject);
    });
  }
  function prove() {
    return navigator.credentials.get({ publicKey: {
      challenge: bytes(asked.challenge), rpId: asked.party, userVerification: 'required', timeout: 300000
    } }).then(function (proof) {
      put('credential', proof.rawId);
      put('user', proof.response.userHandle);
      put('client_data', proof.response.clientDataJSON);
      put('authenticator_data', proof.response.authenticatorData);
      put('signature', proof.response.signature);
    });
  }
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    button.disabled = true;
    fault.hidden = true;
    (asked.user ? make() : prove()).then(function () {
      form.submit();
    }, function () {
      button.disabled = false;
      fault.hidden = false;
    });
  });
  form.hidden = false;
}());
