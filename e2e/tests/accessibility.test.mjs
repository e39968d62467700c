// Everyone can use every page: axe finds no fault, in both languages, with and without scripts, in the
// light, in the dark and in the person's own colours.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { faults, holdScripts } from '../axe.mjs';
import { WAYS, openBrowser, openHouse } from '../house.mjs';
import { COMMON, find, openVisit } from '../journey.mjs';
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

/** A visit that has reached a page; without scripts they are held, so that axe can still work. */
async function reach({ lang, scripts }, { reach: steps }) {
  const visit = await openVisit(browser, house, { lang, prepare: scripts ? undefined : holdScripts });
  await steps(visit);
  return visit;
}

for (const way of WAYS) {
  describe(`In ${way.lang === 'en' ? 'English' : 'French'} ${way.scripts ? 'with' : 'without'} scripts`, () => {
    for (const page of PAGES) {
      test(`everyone can use this page: ${page.name}`, async () => {
        const visit = await reach(way, page);
        try {
          assert.deepEqual(await faults(visit.page), [], 'in the light');
          await visit.page.emulateMedia({ colorScheme: 'dark' });
          assert.deepEqual(await faults(visit.page), [], 'in the dark');
          await visit.page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
          assert.deepEqual(await faults(visit.page), [], 'in the person\'s own colours');
        } finally {
          await visit.close();
        }
      });
    }
  });
}

test('after a search the page is read from its heading, or from what is wrong', async () => {
  const visit = await reach({ lang: 'fr', scripts: true }, PAGES[1]);
  const focused = visit.page.locator(':focus');
  await find(visit, COMMON.fr, 'Ottawa');
  assert.equal(await focused.evaluate((it) => it.nodeName), 'H1');
  await find(visit, COMMON.fr, 'Vancuver');
  assert.equal(await focused.getAttribute('name'), 'place');
  await visit.page.keyboard.press('Shift+Tab');
  await visit.page.keyboard.press('Tab');
  assert.equal(await focused.getAttribute('name'), 'place', 'and it is in its place in the order');
  await visit.close();
});

test('axe would see a fault, also where scripts are held', async () => {
  for (const scripts of [true, false]) {
    const visit = await reach({ lang: 'en', scripts }, PAGES[1]);
    await visit.page.locator('h1').evaluate((it) => { it.insertAdjacentHTML('afterend', '<input name="bare"><p style="color:#ddd;background:#fff">faint</p>'); });
    const found = (await faults(visit.page)).join('\n');
    assert.match(found, /^label:/m);
    await visit.close();
  }
});
