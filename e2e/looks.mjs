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
  for (const { ruleId, message } of report.results.flatMap(({ messages }) => messages)) {
    // What a form carries along unseen may be a list, too; html-validate knows that of boxes only.
    const twice = ruleId === 'form-dup-name' && /"(.+)"/.exec(message)?.[1];
    if (twice && !(await page.locator(`[name="${twice}"]:not([type=hidden])`).count())) continue;
    found.push(`${ruleId}: ${message}`);
  }
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (width > 0) found.push(`the page is ${width} pixels too wide`);
  return found.map((fault) => `${page.url()} ${fault}`);
}
