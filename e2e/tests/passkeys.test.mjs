// Passkeys, with the authenticator that Chromium makes up for tests: made, used, refused, removed; and without
// scripts, nobody is offered one.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { holdScripts } from '../axe.mjs';
import { ADA, DESK, setUp, signIn, stepUp } from '../desk.mjs';
import { freePort, openBrowser, openHouse, openPage } from '../house.mjs';
import { press } from '../journey.mjs';
import { wrong } from '../looks.mjs';

const WORDS = {
  en: { passkeys: '/en/desk/account/passkeys', use: 'Use a passkey', make: 'Make the passkey', name: 'A name for it', remove: /^Remove this passkey/, none: 'No passkey answered', shut: 'does not open an account here', noScript: 'runs no scripts' },
  fr: { passkeys: '/fr/bureau/compte/cles-d-acces', use: /^Utiliser une clé d.accès/, make: 'Créer la clé', name: 'Un nom pour cette clé', remove: /^Retirer cette clé/, none: 'Aucune clé d’accès n’a répondu', shut: 'n’ouvre aucun compte ici', noScript: 'n’exécute pas de scripts' },
};

let browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });

/**
 * An authenticator that is held to this page's browser while `act` is done, and keeps its passkeys in between: axe
 * looks through a session of its own, at whose end Chromium forgets every authenticator.
 */
class Authenticator {
  credentials = [];

  constructor(context, page) { this.context = context; this.page = page; }

  async hold(act, isUserVerified = true) {
    const session = await this.context.newCDPSession(this.page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
      isUserVerified, automaticPresenceSimulation: true,
    } });
    for (const credential of this.credentials) await session.send('WebAuthn.addCredential', { authenticatorId, credential });
    await act();
    ({ credentials: this.credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId }));
    await session.detach();
  }
}

for (const lang of ['en', 'fr']) {
  describe(`Passkeys in ${lang}`, () => {
    let house;
    before(async () => {
      const port = await freePort();
      house = await openHouse('--listen', `127.0.0.1:${port}`, '--public-url', `http://localhost:${port}`);
      house.origin = `http://localhost:${port}`;
    });
    after(async () => { await house?.close(); });

    test('one is made, lets its owner in, and is removed', async () => {
      const [say, words] = [DESK[lang], WORDS[lang]];
      const { page, context, requests, answers } = await openPage(browser, { viewport: { width: 320, height: 800 } });
      const visit = { page, house, lang };
      const main = page.getByRole('main');
      const button = (name) => main.getByRole('button', { name });
      const found = [];
      const look = async () => found.push(...await wrong(page, answers));
      const out = () => press({ page }, page.getByRole('button', { name: say.signOut }));

      await setUp(visit);
      await signIn(visit, ADA);
      const own = new Authenticator(context, page);
      await page.goto(house.origin + words.passkeys);
      await stepUp(visit, ADA);
      await look();
      await page.getByLabel(words.name).fill('Laptop <b>');
      await own.hold(async () => {
        await button(words.make).click();
        await main.getByRole('heading', { name: 'Laptop <b>' }).waitFor();
      });
      assert.equal(own.credentials.length, 1);
      await look();
      // The same device makes no second one.
      await page.getByLabel(words.name).fill('Again');
      await own.hold(async () => {
        await button(words.make).click();
        await main.locator('#passkey .fault').waitFor();
      });
      assert.equal(own.credentials.length, 1);
      await look();
      await out();

      await page.goto(house.origin + say.signInAt);
      await look();
      // It does not know its owner: nothing is sent, and the form stays.
      const use = (then) => own.hold(async () => { await button(words.use).click(); await then(); });
      await own.hold(async () => { await button(words.use).click(); await main.getByText(words.none).waitFor(); }, false);
      await look();
      assert.ok(!(await context.cookies()).length);
      await use(() => page.waitForURL(house.origin + say.today));
      const [cookie] = await context.cookies();
      assert.deepEqual([cookie.name, cookie.httpOnly, cookie.sameSite], ['cairn', true, 'Strict']);

      await page.goto(house.origin + words.passkeys);
      await stepUp(visit, ADA);
      await press({ page }, button(words.remove));
      await look();
      await out();
      await page.goto(house.origin + say.signInAt);
      await use(() => main.getByText(words.shut).waitFor());
      await look();
      await signIn(visit, ADA);
      assert.equal(new URL(page.url()).pathname, say.today);
      assert.deepEqual(found, []);
      assert.ok(requests.every((url) => url.startsWith(house.origin)), 'nothing is asked of anyone else');
      await context.close();
    });

    test('without scripts there is no passkey on offer, and everything else works', async () => {
      const [say, words] = [DESK[lang], WORDS[lang]];
      const { page, context, answers } = await openPage(browser, { scripts: false, viewport: { width: 320, height: 800 } });
      await holdScripts(page);
      const visit = { page, house, lang };
      await page.goto(house.origin + say.signInAt);
      assert.equal(await page.getByRole('main').getByRole('button', { name: words.use }).count(), 0);
      await signIn(visit, ADA);
      await page.goto(house.origin + words.passkeys);
      await stepUp(visit, ADA);
      assert.match(await page.getByRole('main').innerText(), new RegExp(words.noScript));
      assert.equal(await page.getByRole('main').getByRole('button', { name: words.make }).count(), 0);
      assert.deepEqual(await wrong(page, answers), []);
      await context.close();
    });
  });
}
