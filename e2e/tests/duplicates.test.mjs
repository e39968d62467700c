// Two listings of one service at the desk, in both languages, with and without scripts, on a small screen: found,
// looked at, merged, led to by the public, taken apart again, and said not to be the same.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { holdScripts } from '../axe.mjs';
import { ADA, DESK, setUp, signIn } from '../desk.mjs';
import { WAYS, openBrowser, openHouse, openPage } from '../house.mjs';
import { press } from '../journey.mjs';
import { wrong } from '../looks.mjs';

/** The words of this part of the desk. */
const SAY = {
  en: {
    duplicates: /^Duplicates$/, look: /^Look for duplicates now$/, lookNow: /^Look now$/,
    list: '/en/desk/duplicates', pair: /night.line/, need: /may be the same service/,
    apart: /^Not the same$/, merge: /^Merge them$/, undo: /^Undo/, undoIt: /^Undo$/,
    merged: /^Merged listings$/, publicAt: '/en/services/', nameOfB: 'Example harbour night-line',
  },
  fr: {
    duplicates: /^Doublons$/, look: /^Chercher les doublons maintenant$/, lookNow: /^Chercher maintenant$/,
    list: '/fr/bureau/doublons', pair: /nuit/, need: /le même service/,
    apart: /^Deux services différents$/, merge: /^Les fusionner$/, undo: /^Annuler la fusion/, undoIt: /^Annuler la fusion$/,
    merged: /^Fiches fusionnées$/, publicAt: '/fr/services/', nameOfB: 'Example harbour night-line',
  },
};

let browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });

const main = (page) => page.getByRole('main');
const choose = (page, name) => press({ page }, main(page).getByRole('link', { name }).or(main(page).getByRole('button', { name })));
const section = (page, name) => press({ page }, page.getByRole('navigation').getByRole('link', { name }));

for (const { lang, scripts } of WAYS) {
  describe(`Duplicates in ${lang} ${scripts ? 'with' : 'without'} scripts`, () => {
    let house;
    before(async () => { house = await openHouse(); });
    after(async () => { await house?.close(); });

    test('two listings of one service are merged, taken apart and told apart', async () => {
      const say = { ...DESK[lang], ...SAY[lang] };
      const { page, context, answers } = await openPage(browser, { viewport: { width: 320, height: 800 } });
      if (!scripts) await holdScripts(page);
      const visit = { page, house, lang };
      const found = [];
      const look = async () => found.push(...await wrong(page, answers));
      await setUp(visit);
      await signIn(visit, ADA);

      // The same line, as two people have written it down.
      const ids = [];
      for (const [english, number] of [['Example harbour night line', '250 555 0100'], [say.nameOfB, '250 555 0142']]) {
        await section(page, say.listings);
        await choose(page, say.newListing);
        for (const part of await page.locator('details.part').all()) {
          if (!(await part.evaluate((it) => it.open))) await part.locator('> summary').click();
        }
        await page.getByLabel(say.roleEn).fill(english);
        await page.getByLabel(say.roleFr).fill('Ligne de nuit du havre exemple');
        await page.getByLabel(say.phone).first().fill(number);
        await page.getByLabel(say.listingEmail).fill('night@harbour.example');
        await page.locator('[name="url"]').fill('https://harbour.example/night');
        await page.getByLabel(say.listed).selectOption({ label: say.yes });
        await choose(page, say.save);
        ids.push(new URL(page.url()).pathname.split('/').at(-1));
      }

      // Nobody has looked yet; then they are found.
      await section(page, say.duplicates);
      await look();
      await choose(page, say.look);
      await look();
      await choose(page, say.lookNow);
      assert.equal(new URL(page.url()).pathname, say.list);
      await look();
      await page.goto(house.origin + say.today);
      assert.match(await main(page).innerText(), say.need);
      await section(page, say.duplicates);
      await page.getByLabel(say.listWords).fill(lang === 'en' ? 'harbour' : 'havre');
      await press({ page }, main(page).getByRole('search').getByRole('button'));
      await look();
      await choose(page, say.pair);
      const pair = page.url();
      await look();
      for (const seen of ['250-555-0100', '250-555-0142', say.nameOfB]) {
        assert.ok((await main(page).innerText()).includes(seen), seen);
      }

      // Field by field; the one that goes leads the public to the one that stays.
      const choice = page.locator('.choice', { has: page.locator('input[name="name-en"]'), hasText: say.nameOfB });
      await choice.getByRole('radio').check();
      await choose(page, say.merge);
      await look();
      const stays = new URL(page.url()).pathname.split('/').at(-1);
      const goes = ids.find((id) => id !== stays);
      assert.ok(ids.includes(stays));
      assert.ok((await main(page).innerText()).includes(say.nameOfB), 'the name that was chosen');
      const other = await context.newPage();
      await other.goto(`${house.origin}${say.publicAt}${goes}`);
      assert.equal(new URL(other.url()).pathname, `${say.publicAt}${stays}`);
      await page.goto(pair);
      assert.equal(answers.at(-1).status(), 404, 'the pair is gone');

      // Undone, and both answer again.
      await page.goto(house.origin + say.list);
      await choose(page, say.merged);
      await look();
      await choose(page, say.undo);
      await look();
      await choose(page, say.undoIt);
      await look();
      for (const id of ids) {
        await other.goto(`${house.origin}${say.publicAt}${id}`);
        assert.equal(new URL(other.url()).pathname, `${say.publicAt}${id}`);
      }
      await other.close();

      // Not the same: remembered.
      await page.goto(pair);
      await choose(page, say.apart);
      await look();
      await choose(page, say.look);
      await choose(page, say.lookNow);
      const asked = main(page).locator(`a[href="${new URL(pair).pathname}"]`);
      assert.equal(await asked.count(), 0, 'it is not asked again');
      assert.deepEqual(found, []);
      await context.close();
    });
  });
}
