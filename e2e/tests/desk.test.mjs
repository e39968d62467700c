// The desk, from the first start to a colleague's sign-in, in both languages, with and without scripts;
// and everyone can use each of its pages.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { holdScripts } from '../axe.mjs';
import { ADA, BO, DESK, codeOf, setUp, signIn, stepUp } from '../desk.mjs';
import { WAYS, openBrowser, openHouse, openPage } from '../house.mjs';
import { press } from '../journey.mjs';
import { wrong } from '../looks.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });

const main = (page) => page.getByRole('main');
const choose = (page, name) => press({ page }, main(page).getByRole('link', { name }).or(main(page).getByRole('button', { name })));
const section = (page, name) => press({ page }, page.getByRole('navigation').getByRole('link', { name }));

for (const { lang, scripts } of WAYS) {
  describe(`At the desk in ${lang} ${scripts ? 'with' : 'without'} scripts`, () => {
    let house;
    before(async () => { house = await openHouse(); });
    after(async () => { await house?.close(); });

    test('from the first start to a colleague who signs in with a code', async () => {
      const say = DESK[lang];
      const opened = await openPage(browser, { viewport: { width: 320, height: 800 } });
      const { page, context, answers } = opened;
      if (!scripts) await holdScripts(page);
      const visit = { page, house, lang };
      const found = [];
      const look = async () => found.push(...await wrong(page, answers));

      // The first person.
      const used = await setUp(visit);
      assert.deepEqual(await context.cookies(), [], 'no cookie before the sign-in');
      await look();
      await signIn(visit, { ...ADA, passphrase: 'not the passphrase' });
      assert.match(await main(page).innerText(), say.wrong);
      await look();
      await signIn(visit, ADA);
      assert.equal(new URL(page.url()).pathname, say.today);
      const [cookie] = await context.cookies();
      assert.deepEqual([cookie.name, cookie.httpOnly, cookie.sameSite, cookie.path], ['cairn', true, 'Strict', '/']);
      await look();
      await page.goto(used);
      assert.ok(!(await main(page).getByRole('textbox').count()), 'the set-up link is used up');

      // Every section and its forms.
      for (const [name, inside] of [[say.people, say.invite], [say.roles, say.newRole], [say.organizations, say.newOrganization]]) {
        await page.goto(house.origin + say.today);
        await section(page, name);
        await look();
        await choose(page, inside);
        await stepUp(visit, ADA);
        await look();
      }

      // A colleague is invited.
      await page.goto(house.origin + say.today);
      await section(page, say.people);
      await choose(page, say.invite);
      await page.getByLabel(say.name).fill(BO.name);
      await page.getByLabel(say.email).fill('not an address');
      await page.getByLabel(say.curator).check();
      await choose(page, say.makeLink);
      assert.equal(await page.getByLabel(say.name).inputValue(), BO.name, 'nothing that was typed is lost');
      assert.ok(await page.getByLabel(say.curator).isChecked());
      await look();
      await page.getByLabel(say.email).fill(BO.email);
      await choose(page, say.makeLink);
      const link = new URL(await page.locator(say.secret).innerText());
      await look();
      await section(page, say.people);
      await choose(page, BO.name);
      await look();
      for (const act of [say.rolesOf]) {
        await choose(page, act);
        await stepUp(visit, ADA);
        await look();
      }
      await press({ page }, page.getByRole('button', { name: say.signOut }));
      assert.deepEqual(await context.cookies(), [], 'the cookie is gone');
      await look();

      // The colleague chooses a passphrase, adds a code, and signs in with both.
      await page.goto(house.origin + link.pathname);
      await look();
      await page.getByLabel(say.newPassphrase).fill(BO.passphrase);
      await page.getByLabel(say.again).fill(`${BO.passphrase} `);
      await choose(page, say.choose);
      await look();
      assert.equal(await page.getByLabel(say.newPassphrase).inputValue(), '', 'a passphrase is never sent back');
      await page.getByLabel(say.newPassphrase).fill(BO.passphrase);
      await page.getByLabel(say.again).fill(BO.passphrase);
      await choose(page, say.choose);
      await page.goto(house.origin + link.pathname);
      assert.match(await main(page).innerText(), say.gone);
      await look();
      await signIn(visit, BO);
      await main(page).getByRole('link').first().click();
      await stepUp(visit, BO);
      await look();
      const secret = await page.locator(say.secret).innerText();
      await page.getByLabel(say.code).fill(codeOf(secret));
      await choose(page, say.turnOn);
      assert.equal(await page.locator(`${say.secret} li`).count(), 10, 'ten recovery codes');
      await look();
      await choose(page, say.kept);
      await look();
      for (const inside of [say.change, say.sessions]) {
        await choose(page, inside);
        await look();
        await page.goBack();
      }
      await page.goto(`${house.origin}${say.today}/${lang === 'en' ? 'people' : 'personnes'}`);
      assert.match(await main(page).innerText(), say.notYours);
      await look();
      await page.goto(house.origin + say.today);
      await press({ page }, page.getByRole('button', { name: say.signOut }));
      await signIn(visit, BO, secret);
      assert.equal(new URL(page.url()).pathname, say.today);
      await look();

      // The colleague takes the code off again.
      await page.goto(`${house.origin}${say.today}/${lang === 'en' ? 'account' : 'compte'}`);
      await choose(page, say.takeOff);
      await stepUp(visit, BO);
      await look();
      await page.goto(house.origin + say.today);
      await press({ page }, page.getByRole('button', { name: say.signOut }));

      // The first person looks after roles, organizations and the colleague's account.
      await signIn(visit, ADA);
      await section(page, say.roles);
      await choose(page, say.newRole);
      await stepUp(visit, ADA);
      await page.getByLabel(say.roleEn).fill('Night helper');
      await page.getByLabel(say.roleFr).fill('Aide de nuit');
      await choose(page, say.save);
      await look();
      await choose(page, say.deleteRole);
      await look();
      await press({ page }, main(page).getByRole('button'));
      await look();
      await section(page, say.organizations);
      await page.getByLabel(say.listWords).fill(lang === 'en' ? 'Example House' : 'Maison Exemple');
      await press({ page }, main(page).getByRole('search').getByRole('button'));
      await look();
      await choose(page, say.example);
      await look();
      await choose(page, say.moveIt);
      await look();
      await section(page, say.people);
      await choose(page, BO.name);
      const person = page.url();
      await look();
      for (const act of [say.reset, say.suspend]) {
        await page.goto(person);
        await choose(page, act);
        await look();
        await press({ page }, main(page).getByRole('button'));
        await look();
      }
      await page.goto(person);
      await look();
      await section(page, say.changes);
      await look();
      assert.ok((await main(page).innerText()).includes(BO.name));
      assert.deepEqual(found, []);
      assert.ok(!house.log().includes(BO.passphrase) && !house.log().includes(secret));
      await context.close();
    });
  });
}
