// English and French are two sides of one page: the language link leads there and back, and both
// sides have the same shape.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openHouse } from '../house.mjs';
import { during, openService, find, switchLanguage, COMMON } from '../journey.mjs';
import { PAGES } from '../pages.mjs';

let house;
let browser;
before(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

// A page that is nowhere has no other side: its link leads to the start page.
const ONE_SIDED = ['start chooser', 'not found'];

/**
 * What the page is built of, without its words. Of a list only how many it shows: whoever reads French is
 * shown first who answers in French.
 */
const shape = (page) => page.locator('body').evaluate((body) => {
  const parts = [...body.querySelectorAll('h1, h2, h3, form, nav, fieldset, input:not([type=hidden]), textarea, select, table, dl, a[href^="tel:"], .one')]
    .filter((it) => !it.parentElement.closest('.one'));
  return parts.map((it) => it.nodeName + (it.matches('a') ? it.getAttribute('href') : it.getAttribute('name') ?? ''));
});

for (const scripts of [true, false]) {
  for (const { name, reach } of PAGES.filter((page) => !ONE_SIDED.includes(page.name))) {
    test(`the language link leads to the same page and back: ${name} (scripts ${scripts})`, async () => {
      await during(browser, house, { lang: 'en', scripts }, async (visit) => {
        const { page } = visit;
        await reach(visit);
        const english = { shape: await shape(page), text: await page.getByRole('main').textContent() };
        await switchLanguage(visit);
        assert.equal(await page.locator('html').getAttribute('lang'), 'fr-CA');
        const french = { shape: await shape(page), text: await page.getByRole('main').textContent() };
        assert.deepEqual(french.shape, english.shape);
        assert.notEqual(french.text, english.text);
        await switchLanguage(visit);
        assert.equal(await page.locator('html').getAttribute('lang'), 'en-CA');
        assert.equal(await page.getByRole('main').textContent(), english.text);
      });
    });
  }
}

test('the first address favours neither language', async () => {
  await during(browser, house, {}, async ({ page }) => {
    await page.goto(`${house.origin}/`);
    assert.equal(page.url(), `${house.origin}/`, 'it does not send one on');
    const links = await page.getByRole('main').getByRole('link').filter({ hasText: /^(English|Français)$/ }).all();
    const boxes = await Promise.all(links.map((link) => link.boundingBox()));
    assert.equal(boxes.length, 2);
    assert.ok(Math.abs(boxes[0].width - boxes[1].width) < 2 && Math.abs(boxes[0].height - boxes[1].height) < 2);
    for (const lang of ['en', 'fr']) {
      assert.ok(await page.locator(`main [lang^="${lang}"]`).count() > 0);
    }
    const exit = await page.getByRole('link', { name: /Leave this page now/ }).first().innerText();
    assert.match(exit, /Quitter cette page/, 'the way out speaks both');
  });
});

test('words that exist in one language only are marked as that language', async () => {
  await during(browser, house, { lang: 'fr' }, async (visit) => {
    await find(visit, COMMON.fr);
    await openService(visit);
    for (const foreign of await visit.page.locator('main [lang]').all()) {
      assert.match(await foreign.getAttribute('lang'), /^en/);
    }
  });
});
