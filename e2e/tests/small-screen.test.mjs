// A small old phone, large letters, a thumb, a sheet of paper.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowser, openHouse } from '../house.mjs';
import { COMMON, control, during, find, names, openService, press } from '../journey.mjs';
import { PAGES } from '../pages.mjs';

const PHONE = { viewport: { width: 320, height: 568 }, hasTouch: true };

let house;
let browser;
before(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

/** What stands out of the page at its right, or is cut off inside its own box. */
const tooWide = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  const found = document.documentElement.scrollWidth > width ? [`page ${document.documentElement.scrollWidth} > ${width}`] : [];
  for (const it of document.body.querySelectorAll('*')) {
    const { right, width: own } = it.getBoundingClientRect();
    const style = getComputedStyle(it);
    const unseen = it.closest('.hidden, details:not([open]) > :not(summary)') || style.visibility === 'hidden' || own < 2;
    if (!unseen && right > width + 1) found.push(`${it.outerHTML.slice(0, 120)} ends at ${right}`);
    if (!unseen && style.overflowX === 'hidden' && it.scrollWidth > it.clientWidth + 1) found.push(`${it.outerHTML.slice(0, 120)} is cut`);
  }
  return found;
});

/** Controls smaller than `size` pixels, links inside a sentence aside (WCAG 2.5.8 lets them be). */
const tooSmall = (page) => page.evaluate(() => {
  const found = [];
  for (const it of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    const area = it.matches('input[type=checkbox], input[type=radio]') ? it.closest('label') ?? it : it;
    const { width, height } = area.getBoundingClientRect();
    const style = getComputedStyle(it);
    const inSentence = it.matches('a') && style.display === 'inline'
      && [...it.parentNode.childNodes].some((other) => other.nodeType === Node.TEXT_NODE && other.data.trim() !== '');
    const off = it.getBoundingClientRect().right < 0 || width === 0;
    if (!off && !inSentence && (width < 24 || height < 44)) found.push(`${it.outerHTML.slice(0, 140)} is ${width} × ${height}`);
  }
  return found;
});

const letters = (page, size) => page.evaluate((it) => { document.documentElement.style.fontSize = it; }, size);

for (const lang of ['en', 'fr']) {
  describe(`On a phone 320 pixels wide (${lang})`, () => {
    for (const { name, reach } of PAGES) {
      test(`nothing needs scrolling sideways and everything can be touched: ${name}`, async () => {
        await during(browser, house, { lang, ...PHONE }, async (visit) => {
          const { page, say } = visit;
          await reach(visit);
          assert.deepEqual(await tooWide(page), []);
          assert.deepEqual(await tooSmall(page), []);
          await page.emulateMedia({ media: 'print' });
          if (name !== 'start chooser') assert.equal(await page.getByRole('link', { name: say.exit }).count(), 0, 'no way out on paper');
          // What one chooses from a list is a button, and stays as words.
          const controls = page.locator('input, textarea, select, summary, button').and(page.locator(':visible')).and(page.locator(':not(.list button)'));
          assert.equal(await controls.count(), 0, 'nothing to fill or press on paper');
          await page.emulateMedia({ media: 'screen' });
          // Twice the browser's letters, on an ordinary phone.
          await page.setViewportSize({ width: 375, height: 667 });
          await letters(page, '212.5%');
          assert.deepEqual(await tooWide(page), [], 'with letters twice as large');
        });
      });
    }

    test('the way out is at the thumb at once and stays there', async () => {
      await during(browser, house, { lang, ...PHONE }, async (visit) => {
        const exit = visit.page.getByRole('link', { name: visit.say.exit });
        for (const go of [async () => {}, () => find(visit, 'help'), () => openService(visit)]) {
          await go();
          for (const to of [0, 400, 100_000]) {
            await visit.page.evaluate((y) => window.scrollTo(0, y), to);
            const box = await exit.boundingBox();
            assert.ok(Math.abs(box.y + box.height - 568) < 1 && box.width >= 319 && box.height >= 44, JSON.stringify(box));
          }
          const foot = await visit.page.getByRole('contentinfo').boundingBox();
          const box = await exit.boundingBox();
          assert.ok(foot.y + foot.height <= box.y + 1, 'the end of the page is not under it');
        }
      });
    });

    test('what has the focus is never hidden behind the way out', async () => {
      await during(browser, house, { lang, ...PHONE }, async (visit) => {
        const { page } = visit;
        await find(visit, 'help', 'Prince George');
        let last = '';
        for (let at = 0; at < 120; at += 1) {
          await page.keyboard.press('Tab');
          const seen = await page.evaluate(() => {
            const it = document.activeElement;
            if (it === document.body) return 'end';
            const { left, right, top, bottom } = it.getBoundingClientRect();
            const hit = document.elementFromPoint((left + right) / 2, Math.min((top + bottom) / 2, top + 20));
            const shown = hit && (hit === it || it.contains(hit) || hit.contains(it));
            return shown ? it.outerHTML.slice(0, 100) : `HIDDEN ${it.outerHTML.slice(0, 160)} at ${top}–${bottom}`;
          });
          assert.doesNotMatch(seen, /^HIDDEN/);
          if (seen === 'end') break;
          last = seen;
        }
        assert.notEqual(last, '');
      });
    });
  });

  test(`on paper a list keeps its names and numbers (${lang})`, async () => {
    await during(browser, house, { lang }, async (visit) => {
      const { page, say } = visit;
      await find(visit, COMMON[lang], 'Vancouver');
      const listed = await names(visit);
      await press(visit, control(page, say.printList));
      const before = await page.locator('main a[href^="tel:"]:visible').allInnerTexts();
      assert.ok(before.length > 0);
      await page.emulateMedia({ media: 'print' });
      assert.deepEqual(await page.locator('main a[href^="tel:"]:visible').allInnerTexts(), before);
      assert.deepEqual(await page.locator('main h2:visible').allInnerTexts(), listed);
      await page.emulateMedia({ media: 'screen' });
      const pdf = await page.pdf({ format: 'Letter', tagged: true });
      assert.ok(pdf.length > 5_000);
    });
  });
}

test('on a wide screen the way out is at the top and stays in sight', async () => {
  await during(browser, house, { viewport: { width: 1280, height: 800 } }, async (visit) => {
    const exit = visit.page.getByRole('link', { name: visit.say.exit });
    await find(visit, 'help');
    for (const to of [0, 2_000, 100_000]) {
      await visit.page.evaluate((y) => window.scrollTo(0, y), to);
      const box = await exit.boundingBox();
      assert.ok(box.y >= 0 && box.y < 10, JSON.stringify(box));
    }
  });
});
