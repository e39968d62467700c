// Looks at a page of the desk with every eye there is: axe in three sets of colours, html-validate, its width.

import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import config from './.htmlvalidate.mjs';
import { faults } from './axe.mjs';

const checker = new HtmlValidate(new StaticConfigLoader(config));

/** What axe and html-validate find on the page, in the light, in the dark and in the person's own colours. */
export async function wrong(page, answers) {
  const found = [];
  for (const media of [{ colorScheme: 'light', forcedColors: 'none' }, { colorScheme: 'dark', forcedColors: 'none' }, { colorScheme: 'light', forcedColors: 'active' }]) {
    await page.emulateMedia(media);
    found.push(...await faults(page));
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  const report = await checker.validateString(await answers.at(-1).text(), 'page.html');
  found.push(...report.results.flatMap(({ messages }) => messages).map(({ ruleId, message }) => `${ruleId}: ${message}`));
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (width > 0) found.push(`the page is ${width} pixels too wide`);
  return found.map((fault) => `${page.url()} ${fault}`);
}
