// A visit leaves as little behind as software can: in the browser, on the way, and here.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, openHouse } from '../house.mjs';
import { control, during, find, openService, press } from '../journey.mjs';
import { PAGES } from '../pages.mjs';
import { WORDS } from '../words.mjs';

let house;
let browser;
before(async () => {
  [house, browser] = await Promise.all([openHouse('--log', 'debug'), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

/** What a browser could keep of a site. */
const kept = (page) => page.evaluate(async () => ({
  local: window.localStorage.length,
  session: window.sessionStorage.length,
  databases: (await window.indexedDB.databases()).length,
  caches: (await window.caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  cookie: document.cookie,
  manifest: document.querySelectorAll('link[rel=manifest]').length,
}));
const NOTHING_KEPT = { local: 0, session: 0, databases: 0, caches: 0, workers: 0, cookie: '', manifest: 0 };

for (const lang of ['en', 'fr']) {
  for (const { name, reach } of PAGES) {
    test(`nothing is kept or fetched besides the page itself: ${name} (${lang})`, async () => {
      const said = [];
      const prepare = (page) => {
        page.on('console', (message) => said.push(message.text()));
        page.on('pageerror', (error) => said.push(String(error)));
        page.on('dialog', (dialog) => said.push(dialog.message()));
      };
      await during(browser, house, { lang, prepare }, async (visit) => {
        const { page, context, requests, answers } = visit;
        await reach(visit);
        for (const url of requests) {
          assert.ok(url.startsWith(`${house.origin}/`), `${url} is asked elsewhere`);
          assert.ok(!/[?#]/.test(url), `${url} tells more than the page`);
        }
        for (const answer of answers) {
          assert.match(answer.headers()['content-type'], /^text\/html/, `${answer.url()} is no page`);
          assert.ok([200, 404].includes(answer.status()) || name.includes('error'), `${answer.url()} ${answer.status()}`);
        }
        assert.equal(answers.length, requests.length);
        assert.deepEqual(await context.cookies(), []);
        assert.deepEqual(await kept(page), NOTHING_KEPT);
        assert.equal(await page.title(), 'Information', 'the tab and the history name no topic');
        assert.ok(!/[?#]/.test(page.url()), page.url());
        const complaints = said.filter((line) => !/status of 4\d\d/.test(line));
        assert.deepEqual(complaints, [], 'the console is quiet: no blocked style or script');
      });
    });
  }

  test(`the start page is one request (${lang})`, async () => {
    await during(browser, house, { lang }, async ({ requests }) => {
      assert.deepEqual(requests, [house.origin + WORDS[lang].start]);
    });
  });

  test(`a link to another site does not say where one was, and says where it leads (${lang})`, async () => {
    await during(browser, house, { lang }, async (visit) => {
      await find(visit, 'hotline');
      await openService(visit);
      for (const link of await visit.page.locator('a[href^="http"]').all()) {
        const rel = (await link.getAttribute('rel')) ?? '';
        assert.ok(rel.split(/\s+/).includes('noreferrer'), `${await link.getAttribute('href')} has rel "${rel}"`);
      }
      for (const form of await visit.page.locator('form').all()) {
        assert.equal((await form.getAttribute('method'))?.toLowerCase(), 'post');
      }
      for (const field of await visit.page.locator('input[type=text], textarea').all()) {
        assert.equal(await field.getAttribute('autocomplete'), 'off', await field.getAttribute('name'));
      }
    });
  });
}

const FORM = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
const CALLS = [
  ['chooser', '/'],
  ['start', '/en'],
  ['search', '/fr/trouver', { ...FORM, body: 'text=aide' }],
  ['not found', '/en/nowhere'],
  ['not found, of no language', '/nowhere'],
  ['icon', '/favicon.ico'],
  ['robots', '/robots.txt'],
  ['wrong method', '/en', { method: 'DELETE' }],
  ['broken form', '/fr/trouver', { ...FORM, body: 'text=%FF' }],
  ['far too much', '/en/find', { ...FORM, body: `text=${'a'.repeat(300_000)}` }],
];

for (const [name, address, options] of CALLS) {
  test(`every answer asks to be forgotten: ${name}`, async () => {
    const { headers } = await fetch(house.origin + address, { redirect: 'manual', ...options });
    assert.match(headers.get('content-security-policy'), /^default-src 'none'/);
    assert.doesNotMatch(headers.get('content-security-policy'), /unsafe|https?:|\*/);
    assert.match(headers.get('content-security-policy'), /form-action 'self'/);
    assert.match(headers.get('content-security-policy'), /frame-ancestors 'none'/);
    assert.match(headers.get('content-security-policy'), /base-uri 'none'/);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('request-otr'), '1');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    for (const leaky of ['set-cookie', 'server', 'x-powered-by', 'etag', 'last-modified', 'clear-site-data']) {
      assert.equal(headers.get(leaky), null, leaky);
    }
  });
}

/** Everything in the program's data folder, as one text. */
async function stored() {
  const files = await readdir(house.data, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(path.join(file.parentPath ?? file.path, file.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

test('nothing of a visit is in the log or on the disk; a correction is on the disk only', async () => {
  await during(browser, house, { userAgent: 'Quokkabrowser/1' }, async (visit) => {
    const { page, say } = visit;
    await find(visit, 'quokkawords help', 'Quokkatown');
    await page.goto(`${house.origin}/en/quokkapath?q=quokkaquery`);
    await page.goto(house.origin + say.start);
    await find(visit, 'help');
    await openService(visit);
    await control(page, say.suggest).click();
    await page.getByLabel(say.suggestion).fill('Quokkacorrection');
    await press(visit, page.getByRole('button', { name: say.send }));
    assert.match(await page.getByRole('heading', { level: 1 }).innerText(), say.thanks);
  });
  await fetch(`${house.origin}/en/find`, { ...FORM, body: 'text=quokkabroken%FF' });
  await fetch(`${house.origin}/en/find`, { ...FORM, body: `text=quokka${'a'.repeat(3_000_000)}` }).catch(() => null);
  assert.notEqual(house.log(), '', 'there is a log to look at');
  assert.doesNotMatch(house.log(), /quokka/i);
  const disk = await stored();
  assert.match(disk, /Quokkacorrection/);
  assert.doesNotMatch(disk.replaceAll('Quokkacorrection', ''), /quokka/i);
});
