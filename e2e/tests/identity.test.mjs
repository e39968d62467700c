// An identity provider on another site, met in a real browser: what its rules about cookies, forms and other sites make
// of going there and coming back; with and without scripts.

import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { holdScripts } from '../axe.mjs';
import { ADA, DESK, setUp, signIn, stepUp } from '../desk.mjs';
import { WAYS, freePort, openBrowser, openHouse, openPage } from '../house.mjs';
import { press } from '../journey.mjs';
import { wrong } from '../looks.mjs';
import { openProvider } from '../provider.mjs';

const WORDS = {
  en: { own: '/en/desk/account/identity', go: /^Sign in with Example ID/, link: 'Link my account', unlink: 'Take the link off', linked: 'opens this account', denied: 'did not say who you are', unlinked: 'no account here is linked' },
  fr: { own: '/fr/bureau/compte/identite', go: /^Se connecter avec Example ID/, link: 'Relier mon compte', unlink: 'Retirer ce lien', linked: 'ouvre ce compte-ci', denied: 'n’a pas dit qui vous êtes', unlinked: 'aucun compte d’ici n’y est relié' },
};

let browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });

for (const { lang, scripts } of WAYS) {
  describe(`An identity provider in ${lang} ${scripts ? 'with' : 'without'} scripts`, () => {
    let house;
    let provider;
    let secret;
    before(async () => {
      const port = await freePort();
      secret = path.join(tmpdir(), `cairn-provider-${port}`);
      await writeFile(secret, 'a secret\n');
      provider = await openProvider('cairn', '248289761001');
      const origin = `http://localhost:${port}`;
      house = await openHouse(
        '--listen', `127.0.0.1:${port}`, '--public-url', origin, '--oidc-issuer', provider.issuer,
        '--oidc-name', 'Example ID', '--oidc-client-id', 'cairn', '--oidc-secret-file', secret,
      );
      house.origin = origin;
    });
    after(async () => {
      await house?.close();
      await provider?.close();
      if (secret) await rm(secret, { force: true });
    });

    test('is linked, lets its owner in, and is taken off', async () => {
      const [say, words] = [DESK[lang], WORDS[lang]];
      const { page, context, answers } = await openPage(browser, { scripts, viewport: { width: 320, height: 800 } });
      if (!scripts) await holdScripts(page);
      const visit = { page, house, lang };
      const main = page.getByRole('main');
      const button = (name) => main.getByRole('button', { name });
      const found = [];
      const look = async () => found.push(...await wrong(page, answers));
      const names = async () => (await context.cookies(house.origin)).map(({ name }) => name).sort();
      /** Presses what leads to the provider, and waits until its page is there. */
      const leave = async (name) => {
        await button(name).click();
        await page.waitForURL((url) => url.origin === provider.issuer);
      };
      const out = () => press({ page }, page.getByRole('button', { name: say.signOut }));

      await setUp(visit);
      await page.goto(house.origin + say.signInAt);
      await look();
      // Known there and not here.
      await leave(words.go);
      await page.getByRole('link', { name: 'It is me' }).click();
      await main.getByText(words.unlinked).waitFor();
      await look();
      assert.deepEqual(await names(), [], 'nothing stays of the way there');

      await signIn(visit, ADA);
      await page.goto(house.origin + words.own);
      await stepUp(visit, ADA);
      await look();
      await leave(words.link);
      await page.getByRole('link', { name: 'It is me' }).click();
      // By itself to our own page, with the strict cookie of the session.
      await main.getByText(words.linked).waitFor();
      assert.equal(new URL(page.url()).pathname, words.own);
      assert.deepEqual(await names(), ['cairn']);
      await look();
      await out();

      await page.goto(house.origin + say.signInAt);
      await leave(words.go);
      await page.getByRole('link', { name: 'No' }).click();
      await main.getByText(words.denied).waitFor();
      await look();
      await page.goto(house.origin + say.signInAt);
      await leave(words.go);
      assert.deepEqual(await names(), ['cairn-away']);
      await page.getByRole('link', { name: 'It is me' }).click();
      await page.waitForURL(house.origin + say.today);
      const [cookie] = await context.cookies(house.origin);
      assert.deepEqual([cookie.name, cookie.httpOnly, cookie.sameSite], ['cairn', true, 'Strict']);

      await page.goto(house.origin + words.own);
      await stepUp(visit, ADA);
      await press({ page }, button(words.unlink));
      await look();
      assert.deepEqual(found, []);
      assert.ok(!house.log().includes('248289761001') && !house.log().includes('a secret'));
      await context.close();
    });
  });
}
