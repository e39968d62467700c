// What goes on in a case: appointments and the calendar that says nothing of them, the safety plan, children,
// orders, the immigration clock, money; in both languages, with and without scripts, on a small screen.

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
    choose: DESK.en.choose, cases: /^Cases$/, fresh: /^New case$/, open: /^Open the case$/, save: /^Save$/, change: /^Change/,
    appointments: /^Appointments$/, what: /^What it is$/, on: /^Day$/, from: /^From$/, add: /^Add the appointment$/, empty: 'Say what it is.', planned: 'To be',
    remind: /^Plan a reminder/, nothing: 'Nothing was agreed about how to reach them',
    plan: /^Safety plan$/, keep: /^Save as they wish$/, choice: 'Choose one.', none: /^No copy$/, paperToo: /^A copy here, and one on paper$/, worry: /^What I worry about$/, refused: 'They want no copy', paper: /^See it as it would be on paper$/, away: /^Take the copy away$/, gone: 'There is no copy of the plan here',
    dependants: /^Children and dependants$/, alias: /^What to call them$/, addOne: /^Add$/, duty: 'A child here may be in danger',
    orders: /^Protection orders$/, happened: /^What happened$/, granted: 'Granted', addOrder: /^Add the order$/, notServed: 'Granted, not served',
    immigration: /^Immigration$/, health: /^Last day of health cover$/, ended: 'Health cover: ended',
    account: /calendar$/i, make: /^Make an address$/, once: 'shown now and never again', end: /^End the address$/,
  },
  fr: {
    choose: DESK.fr.choose, cases: /^Dossiers$/, fresh: /^Nouveau dossier$/, open: /^Ouvrir le dossier$/, save: /^Enregistrer$/, change: /^Modifier/,
    appointments: /^Rendez-vous$/, what: /^De quoi il s.agit$/, on: /^Jour$/, from: /^De$/, add: /^Ajouter le rendez-vous$/, empty: 'Dites de quoi il s’agit.', planned: 'À venir',
    remind: /^Prévoir un rappel/, nothing: 'Rien n’a été convenu sur la façon de la joindre',
    plan: /^Plan de sécurité$/, keep: /^Enregistrer selon son choix$/, choice: 'Choisissez.', none: /^Aucune copie$/, paperToo: /^Une copie ici, et une sur papier$/, worry: /^Ce qui m.inquiète$/, refused: 'Elle ne veut aucune copie', paper: /^Voir ce que donnerait le papier$/, away: /^Retirer la copie$/, gone: 'Il n’y a aucune copie du plan ici',
    dependants: /^Enfants et personnes à charge$/, alias: /^Comment l.appeler$/, addOne: /^Ajouter$/, duty: 'Un enfant peut être en danger',
    orders: /^Ordonnances de protection$/, happened: /^Ce qui s.est passé$/, granted: 'Accordée', addOrder: /^Ajouter l.ordonnance$/, notServed: 'Accordée, pas signifiée',
    immigration: /^Immigration$/, health: /^Dernier jour de la couverture santé$/, ended: 'Couverture santé',
    account: /agenda$/i, make: /^Créer une adresse$/, once: 'montrée maintenant et plus jamais', end: /^Mettre fin à l.adresse$/,
  },
};

const main = (page) => page.getByRole('main');
const text = async (page) => main(page).innerText();
const choose = (page, name) => press({ page }, main(page).getByRole('link', { name }).or(main(page).getByRole('button', { name })).first());

for (const { lang, scripts } of WAYS) {
  describe(`What goes on in a case, in ${lang} ${scripts ? 'with' : 'without'} scripts`, () => {
    let house;
    before(async () => { house = await openHouse(); });
    after(async () => { await house?.close(); });

    test('each page does its work and everyone can use it', async () => {
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
            await page.screenshot({ path: `${pictures}/${lang}-care-${name}-${width}.png`, fullPage: true });
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
      await press({ page }, page.getByRole('navigation').getByRole('link', { name: say.cases }));
      await choose(page, say.fresh);
      await choose(page, say.open);
      const address = page.url().split('?')[0];
      const go = async (name) => { await page.goto(address); await choose(page, name); };

      // An appointment: what is missing is said beside its field; nobody is reminded against her rules.
      await go(say.appointments);
      await look('appointments-none');
      await main(page).getByLabel(say.on).fill('2031-03-04');
      await main(page).getByLabel(say.from).fill('09:30');
      await choose(page, say.add);
      assert.ok((await text(page)).includes(say.empty));
      assert.equal(await main(page).getByLabel(say.on).inputValue(), '2031-03-04');
      await look('appointment-fault');
      await main(page).getByLabel(say.what).fill('Example clinic');
      await choose(page, say.add);
      assert.ok((await text(page)).includes(say.planned));
      await look('appointments');
      await choose(page, say.remind);
      assert.ok((await text(page)).includes(say.nothing));
      await look('remind');

      // The plan is hers: without her wish there is no copy.
      await go(say.plan);
      await choose(page, say.keep);
      assert.ok((await text(page)).includes(say.choice));
      await main(page).getByLabel(say.worry).fill('The ground floor window');
      await main(page).getByRole('radio', { name: say.none }).check();
      await choose(page, say.keep);
      assert.ok((await text(page)).includes(say.refused));
      await look('plan-fault');
      await main(page).getByRole('radio', { name: say.paperToo }).check();
      await choose(page, say.keep);
      await look('plan');
      await choose(page, say.paper);
      assert.ok((await text(page)).includes('ground floor'));
      await look('plan-paper');
      await go(say.plan);
      await choose(page, say.away);
      assert.ok((await text(page)).includes(say.gone));
      assert.ok(!(await text(page)).includes('ground floor'));

      // A child, and the duty that nobody has looked at.
      await go(say.dependants);
      await main(page).getByLabel(say.alias).fill('K.');
      await choose(page, say.addOne);
      assert.ok((await text(page)).includes(say.duty));
      await look('dependants');

      // An order that was granted and not served.
      await go(say.orders);
      await main(page).getByLabel(say.happened).selectOption({ label: say.granted });
      await choose(page, say.addOrder);
      assert.ok((await text(page)).includes(say.notServed));
      await look('orders');
      await choose(page, say.change);
      await look('order-change');

      // Health cover that has ended.
      await go(say.immigration);
      await main(page).getByLabel(say.health).fill('2026-01-02');
      await choose(page, say.save);
      assert.ok((await text(page)).includes(say.ended));
      await look('immigration');
      await page.goto(address);
      await look('case');

      // The calendar: an address once, then none.
      await page.goto(`${house.origin}/${lang === 'en' ? 'en/desk/account' : 'fr/bureau/compte'}`);
      await choose(page, say.account);
      await choose(page, say.make);
      assert.ok((await text(page)).includes(say.once));
      await look('calendar-once');
      await page.goto(`${house.origin}/${lang === 'en' ? 'en/desk/account/calendar' : 'fr/bureau/compte/agenda'}`);
      await look('calendar');
      await choose(page, say.end);

      assert.ok(answers.every((answer) => !answer.url().includes('ground')), 'nothing that was typed is in an address');
      assert.deepEqual(found, []);
      await context.close();
    });
  });
}
