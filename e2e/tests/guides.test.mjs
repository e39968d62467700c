// Every guide and every step, as someone reads them: on an old phone, with and without scripts, on one sheet of
// paper. The pages of each kind also stand in pages.mjs, where every other eye looks at them.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import config from '../.htmlvalidate.mjs';
import { faults, holdScripts } from '../axe.mjs';
import { WAYS, openBrowser, openHouse } from '../house.mjs';
import { control, during, main, openVisit, press, switchLanguage } from '../journey.mjs';
import { PAGES } from '../pages.mjs';

const PHONE = { viewport: { width: 320, height: 568 }, hasTouch: true };
const checker = new HtmlValidate(new StaticConfigLoader(config));
const pictures = process.env.CAIRN_TEST_PICTURES;

let house;
let browser;
before(async () => {
  [house, browser] = await Promise.all([
    openHouse('--name-on-paper-en', 'Example Office', '--name-on-paper-fr', 'Bureau Exemple'),
    openBrowser(),
  ]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

/** Follows every link of the list, and of each guide: their addresses, in the order of the page. */
async function every(visit) {
  const hrefs = async (address, pattern) => {
    await visit.page.goto(house.origin + address);
    const found = await visit.page.locator('main a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    return found.filter((href) => pattern.test(href));
  };
  const at = visit.say.guides_at;
  const guides = await hrefs(at, new RegExp(`^${at}/\\d+$`));
  const pages = [at, ...guides];
  for (const guide of guides) pages.push(...await hrefs(guide, new RegExp(`^${guide}/`)));
  return [...new Set(pages)];
}

for (const way of WAYS) {
  test(`every guide and every step, ${way.lang}, ${way.scripts ? 'with' : 'without'} scripts`, async () => {
    const visit = await openVisit(browser, house, { ...PHONE, lang: way.lang, prepare: way.scripts ? undefined : holdScripts });
    const { page, context, requests, answers } = visit;
    const wrong = [];
    const pages = await every(visit);
    assert.ok(pages.length > 150, `${pages.length} pages`);
    for (const [at, address] of pages.entries()) {
      await page.goto(house.origin + address);
      const answer = answers.at(-1);
      if (answer.status() !== 200) wrong.push(`${address}: ${answer.status()}`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 320) wrong.push(`${address}: ${width} pixels wide`);
      if (await page.locator('h1').count() !== 1) wrong.push(`${address}: not one h1`);
      if (await page.title() !== 'Information') wrong.push(`${address}: its title tells`);
      if (!(await page.locator('#exit').isVisible())) wrong.push(`${address}: no way out`);
      // Steps are of one kind: with scripts, some of them stand for all.
      if (!way.scripts || at % 5 === 0) {
        wrong.push(...(await faults(page)).map((fault) => `${address}: ${fault}`));
        const report = await checker.validateString(await answer.text(), 'page.html');
        for (const { ruleId, message } of report.results.flatMap(({ messages }) => messages)) wrong.push(`${address}: ${ruleId}: ${message}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual(requests.filter((url) => !url.startsWith(`${house.origin}/`)), [], 'nothing is asked elsewhere');
    assert.deepEqual(await context.cookies(), []);
    await visit.close();
  });
}

for (const way of WAYS) {
  test(`one reads the steps to the end, goes back, and changes the language on the way (${way.lang}, ${way.scripts ? 'with' : 'without'} scripts)`, async () => {
    await during(browser, house, { ...PHONE, ...way }, async (visit) => {
      const { page, say } = visit;
      await press(visit, control(page, say.guides));
      await press(visit, page.locator(`a[href="${say.guides_at}/1"]`));
      await press(visit, control(page, say.begin));
      for (let step = 1; step < 6; step += 1) {
        assert.match(await main(visit).innerText(), new RegExp(`\\b${step} (of|de) 6\\b`));
        assert.ok(await page.locator('a[href="tel:911"]').first().isVisible(), 'an emergency is never far');
        await press(visit, control(page, say.nextStep));
      }
      await press(visit, control(page, say.stepBefore));
      await switchLanguage(visit);
      assert.match(await main(visit).innerText(), /\b5 (of|de) 6\b/, 'the same step');
    });
  });
}

describe('On paper', () => {
  const sheets = async (page) => {
    const pdf = await page.pdf({ format: 'Letter', margin: { top: '10mm', bottom: '10mm', left: '12mm', right: '12mm' } });
    return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
  };

  test('every guide is one page, and one sheet when it is in both languages', async () => {
    const visit = await openVisit(browser, house, { lang: 'en' });
    const { page } = visit;
    const long = [];
    for (const lang of ['en', 'fr']) {
      const [one, both] = lang === 'en' ? ['print', 'both'] : ['imprimer', 'deux'];
      for (let number = 1; number <= 24; number += 1) {
        await page.goto(`${house.origin}/${lang}/guides/${number}/${one}`);
        const pages = await sheets(page);
        if (pages !== 1) long.push(`${lang} ${number}: ${pages} pages`);
        await page.goto(`${house.origin}/${lang}/guides/${number}/${both}`);
        const sides = await sheets(page);
        if (sides !== 2) long.push(`${lang} ${number}, both: ${sides} pages`);
      }
    }
    assert.deepEqual(long, []);
    await visit.close();
  });

  for (const name of ['contact sheet', 'card that folds']) {
    for (const lang of ['en', 'fr']) {
      test(`one page: ${name} (${lang}), in one language and in both`, async () => {
        await during(browser, house, { lang }, async (visit) => {
          await PAGES.find((page) => page.name === name).reach(visit);
          assert.equal(await sheets(visit.page), 1);
          await visit.page.locator('summary').click();
          await visit.page.locator('#sides').selectOption('both');
          await press(visit, control(visit.page, visit.say.make));
          assert.equal(await sheets(visit.page), 1, 'in both languages');
          const text = await main(visit).innerText();
          assert.ok(text.includes('Example Office') && text.includes('Bureau Exemple'), 'the names of who gives it out');
        });
      });
    }
  }
});

test('the place is nowhere but in the form', async () => {
  for (const way of WAYS) {
    await during(browser, house, way, async (visit) => {
      await PAGES.find((page) => page.name === 'contact sheet').reach(visit);
      for (const url of [...visit.requests, visit.page.url()]) assert.ok(!/winnipeg|\?/i.test(url), url);
      assert.ok(!/winnipeg/i.test(house.log()));
    });
  }
});

test('pictures of every kind of page', { skip: !pictures }, async () => {
  await mkdir(pictures, { recursive: true });
  const first = PAGES.findIndex((page) => page.name === 'guides');
  const last = PAGES.findIndex((page) => page.name === 'correction');
  for (const lang of ['en', 'fr']) {
    for (const width of [320, 1280]) {
      for (const { name, reach } of PAGES.slice(first, last)) {
        await during(browser, house, { lang, viewport: { width, height: width === 320 ? 568 : 800 } }, async (visit) => {
          await reach(visit);
          await visit.page.screenshot({ path: path.join(pictures, `${name.replaceAll(' ', '-')}-${lang}-${width}.png`), fullPage: true });
        });
      }
    }
  }
});
