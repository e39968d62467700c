// A case, from the first call to a summary on paper, in both languages, with and without scripts, on a small
// screen; and everyone can use each of its pages.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { holdScripts } from '../axe.mjs';
import { DESK, signIn } from '../desk.mjs';
import { WAYS, openBrowser, openHouse, openPage } from '../house.mjs';
import { press } from '../journey.mjs';
import { wrong } from '../looks.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });

const CORA = { name: 'Cora Exemple', email: 'cora@example.org', passphrase: 'pebble lantern orchard nineteen' };

const SAY = {
  en: {
    choose: DESK.en.choose, cases: /^Cases$/, fresh: /^New case$/, open: /^Open the case$/, nothing: /Nothing was agreed about how to reach them/,
    contact: /^Safe contact$/, never: /^leave a message$/, way: /^Way 1$/, call: 'Call', to: /^Where or whom$/, monday: /^Monday$/, from: /^From$/, until: /^Until$/, zone: /^Time zone$/,
    save: /^Save$/, before: 'Never leave a message.', words: /^What was said and done$/, keep: /^Save the note$/, kept: 'The note is saved.',
    tasks: /^Tasks$/, what: /^What$/, due: /^By when$/, add: /^Add the task$/, late: 'overdue', done: /^Done/,
    needs: /^Needs$/, stand: /^Not to be had: a gap$/, line: /^Add the line$/, quick: /^Quick note$/, code: /^Code$/,
    stage: /^Stage$/, intake: /^Intake$/, move: /^Move the case$/, consent: 'consent to a record being kept', ask: /^Consents$/, yes: /^Yes$/, notes: /^Notes$/, limits: /^They were told the limits/, record: /^Record the answer$/, counts: 'Counts now', isIntake: 'Intake',
    pages: [/^Who they are$/, /^Details$/, /^Who works on it$/, /^Everything, by time$/], summary: /^Summary to print$/, part: /^Safe contact$/, make: /^Make the summary$/,
    find: /^Find a case$/, have: /^What you have$/, go: /^Find$/,
  },
  fr: {
    choose: DESK.fr.choose, cases: /^Dossiers$/, fresh: /^Nouveau dossier$/, open: /^Ouvrir le dossier$/, nothing: /Rien n.a été convenu sur la façon de la joindre/,
    contact: /^Contact sans danger$/, never: /^laisser un message$/, way: /^Moyen 1$/, call: 'Appel', to: /^Où, ou qui$/, monday: /^lundi$/, from: /^De$/, until: /^À$/, zone: /^Fuseau horaire$/,
    save: /^Enregistrer$/, before: 'Ne laissez jamais de message.', words: /^Ce qui a été dit et fait$/, keep: /^Enregistrer la note$/, kept: 'La note est enregistrée.',
    tasks: /^Tâches$/, what: /^Quoi$/, due: /^Pour quand$/, add: /^Ajouter la tâche$/, late: 'en retard', done: /^C.est fait/,
    needs: /^Besoins$/, stand: /^Introuvable.*lacune$/, line: /^Ajouter la ligne$/, quick: /^Note rapide$/, code: /^Code$/,
    stage: /^Étape$/, intake: /^Accueil$/, move: /^Changer d.étape$/, consent: 'consentement à la tenue d’un dossier', ask: /^Consentements$/, yes: /^Oui$/, notes: /^Notes$/, limits: /^On lui a dit les limites/, record: /^Consigner la réponse$/, counts: 'Compte en ce moment', isIntake: 'Accueil',
    pages: [/^Qui elle est$/, /^Détails$/, /^Qui y travaille$/, /^Tout, dans l.ordre du temps$/], summary: /^Résumé à imprimer$/, part: /^Contact sans danger$/, make: /^Préparer le résumé$/,
    find: /^Trouver un dossier$/, have: /^Ce que vous avez$/, go: /^Trouver$/,
  },
};

const main = (page) => page.getByRole('main');
const choose = (page, name) => press({ page }, main(page).getByRole('link', { name }).or(main(page).getByRole('button', { name })).first());

for (const { lang, scripts } of WAYS) {
  describe(`A case in ${lang} ${scripts ? 'with' : 'without'} scripts`, () => {
    let house;
    before(async () => { house = await openHouse(); });
    after(async () => { await house?.close(); });

    test('from the first call to a summary on paper', async () => {
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
            await page.screenshot({ path: `${pictures}/${lang}-case-${name}-${width}.png`, fullPage: true });
          }
          await page.setViewportSize({ width: 320, height: 800 });
        }
        found.push(...await wrong(page, answers));
      };

      const link = await house.invite({ ...CORA, role: 'coordinator', lang });
      await page.goto(house.origin + link);
      await page.getByLabel(DESK[lang].newPassphrase).fill(CORA.passphrase);
      await page.getByLabel(DESK[lang].again).fill(CORA.passphrase);
      await choose(page, say.choose);
      await signIn(visit, CORA);

      // A code, and nothing else that is known: nobody contacts her.
      await press({ page }, page.getByRole('navigation').getByRole('link', { name: say.cases }));
      await look('none');
      await choose(page, say.fresh);
      await look('new');
      await choose(page, say.open);
      const address = page.url().split('?')[0];
      const code = (await main(page).getByRole('heading', { level: 1 }).innerText()).split(' ')[0].trim();
      assert.match(code, /^[\dA-Z]{3}-[\dA-Z]{3}-[\dA-Z]{4}$/);
      assert.match(await main(page).innerText(), say.nothing);
      await look('opened');

      // How it is safe.
      await choose(page, say.contact);
      await main(page).getByLabel(say.never).first().check();
      await main(page).getByLabel(say.way).selectOption({ label: say.call });
      await main(page).getByLabel(say.to).first().fill('204-555-0100');
      await main(page).getByLabel(say.monday).check();
      await main(page).getByLabel(say.from).fill('09:00');
      await main(page).getByLabel(say.until).fill('17:00');
      await main(page).getByLabel(say.zone).fill('America/Nowhere');
      await choose(page, say.save);
      await look('contact-fault');
      await main(page).getByLabel(say.zone).fill('America/Winnipeg');
      await choose(page, say.save);
      assert.equal(page.url().split('?')[0], address);
      assert.ok((await main(page).innerText()).includes(say.before));

      // A note, at once.
      await main(page).getByLabel(say.words).fill('Called from the bus station. Wants a bed.');
      await choose(page, say.keep);
      assert.ok((await main(page).innerText()).includes(say.kept));
      assert.ok((await main(page).innerText()).includes('bus station'));

      // What is to be done, and what is not to be had.
      await choose(page, say.tasks);
      await main(page).getByLabel(say.what).fill('Ask the night house');
      await main(page).getByLabel(say.due).fill('2020-01-02');
      await choose(page, say.add);
      await look('tasks');
      await page.goto(`${address}/${lang === 'en' ? 'needs' : 'besoins'}`);
      await main(page).getByLabel(say.stand).check();
      await choose(page, say.line);
      await look('needs');
      await page.goto(address);
      assert.ok((await main(page).innerText()).includes(say.late));
      await look('full');

      // Without her consent it goes nowhere.
      await choose(page, say.stage);
      await main(page).getByLabel(say.intake).check();
      await choose(page, say.move);
      assert.ok((await main(page).innerText()).includes(say.consent));
      await look('stage');

      // Asked in plain words, with the limits; then it does.
      await page.goto(address);
      await choose(page, say.ask);
      await main(page).getByLabel(say.yes).check();
      await main(page).getByLabel(say.notes).check();
      await choose(page, say.record);
      await look('consent-fault');
      await main(page).getByLabel(say.limits).check();
      await choose(page, say.record);
      assert.ok((await main(page).innerText()).includes(say.counts));
      await look('consents');
      await page.goto(address);
      await choose(page, say.stage);
      await main(page).getByLabel(say.intake).check();
      await choose(page, say.move);
      assert.ok((await main(page).getByRole('heading', { level: 1 }).innerText()).includes(say.isIntake));

      for (const [at, name] of say.pages.entries()) {
        await page.goto(address);
        await choose(page, name);
        await look(`page-${at}`);
      }
      await page.goto(address);
      await choose(page, say.summary);
      await main(page).getByLabel(say.part).check();
      await choose(page, say.make);
      assert.ok((await main(page).innerText()).includes(say.before));
      assert.ok(!(await main(page).innerText()).includes('bus station'), 'nobody asked for the notes');
      await look('summary');

      // From anywhere: a code and words; and finding it by its code.
      await press({ page }, page.getByRole('navigation').getByRole('link', { name: say.cases }));
      await look('list');
      await choose(page, say.quick);
      await main(page).getByLabel(say.code).fill(code.toLowerCase());
      await main(page).getByLabel(say.words).fill('She is safe tonight.');
      await choose(page, say.keep);
      assert.ok((await main(page).innerText()).includes(say.kept));
      await press({ page }, page.getByRole('navigation').getByRole('link', { name: say.cases }));
      await choose(page, say.find);
      await main(page).getByLabel(say.have).fill(code);
      await choose(page, say.go);
      assert.equal(page.url(), address);
      assert.ok((await main(page).innerText()).includes('safe tonight'));
      assert.ok(answers.every((answer) => !answer.url().includes('tonight')), 'nothing that was typed is in an address');
      assert.deepEqual(found, []);
      await context.close();
    });
  });
}
