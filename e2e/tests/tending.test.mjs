// Keeping a listing true at the desk, in both languages, with and without scripts, on a small screen: from a
// new listing to what the public sees and suggests; and everyone can use each of its pages.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { holdScripts } from '../axe.mjs';
import { ADA, DESK, setUp, signIn } from '../desk.mjs';
import { WAYS, openBrowser, openHouse, openPage } from '../house.mjs';
import { press } from '../journey.mjs';
import { wrong } from '../looks.mjs';
import { WORDS } from '../words.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });

const main = (page) => page.getByRole('main');
const choose = (page, name) => press({ page }, main(page).getByRole('link', { name }).or(main(page).getByRole('button', { name })));
const section = (page, name) => press({ page }, page.getByRole('navigation').getByRole('link', { name }));

/** Unfolds a part of the form. */
async function unfold(page, heading) {
  const part = page.locator('details.part').filter({ has: page.getByRole('heading', { name: heading }) });
  if (!(await part.evaluate((it) => it.open))) await part.locator('> summary').click();
  return part;
}

for (const { lang, scripts } of WAYS) {
  describe(`Tending listings in ${lang} ${scripts ? 'with' : 'without'} scripts`, () => {
    let house;
    before(async () => { house = await openHouse(); });
    after(async () => { await house?.close(); });

    test('a listing is added, mended by two people, confirmed, closed, and corrected by the public', async () => {
      const say = DESK[lang];
      const name = lang === 'en' ? 'Example night line' : 'Ligne de nuit exemple';
      const { page, context, answers } = await openPage(browser, { viewport: { width: 320, height: 800 } });
      if (!scripts) await holdScripts(page);
      const visit = { page, house, lang };
      const found = [];
      const look = async () => found.push(...await wrong(page, answers));
      await setUp(visit);
      await signIn(visit, ADA);

      // A new listing; what is wrong brings its part of the form open.
      await section(page, say.listings);
      await look();
      await choose(page, say.newListing);
      await look();
      const names = await unfold(page, say.parts.name);
      await names.getByLabel(say.roleEn).fill('Example night line');
      await names.getByLabel(say.roleFr).fill('Ligne de nuit exemple');
      const phones = await unfold(page, say.parts.phones);
      await phones.getByLabel(say.phone).first().fill('call us');
      await choose(page, say.save);
      await look();
      assert.equal(await names.getByLabel(say.roleEn).inputValue(), 'Example night line', 'nothing that was typed is lost');
      await phones.getByLabel(say.phone).first().fill('250 555 0100');
      const open = await unfold(page, say.parts.open);
      await open.getByLabel(say.listed).selectOption({ label: say.yes });
      await choose(page, say.save);
      const record = new URL(page.url());
      record.search = '';
      assert.equal(await main(page).getByRole('heading', { level: 1 }).innerText(), name);
      await look();

      // Mending a number: three presses from the list.
      await section(page, say.listings);
      await look();
      await page.getByLabel(say.listWords).fill(name);
      await press({ page }, main(page).getByRole('search').getByRole('button'));
      await choose(page, name);
      await choose(page, say.mend);
      await look();
      await unfold(page, say.parts.phones);
      await phones.getByLabel(say.phone).first().fill('250 555 0142');

      // Meanwhile somebody else has changed it, too.
      const other = await context.newPage();
      await other.goto(page.url());
      const others = await unfold(other, say.parts.phones);
      await others.getByLabel(say.phone).first().fill('250 555 0177');
      await choose(other, say.save);
      await other.close();
      await choose(page, say.save);
      assert.match(await main(page).innerText(), /250-555-0177/);
      await look();
      await main(page).getByRole('radio').last().check();
      await choose(page, say.saveConflict);
      assert.match(await main(page).innerText(), /250-555-0142/);

      // Still true; closed for now; free places; what was changed.
      await choose(page, say.stillTrue);
      await look();
      await choose(page, say.now);
      await look();
      await page.getByLabel(say.closed).check();
      await page.getByLabel(say.free).fill('many');
      await choose(page, say.save);
      await look();
      await page.getByLabel(say.free).fill('3');
      await page.getByLabel(say.inAll).fill('12');
      await choose(page, say.save);
      await look();
      await choose(page, say.history);
      await look();
      assert.match(await main(page).innerText(), /250-555-0177/);
      await section(page, say.listings);
      await choose(page, say.confirmAll);
      await look();
      for (const box of await main(page).getByRole('checkbox').all()) await box.uncheck();
      await choose(page, say.confirmTicked);
      await look();

      // The public suggests something twice: once it becomes an edit, once a reason.
      const there = WORDS[lang];
      for (const words of ['The number is 250 555 0188.', 'Nothing']) {
        await page.goto(record.href);
        await choose(page, say.publicPage);
        await main(page).getByText(there.suggest).click();
        await page.getByLabel(there.suggestion).fill(words);
        await press({ page }, page.getByRole('button', { name: there.send }));
      }
      await page.goto(house.origin + say.today);
      await look();
      await section(page, say.suggestions);
      await look();
      await choose(page, say.accept);
      await look();
      await unfold(page, say.parts.phones);
      await phones.getByLabel(say.phone).first().fill('250 555 0188');
      await choose(page, say.save);
      await look();
      assert.match(await main(page).innerText(), /250-555-0142[^]*250-555-0188/, 'before and after');
      await choose(page, say.moreChanges);
      assert.match(await phones.getByLabel(say.phone).first().inputValue(), /250.555.0188/);
      await choose(page, say.save);
      await choose(page, say.saveIt);
      await look();
      await section(page, say.suggestions);
      await choose(page, say.decline);
      await look();
      await press({ page }, main(page).getByRole('button'));
      await look();
      await page.getByRole('main').getByRole('textbox').fill('Asked them');
      await press({ page }, main(page).getByRole('button'));
      await look();
      assert.deepEqual(found, []);
      await context.close();
    });
  });
}
