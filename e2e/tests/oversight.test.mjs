// Who answers for cases: a supervisor who sees ages and not words, a look with a reason that somebody else sees,
// the sheet for the person, a legal hold; in both languages, with and without scripts, on a small screen; and
// everyone can use each of the pages.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { holdScripts } from '../axe.mjs';
import { DESK, signIn, stepUp } from '../desk.mjs';
import { WAYS, openBrowser, openHouse, openPage } from '../house.mjs';
import { press } from '../journey.mjs';
import { wrong } from '../looks.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });

const OFFICE = 'Example Office';
const person = (name, role) => ({ name: `${name} Exemple`, email: `${name.toLowerCase()}@example.org`, passphrase: `pebble lantern orchard ${name.toLowerCase()}`, role });
const CORA = person('Cora', 'coordinator');
const SUE = person('Sue', 'supervisor');
const PIA = person('Pia', 'privacy-officer');

const SAY = {
  en: {
    cases: /^Cases$/, fresh: /^New case$/, open: /^Open the case$/, words: /^What was said and done$/, keep: /^Save the note$/,
    tasks: /^Tasks$/, what: /^What$/, due: /^By when$/, add: /^Add the task$/, who: /^Who they are$/, alias: /^What they are called$/, save: /^Save$/,
    loads: /^Caseloads$/, glass: /^Look with a reason$/, reason: /^Why you must look$/, look: /^Open the case and record it$/, sayWhy: 'Say why.',
    exceptions: /^Exceptions to consent$/, ask: /^Ask for it$/, authority: 'Say which law, order or rule.',
    privacy: /^Privacy$/, seen: /^I have read this reason/, done: 'Noted: you have read the reason.',
    access: /^Who looked$/, sheet: 'Who looked at what is kept about you', special: 'Opened with a special reason', language: /^Language of the sheet$/, other: 'French', show: /^Show the sheet/, across: 'Ouvert avec un motif particulier',
    history: /^History$/, opened: 'Opened the case', requests: /^Requests for what is kept$/, see: /^To see it, or have a copy$/, known: /^Whoever leads the case knows them/, write: /^Write it down$/, her: 'It is the person',
    copy: /^Their own copy$/, through: /^Look through it$/, contents: 'What is in it',
    stage: /^Stage$/, reached: /^Close: what they wanted was reached$/, move: /^Move the case$/, followUps: /^Follow-ups$/, after30: 'After 30 days',
    keeping: /^Keeping$/, scheduleName: /^Name of the schedule$/, source: /^Where it comes from$/, months: /^Months after the closing$/, warning: /^Days of warning/, set: /^Set the schedule$/, number: 'Write a whole number', holds: 'Holds',
    hold: /^Lay a legal hold on it$/, holdReason: /^Reason$/, doIt: /^Do this$/, isHeld: 'A legal hold lies on it.', lift: /^Lift the legal hold$/,
    takeOuts: /^Taking all cases out$/, gaps: /^Gaps$/, release: 'The legal hold is lifted.',
  },
  fr: {
    cases: /^Dossiers$/, fresh: /^Nouveau dossier$/, open: /^Ouvrir le dossier$/, words: /^Ce qui a été dit et fait$/, keep: /^Enregistrer la note$/,
    tasks: /^Tâches$/, what: /^Quoi$/, due: /^Pour quand$/, add: /^Ajouter la tâche$/, who: /^Qui elle est$/, alias: /^Le nom qu.elle se donne$/, save: /^Enregistrer$/,
    loads: /^Charges de travail$/, glass: /^Consulter avec un motif$/, reason: /^Pourquoi vous devez le consulter$/, look: /^Ouvrir le dossier et le consigner$/, sayWhy: 'Dites pourquoi.',
    exceptions: /^Exceptions au consentement$/, ask: /^La demander$/, authority: 'Dites quelle loi, quelle ordonnance ou quelle règle.',
    privacy: /^Vie privée$/, seen: /^J.ai lu ce motif/, done: 'C’est noté',
    access: /^Consultations$/, sheet: 'Qui a consulté ce qui est conservé à votre sujet', special: 'Ouvert avec un motif particulier', language: /^Langue de la feuille$/, other: 'Anglais', show: /^Afficher la feuille/, across: 'Opened with a special reason',
    history: /^Historique$/, opened: 'Ouverture du dossier', requests: /^Demandes d.accès$/, see: /^Voir ce qui est conservé/, known: /^La personne responsable du dossier la connaît/, write: /^L.inscrire$/, her: 'C’est bien elle',
    copy: /^Sa propre copie$/, through: /^La parcourir$/, contents: 'Ce qu’elle contient',
    stage: /^Étape$/, reached: /^Fermer\s: ce qu.elle voulait est atteint$/, move: /^Changer d.étape$/, followUps: /^Suivis$/, after30: 'Après 30 jours',
    keeping: /^Conservation$/, scheduleName: /^Nom du calendrier$/, source: /^D.où cela vient$/, months: /^Mois après la fermeture$/, warning: /^Jours d.avertissement/, set: /^Fixer le calendrier$/, number: 'Écrivez un nombre entier', holds: 'En vigueur',
    hold: /^Le mettre en conservation légale$/, holdReason: /^Motif$/, doIt: /^Faire cela$/, isHeld: 'Une conservation légale s’y applique.', lift: /^Lever la conservation légale$/,
    takeOuts: /^Sortie de tous les dossiers$/, gaps: /^Lacunes$/, release: 'La conservation légale est levée.',
  },
};

const main = (page) => page.getByRole('main');
const choose = (page, name) => press({ page }, main(page).getByRole('link', { name }).or(main(page).getByRole('button', { name })).first());
const section = (page, name) => press({ page }, page.getByRole('navigation').getByRole('link', { name }));
const text = async (page) => (await main(page).innerText()).replaceAll(/[\u00a0\u202f]/g, ' ');

for (const { lang, scripts } of WAYS) {
  describe(`Answering for cases in ${lang} ${scripts ? 'with' : 'without'} scripts`, () => {
    let house;
    before(async () => { house = await openHouse(); });
    after(async () => { await house?.close(); });

    test('a supervisor, a look with a reason, its being seen, her sheet, a hold', async () => {
      const say = SAY[lang];
      const pictures = process.env.CAIRN_TEST_PICTURES;
      const found = [];
      const contexts = [];

      /** Somebody comes in, at a browser of their own. */
      const arrive = async (who, organization) => {
        const { page, context, answers } = await openPage(browser, { viewport: { width: 320, height: 800 } });
        contexts.push(context);
        if (!scripts) await holdScripts(page);
        const link = await house.invite({ ...who, lang, within: organization });
        await page.goto(house.origin + link);
        await page.getByLabel(DESK[lang].newPassphrase).fill(who.passphrase);
        await page.getByLabel(DESK[lang].again).fill(who.passphrase);
        await choose(page, DESK[lang].choose);
        await signIn({ page, house, lang }, who);
        const look = async (name) => {
          if (pictures && !scripts) {
            for (const width of [320, 1280]) {
              await page.setViewportSize({ width, height: 800 });
              await page.screenshot({ path: `${pictures}/${lang}-oversight-${name}-${width}.png`, fullPage: true });
            }
            await page.setViewportSize({ width: 320, height: 800 });
          }
          found.push(...await wrong(page, answers));
        };
        return { page, look, visit: { page, house, lang } };
      };

      // A case with a name, a note and a task that is late.
      const cora = await arrive(CORA);
      await section(cora.page, say.cases);
      await choose(cora.page, say.fresh);
      await choose(cora.page, say.open);
      const address = cora.page.url().split('?')[0];
      await main(cora.page).getByLabel(say.words).fill('He waits at the bus station.');
      await choose(cora.page, say.keep);
      await choose(cora.page, say.tasks);
      await main(cora.page).getByLabel(say.what).fill('Ask the night house');
      await main(cora.page).getByLabel(say.due).fill('2020-01-02');
      await choose(cora.page, say.add);
      await cora.page.goto(address);
      await choose(cora.page, say.who);
      await main(cora.page).getByLabel(say.alias).fill('Exemplia');
      await choose(cora.page, say.save);

      // The supervisor: dates and counts, and not a word.
      const sue = await arrive(SUE, OFFICE);
      await section(sue.page, say.loads);
      assert.ok((await text(sue.page)).includes('Cora Exemple'));
      await sue.look('caseloads');
      await sue.page.goto(address);
      assert.ok(!(await text(sue.page)).includes('Exemplia'));
      await sue.look('outline');
      await choose(sue.page, say.exceptions);
      await sue.look('exceptions-second');
      await sue.page.goto(address);
      await choose(sue.page, say.glass);
      await choose(sue.page, say.look);
      assert.ok((await text(sue.page)).includes(say.sayWhy));
      await sue.look('glass-fault');
      await main(sue.page).getByLabel(say.reason).fill('Nobody who works on it answers.');
      await choose(sue.page, say.look);
      assert.ok((await text(sue.page)).includes('Exemplia'));
      assert.ok(!(await text(sue.page)).includes('bus station'));
      await sue.look('through-the-glass');

      // Somebody else sees it.
      const pia = await arrive(PIA, OFFICE);
      await pia.look('today');
      await section(pia.page, say.privacy);
      assert.ok((await text(pia.page)).includes('Nobody who works on it answers.'));
      await pia.look('looks');
      await choose(pia.page, say.seen);
      assert.ok((await text(pia.page)).includes(say.done));

      // An exception that lacks everything comes back with what is missing.
      await cora.page.goto(address);
      await choose(cora.page, say.exceptions);
      await choose(cora.page, say.ask);
      await cora.look('exception-fault');

      // The sheet for her, in either language, and on paper alone.
      await cora.page.goto(address);
      await choose(cora.page, say.access);
      assert.ok((await text(cora.page)).includes(say.sheet));
      assert.ok((await text(cora.page)).includes(say.special));
      await cora.look('access');
      await main(cora.page).getByLabel(say.language).selectOption({ label: say.other });
      await choose(cora.page, say.show);
      assert.ok((await text(cora.page)).includes(say.across));
      await cora.look('access-across');
      await cora.page.emulateMedia({ media: 'print' });
      const printed = (await main(cora.page).innerText());
      assert.ok(!printed.includes('Sue Exemple') && !printed.includes('Cora Exemple'), 'no worker is named on paper');
      if (pictures && !scripts) await cora.page.screenshot({ path: `${pictures}/${lang}-oversight-access-print.png`, fullPage: true });
      await cora.page.emulateMedia({ media: 'screen' });
      await cora.page.goto(address);
      await choose(cora.page, say.history);
      assert.ok((await text(cora.page)).includes(say.opened));
      assert.ok(!(await text(cora.page)).includes('bus station'));
      await cora.look('history');

      // She asks for what is kept; it is she; somebody else makes the copy.
      await cora.page.goto(address);
      await choose(cora.page, say.requests);
      await main(cora.page).getByLabel(say.see).check();
      await main(cora.page).getByLabel(say.known).first().check();
      await choose(cora.page, say.write);
      assert.ok((await text(cora.page)).includes(say.her));
      await cora.look('requests');
      await pia.page.goto(address);
      await choose(pia.page, say.copy);
      await pia.look('copy');
      await choose(pia.page, say.through);
      assert.ok((await text(pia.page)).includes(say.contents));
      await pia.look('copy-contents');

      // How long cases are kept is set, the case is closed, and a court wants it kept.
      await section(pia.page, say.keeping);
      await choose(pia.page, say.set);
      assert.ok((await text(pia.page)).includes(say.number));
      await pia.look('keeping-fault');
      await main(pia.page).getByLabel(say.scheduleName).fill('Files');
      await main(pia.page).getByLabel(say.source).first().fill('Board, 2026-11-01');
      await main(pia.page).getByLabel(say.months).fill('24');
      await main(pia.page).getByLabel(say.warning).fill('30');
      await choose(pia.page, say.set);
      assert.ok((await text(pia.page)).includes(say.holds));
      await cora.page.goto(address);
      await choose(cora.page, say.stage);
      await main(cora.page).getByLabel(say.reached).check();
      await choose(cora.page, say.move);
      await cora.page.goto(address);
      await choose(cora.page, say.followUps);
      assert.ok((await text(cora.page)).includes(say.after30));
      await cora.look('follow-ups');
      await pia.page.goto(address);
      await pia.look('outline-guard');
      await pia.page.goto(`${address}/${lang === 'en' ? 'keeping' : 'conservation'}`);
      await main(pia.page).getByLabel(say.hold).check();
      await main(pia.page).getByLabel(say.holdReason).fill('A court asked.');
      await choose(pia.page, say.doIt);
      assert.ok((await text(pia.page)).includes(say.isHeld));
      await pia.look('held');
      await main(pia.page).getByLabel(say.lift).check();
      await main(pia.page).getByLabel(say.holdReason).fill('The court is done.');
      await choose(pia.page, say.doIt);
      assert.ok((await text(pia.page)).includes(say.release));

      await pia.page.goto(`${address}/${lang === 'en' ? 'end' : 'destruction'}`);
      await stepUp(pia.visit, PIA);
      await pia.look('end');
      await section(pia.page, say.keeping);
      await pia.look('keeping');
      await choose(pia.page, say.takeOuts);
      await pia.look('take-outs');
      await section(pia.page, say.gaps);
      await pia.look('gaps');
      assert.deepEqual(found, []);
      for (const context of contexts) await context.close();
    });
  });
}
