// Taking in an export from the desk, in both languages, with and without scripts, on a small screen: sent,
// looked at, applied; a file that is none; and everyone can use each of the pages.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { holdScripts } from '../axe.mjs';
import { ADA, DESK, setUp, signIn, stepUp } from '../desk.mjs';
import { WAYS, openBrowser, openHouse, openPage } from '../house.mjs';
import { press } from '../journey.mjs';
import { wrong } from '../looks.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });

const SAY = {
  en: {
    imports: /^Imports$/, take: /^Take in an export$/, from: /^Where it comes from$/, file: /^The file$/, send: /^Send and look$/,
    again: /^Look again$/, waits: 'Waits to be applied', fault: /not a zip, CSV or JSON/, apply: /^Apply it$/, write: /^Write to the directory$/,
    taken: 'Taken in', runs: /^Exports looked at$/, missing: 'it belongs to a service that is not there', rows: /row to mend/, rowPage: /phones?\.csv/,
  },
  fr: {
    imports: /^Importations$/, take: /^Reprendre une exportation$/, from: /^Provenance$/, file: /^Le fichier$/, send: /^Envoyer et examiner$/,
    again: /^Regarder de nouveau$/, waits: 'En attente d’application', fault: /ni un zip, ni un CSV/, apply: /^Appliquer$/, write: /^Inscrire au répertoire$/,
    taken: 'Reprise', runs: /^Exportations examinées$/, missing: 'elle appartient à un service absent', rows: /rangée à corriger/, rowPage: /phones?\.csv/,
  },
};

const SERVICES = 'id,organization_id,name,email\ns1,o1,Example night house,night@example.org\ns2,,Example day house,day@example.org\n';
const PHONES = 'id,service_id,number\np1,s9,250-555-0102\n';
const main = (page) => page.getByRole('main');
const choose = (page, name) => press({ page }, main(page).getByRole('link', { name }).or(main(page).getByRole('button', { name })).first());
const file = (name, text) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });

for (const { lang, scripts } of WAYS) {
  describe(`Taking in an export in ${lang} ${scripts ? 'with' : 'without'} scripts`, () => {
    let house;
    before(async () => { house = await openHouse(); });
    after(async () => { await house?.close(); });

    test('an export is sent, looked at and applied, and what cannot stand alone waits', async () => {
      const say = SAY[lang];
      const { page, context, answers } = await openPage(browser, { viewport: { width: 320, height: 800 } });
      if (!scripts) await holdScripts(page);
      const visit = { page, house, lang };
      const found = [];
      const pictures = process.env.CAIRN_TEST_PICTURES;
      const look = async (name) => {
        if (pictures && !scripts) {
          for (const width of [320, 1280]) {
            await page.setViewportSize({ width, height: 800 });
            await page.screenshot({ path: `${pictures}/${lang}-${name}-${width}.png`, fullPage: true });
          }
          await page.setViewportSize({ width: 320, height: 800 });
        }
        found.push(...await wrong(page, answers));
      };
      /** Until nothing works on it any more. */
      const settled = async () => {
        for (let tries = 0; tries < 100 && await main(page).getByRole('link', { name: say.again }).count(); tries += 1) {
          await choose(page, say.again);
        }
      };
      await setUp(visit);
      await signIn(visit, ADA);
      await press({ page }, page.getByRole('navigation').getByRole('link', { name: say.imports }));
      await look('imports');
      await choose(page, say.take);
      await stepUp(visit, ADA);
      await look('form');

      // What is no export is said beside its field, and what was typed stays.
      await page.getByLabel(say.from).fill('Example 211');
      await page.getByLabel(say.file).setInputFiles(file('list.csv', '%PDF-1.7 not a list'));
      await choose(page, say.send);
      assert.match(await main(page).innerText(), say.fault);
      assert.equal(await page.getByLabel(say.from).inputValue(), 'Example 211');
      await look('form-fault');

      await page.getByLabel(say.file).setInputFiles(file('services.csv', SERVICES));
      await choose(page, say.send);
      await settled();
      assert.match(await main(page).innerText(), new RegExp(say.waits));
      await look('report');
      await choose(page, say.apply);
      await stepUp(visit, ADA);
      await look('apply');
      await choose(page, say.write);
      await settled();
      assert.match(await main(page).innerText(), new RegExp(say.taken));
      await look('applied');

      // A row that belongs to nothing waits, with its reason and its line.
      await press({ page }, page.getByRole('navigation').getByRole('link', { name: say.imports }));
      await choose(page, say.take);
      await page.getByRole('combobox').first().selectOption('Example 211');
      await page.getByLabel(say.file).setInputFiles(file('phones.csv', PHONES));
      await choose(page, say.send);
      await settled();
      assert.match(await main(page).innerText(), new RegExp(say.missing));
      await look('gone');
      await choose(page, say.runs);
      await look('runs');
      assert.deepEqual(found, []);
      assert.ok(answers.every((answer) => answer.status() < 500));
      await context.close();
    });
  });
}
