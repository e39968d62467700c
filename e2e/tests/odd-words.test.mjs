// Whatever a person types is only words: it is shown as typed and does nothing.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { WAYS, openBrowser, openHouse } from '../house.mjs';
import { control, during, find, openService, press, results } from '../journey.mjs';
import { WORDS } from '../words.mjs';

let house;
let browser;
before(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const ODD = {
  markup: '"><script>window.hit=1</script><img src=x onerror="window.hit=1">\'</textarea></form>',
  template: '{{ 7*7 }} ${7*7} <%= 7*7 %> {$place} { $count }',
  sql: "' OR 1=1; DROP TABLE service; --",
  emoji: '🆘 👩‍👧‍👦 aide 🇨🇦',
  'right to left': 'أحتاج إلى مساعدة ‮ help ‬ עזרה',
  'combining marks': 'e\u0301'.repeat(40) + '\u0489'.repeat(40),
  'query language': 'name:"help"~2 AND (need:* OR -x) [a TO b] ^9 \\',
};

const FORM = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };

for (const way of WAYS) {
  describe(`In ${way.lang} ${way.scripts ? 'with' : 'without'} scripts`, () => {
    for (const [kind, text] of Object.entries(ODD)) {
      test(`odd words are only words: ${kind}`, async () => {
        const said = [];
        const prepare = (page) => {
          page.on('dialog', (dialog) => said.push(dialog.message()));
          page.on('pageerror', (error) => said.push(String(error)));
          page.on('console', (message) => said.push(message.text()));
        };
        await during(browser, house, { ...way, prepare }, async (visit) => {
          const { page, say } = visit;
          await find(visit, text, text.slice(0, 80));
          assert.equal(await page.getByLabel(say.words).inputValue(), text);
          assert.equal(await page.getByLabel(say.place).inputValue(), text.slice(0, 80));
          assert.ok(await results(visit).count() > 0, 'there is someone to call');
          await openService(visit);
          await press(visit, control(page, say.backToList));
          assert.equal(await page.getByLabel(say.words).inputValue(), text);
          assert.equal(await page.evaluate(() => window.hit), undefined);
          assert.equal(await page.locator('main img, main script').count(), 0);
          assert.deepEqual(said, []);
        });
      });
    }

    test('two thousand letters of any alphabet are read, and said to be too many', async () => {
      await during(browser, house, way, async (visit) => {
        const { page, say } = visit;
        for (const letter of ['a ', 'é', 'ਮ', '🆘']) {
          const text = letter.repeat(2_000 / letter.length);
          await find(visit, text);
          assert.equal(await page.getByLabel(say.words).inputValue(), text, letter);
          assert.ok(await results(visit).count() > 0, 'there is someone to call');
        }
      });
    });
  });
}

for (const lang of ['en', 'fr']) {
  const { find: address } = WORDS[lang];
  const CASES = [
    ['ten thousand characters', { ...FORM, body: `text=${'a+'.repeat(5_000)}` }, 200],
    ['bytes that are no text', { ...FORM, body: 'text=%FF%FE' }, 400],
    ['far too much', { ...FORM, body: `text=${'a'.repeat(700_000)}` }, 413],
    ['the wrong method', { method: 'PUT' }, 405],
    ['another kind of body', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"help"}' }, null],
  ];
  for (const [what, options, status] of CASES) {
    test(`what no browser sends gets a clear page in one's language: ${what} (${lang})`, async () => {
      const answer = await fetch(house.origin + address, options);
      const html = await answer.text();
      if (status) assert.equal(answer.status, status);
      else assert.ok(answer.status < 500);
      for (const part of [`<html lang="${lang}-CA"`, '<h1', 'tel:911']) assert.ok(html.includes(part), part);
    });
  }
}
