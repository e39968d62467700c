// The HTML that the program sends is sound, says its language, and has one heading at its top.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import config from '../.htmlvalidate.mjs';
import { openBrowser, openHouse } from '../house.mjs';
import { during } from '../journey.mjs';
import { PAGES } from '../pages.mjs';

const checker = new HtmlValidate(new StaticConfigLoader(config));
let house;
let browser;
before(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

for (const lang of ['en', 'fr']) {
  for (const { name, reach } of PAGES) {
    test(`sound HTML in ${lang}: ${name}`, async () => {
      await during(browser, house, { lang, scripts: false }, async (visit) => {
        await reach(visit);
        const html = await visit.answers.at(-1).text();
        const report = await checker.validateString(html, `${name}.html`);
        const found = report.results.flatMap(({ messages }) => messages);
        assert.deepEqual(found.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`), []);
        assert.equal(await visit.page.locator('h1').count(), 1, 'one h1');
        if (name !== 'start chooser') assert.equal(await visit.page.locator('html').getAttribute('lang'), `${lang}-CA`);
      });
    });
  }
}
