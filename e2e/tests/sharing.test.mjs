// Two houses and one case: office A asks without a name, shelter B answers; A refers with consent, B reads only
// what was chosen and accepts; A withdraws, B sees that it ended. Then a one-time link for an agency that has no
// account. In both languages, with and without scripts, on a small screen; and everyone can use each page.

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

const CORA = { name: 'Cora Exemple', email: 'cora@example.org', passphrase: 'pebble lantern orchard nineteen', role: 'coordinator', organization: 'North Office' };
const BEA = { name: 'Bea Exemple', email: 'bea@example.org', passphrase: 'harvest window copper eleven', role: 'referral-recipient', organization: 'River Shelter' };
/** Planted in the case: in no page of anybody else. */
const NAME = 'Ondine';

const SAY = {
  en: {
    cases: /^Cases$/, fresh: /^New case$/, open: /^Open the case$/, needs: 'needs', person: 'person', wanted: /^Wanted$/, line: /^Add the line$/, called: /^What they are called$/, save: /^Save$/,
    sharing: /^Asked and shared$/, ask: /^Ask without a name$/, words: /^What else they must know$/, who: /may say who they are/, go: /^Ask$/, asked: 'They are asked',
    received: /^Received$/, house: /^A place to stay/, yes: /^Yes$/, hold: /^If yes, it holds for$/, answer: /^Answer$/, sent: 'Your answer is sent',
    could: 'yes, they could', refer: /^Refer to them/, none: 'No consent lets anything be shared', consent: /^Ask for consent$/, kinds: [/^Needs$/, /^Age band, languages, stage$/], limits: /^They were told the limits/, record: /^Record the answer$/,
    covered: 'Covered by the consent of', message: /^What you ask of them/, send: /^Send$/, isSent: 'It is sent',
    through: 'How to reach them was not shared', accept: /^Accept$/, accepted: 'they accept', consents: /^Consents$/, withdraw: /^Take it back/, ended: 'This sharing has ended',
    referTo: /^Refer$/, narrow: /^Narrow/, to: /^To$/, next: /^Next: what they may read$/, link: /^Make a one-time link/, codeTitle: 'Enter your code', code: /^Code$/, openIt: /^Open$/, not: 'This does not open', sendAnswer: /^Send the answer$/, yesSent: 'Your yes is sent',
    agreements: /^Agreements$/, agreement: /^New agreement$/, transfer: /^Transfer the case$/,
  },
  fr: {
    cases: /^Dossiers$/, fresh: /^Nouveau dossier$/, open: /^Ouvrir le dossier$/, needs: 'besoins', person: 'personne', wanted: /^Souhaité$/, line: /^Ajouter la ligne$/, called: /^Le nom qu.elle se donne$/, save: /^Enregistrer$/,
    sharing: /^Demandé et communiqué$/, ask: /^Demander sans nom$/, words: /^Ce qu.ils doivent savoir d.autre$/, who: /peut dire qui elle est/, go: /^Demander$/, asked: 'La question est posée',
    received: /^Reçu$/, house: /^Un endroit où loger/, yes: /^Oui$/, hold: /^Si oui, cela vaut pendant$/, answer: /^Répondre$/, sent: 'Votre réponse est envoyée',
    could: 'oui, c’est possible', refer: /^L.aiguiller vers ce service/, none: 'Aucun consentement ne permet', consent: /^Demander son consentement$/, kinds: [/^Besoins$/, /^Groupe d.âge, langues, étape$/], limits: /^On lui a dit les limites/, record: /^Consigner la réponse$/,
    covered: 'Couvert par le consentement du', message: /^Ce que vous leur demandez/, send: /^Envoyer$/, isSent: 'C’est envoyé',
    through: 'On ne vous a pas dit comment la joindre', accept: /^Accepter$/, accepted: 'accepté', consents: /^Consentements$/, withdraw: /^Le retirer/, ended: 'Cette communication est terminée',
    referTo: /^Aiguiller$/, narrow: /^Restreindre/, to: /^Vers$/, next: /^Suite : ce qu.on pourra lire$/, link: /^Faire un lien à usage unique/, codeTitle: 'Entrez votre code', code: /^Code$/, openIt: /^Ouvrir$/, not: 'Cela ne s’ouvre pas', sendAnswer: /^Envoyer la réponse$/, yesSent: 'Votre oui est envoyé',
    agreements: /^Ententes$/, agreement: /^Nouvelle entente$/, transfer: /^Transférer le dossier$/,
  },
};

const main = (page) => page.getByRole('main');
const text = (page) => main(page).innerText();
const choose = (page, name) => press({ page }, main(page).getByRole('link', { name }).or(main(page).getByRole('button', { name })).first());
const section = (page, name) => press({ page }, page.getByRole('navigation').getByRole('link', { name }));

for (const { lang, scripts } of WAYS) {
  describe(`Sharing in ${lang} ${scripts ? 'with' : 'without'} scripts`, () => {
    let house;
    before(async () => { house = await openHouse(); });
    after(async () => { await house?.close(); });

    test('asked, answered, referred, read, withdrawn, and a link for those outside', async () => {
      const say = SAY[lang];
      const found = [];
      const pictures = process.env.CAIRN_TEST_PICTURES;
      const opened = async () => {
        const it = await openPage(browser, { viewport: { width: 320, height: 800 } });
        if (!scripts) await holdScripts(it.page);
        return it;
      };
      const looking = ({ page, answers }) => async (name) => {
        if (pictures && !scripts) {
          for (const width of [320, 1280]) {
            await page.setViewportSize({ width, height: 800 });
            await page.screenshot({ path: `${pictures}/${lang}-share-${name}-${width}.png`, fullPage: true });
          }
          await page.setViewportSize({ width: 320, height: 800 });
        }
        found.push(...await wrong(page, answers));
      };
      const arrives = async (person) => {
        const it = await opened();
        const link = await house.invite({ ...person, lang });
        await it.page.goto(house.origin + link);
        await it.page.getByLabel(DESK[lang].newPassphrase).fill(person.passphrase);
        await it.page.getByLabel(DESK[lang].again).fill(person.passphrase);
        await choose(it.page, DESK[lang].choose);
        await signIn({ page: it.page, house, lang }, person);
        return it;
      };
      const bea = await arrives(BEA);
      const cora = await arrives(CORA);
      const [a, b] = [cora.page, bea.page];
      const [lookA, lookB] = [looking(cora), looking(bea)];

      // A case: a bed is wanted; what she is called is in it.
      await section(a, say.cases);
      await choose(a, say.fresh);
      await choose(a, say.open);
      const address = a.url().split('?')[0];
      await a.goto(`${address}/${say.person}`);
      await main(a).getByLabel(say.called).fill(NAME);
      await choose(a, say.save);
      await a.goto(`${address}/${say.needs}`);
      await main(a).getByLabel(say.wanted).check();
      await choose(a, say.line);
      await a.goto(address);
      await choose(a, say.sharing);
      await lookA('nothing');

      // Without a name: the page finds it when somebody writes it.
      await choose(a, say.ask);
      await main(a).getByLabel(BEA.organization).check();
      await main(a).getByLabel(say.words).fill(`${NAME} has a dog`);
      await choose(a, say.go);
      assert.match(await text(a), say.who);
      await lookA('enquiry-fault');
      await main(a).getByLabel(say.words).fill('a small dog comes along');
      await lookA('enquiry');
      await choose(a, say.go);
      assert.ok((await text(a)).includes(say.asked));

      await b.goto(house.origin + DESK[lang].today);
      await lookB('today');
      await section(b, say.received);
      await lookB('received');
      await choose(b, say.house);
      assert.ok(!(await text(b)).includes(NAME));
      await lookB('asked');
      await main(b).getByLabel(say.yes).check();
      await choose(b, say.answer);
      assert.ok((await text(b)).includes(say.sent));

      // Their yes; but nothing travels before she has agreed.
      await a.goto(house.origin + DESK[lang].today);
      await lookA('today');
      await section(a, say.cases);
      await lookA('due');
      await a.goto(address);
      await choose(a, say.sharing);
      assert.ok((await text(a)).includes(say.could));
      await lookA('answered');
      await choose(a, say.refer);
      const referring = a.url();
      assert.ok((await text(a)).includes(say.none));
      await lookA('no-consent');
      await choose(a, say.consent);
      await main(a).getByLabel(say.yes).check();
      for (const kind of say.kinds) await main(a).getByLabel(kind).check();
      await main(a).getByLabel(say.limits).check();
      await lookA('asking-consent');
      await choose(a, say.record);
      await a.goto(referring);
      assert.ok((await text(a)).includes(say.covered));
      await main(a).getByLabel(say.kinds[0]).check();
      await main(a).getByLabel(say.message).fill('One bed, from tonight.');
      await lookA('referral');
      await choose(a, say.send);
      assert.ok((await text(a)).includes(say.isSent));

      // The shelter reads what was chosen, and takes it.
      await section(b, say.received);
      await lookB('referred');
      await choose(b, say.house);
      const read = await text(b);
      assert.ok(read.includes('One bed, from tonight.') && read.includes(say.through));
      assert.ok(!read.includes(NAME));
      await lookB('referral');
      await choose(b, say.accept);
      await lookB('accepted');
      await a.goto(address);
      await choose(a, say.sharing);
      assert.ok((await text(a)).includes(say.accepted));
      await lookA('accepted');

      // She takes it back: the next look says so, and nothing else.
      await a.goto(address);
      await choose(a, say.consents);
      await choose(a, say.withdraw);
      await b.reload();
      const over = await text(b);
      assert.ok(over.includes(say.ended));
      assert.ok(!over.includes('One bed'));
      await lookB('ended');

      // An agency without an account: chosen among all, reached by a link and a code.
      await a.goto(address);
      await choose(a, say.sharing);
      await choose(a, say.referTo);
      await lookA('choose');
      const outside = main(a).getByLabel(say.to, { exact: true }).locator('option').nth(2);
      const id = await outside.getAttribute('value');
      await main(a).getByLabel(say.to, { exact: true }).selectOption(id);
      await choose(a, say.next);
      const linking = a.url();
      await choose(a, say.consent);
      await main(a).getByLabel(say.yes).check();
      await main(a).getByLabel(say.kinds[0]).check();
      await main(a).getByLabel(say.limits).check();
      await choose(a, say.record);
      await a.goto(linking);
      await lookA('outside');
      await main(a).getByLabel(say.kinds[0]).check();
      await main(a).getByLabel(say.message).fill('Could you see somebody on Monday?');
      await choose(a, say.send);
      await choose(a, say.link);
      await lookA('link');
      const [link, code] = await main(a).locator('.secret').allInnerTexts();

      const outsider = await opened();
      const o = outsider.page;
      await o.goto(link.trim());
      assert.ok((await text(o)).includes(say.codeTitle));
      const public_ = async (name) => {
        if (pictures && !scripts) {
          for (const width of [320, 1280]) {
            await o.setViewportSize({ width, height: 800 });
            await o.screenshot({ path: `${pictures}/${lang}-share-${name}-${width}.png`, fullPage: true });
          }
          await o.setViewportSize({ width: 320, height: 800 });
        }
        found.push(...await wrong(o, outsider.answers));
      };
      await public_('outside-code');
      await main(o).getByLabel(say.code).fill('000 000');
      await choose(o, say.openIt);
      assert.ok((await text(o)).includes(say.not));
      await public_('outside-wrong');
      await main(o).getByLabel(say.code).fill(code.trim());
      await choose(o, say.openIt);
      const shown = await text(o);
      assert.ok(shown.includes('on Monday?') && !shown.includes(NAME));
      await public_('outside-opened');
      await main(o).getByRole('combobox').selectOption('accept');
      await choose(o, say.sendAnswer);
      assert.ok((await text(o)).includes(say.yesSent));
      await public_('outside-answered');
      assert.equal((await outsider.context.cookies()).length, 0, 'nothing is kept in the browser');
      await o.goto(link.trim());
      await main(o).getByLabel(say.code).fill(code.trim());
      await choose(o, say.openIt);
      assert.ok((await text(o)).includes(say.not), 'once');
      await outsider.context.close();

      await a.goto(address);
      await choose(a, say.sharing);
      await lookA('all');
      await choose(a, say.transfer);
      await lookA('transfer');
      await section(a, say.agreements);
      await lookA('agreements');
      await choose(a, say.agreement);
      await lookA('agreement');
      const typed = [...cora.answers, ...bea.answers].map((answer) => answer.url());
      assert.ok(typed.every((url) => !/Monday|tonight|dog|Ondine/.test(url)), 'nothing that was typed is in an address');
      assert.deepEqual(found, []);
      await cora.context.close();
      await bea.context.close();
    });
  });
}
