// An old phone on a slow network: how many bytes each page is on the wire, and how soon it can be used.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openHouse } from '../house.mjs';
import { COMMON, control, during, find, findMany, openFilters, press, results } from '../journey.mjs';

let house;
let browser;
before(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

/** Counts what arrives, heads and compressed bodies together. */
async function meter(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const sizes = [];
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => sizes.push(encodedDataLength));
  return { devtools, sizes };
}

for (const lang of ['en', 'fr']) {
  for (const scripts of [true, false]) {
    test(`pages are small on the wire (${lang}, scripts ${scripts})`, async () => {
      await during(browser, house, { lang, scripts }, async (visit) => {
        const { page, say } = visit;
        // Routing through the tests would hide the real sizes.
        await visit.context.unroute('**/*');
        const { sizes } = await meter(page);
        const last = async () => {
          await page.waitForTimeout(50);
          return sizes.at(-1);
        };
        await page.reload();
        const measured = { start: await last() };
        assert.equal(sizes.length, 1, 'the start page is one request');
        await findMany(visit, 10, 'Montréal');
        assert.equal(await results(visit).count(), 10);
        measured.ten = await last();
        await findMany(visit, 30);
        await openFilters(visit);
        await page.getByLabel(say.perPage).selectOption('30');
        const before = sizes.length;
        await press(visit, control(page, say.apply));
        assert.equal(await results(visit).count(), 30);
        measured.thirty = await last();
        assert.equal(sizes.length, before + 1, 'and so is a page of results');
        const said = JSON.stringify(measured);
        assert.ok(measured.start > 1_000 && measured.start <= 14_000, said);
        assert.ok(measured.ten <= 14_000, said);
        assert.ok(measured.thirty <= 20_000, said);
      });
    });
  }
}

test('while an answer is on its way, the page says so', async () => {
  await during(browser, house, { lang: 'fr' }, async (visit) => {
    const { page, say } = visit;
    let answer;
    const asked = new Promise((resolve) => { answer = resolve; });
    await visit.context.route(`**${say.find}`, async (route) => {
      await asked;
      await route.continue();
    });
    await page.getByLabel(say.words).fill(COMMON.fr);
    await page.getByRole('button', { name: say.search }).click();
    assert.match(await page.getByRole('status').innerText(), /Chargement/);
    answer();
    await results(visit).first().waitFor();
    assert.equal(await page.getByRole('status').innerText(), '');
  });
});

test('an answer that is no page of ours is left to the browser', async () => {
  await during(browser, house, {}, async (visit) => {
    const { page, say } = visit;
    const navigations = [];
    await visit.context.route(`**${say.find}`, (route) => {
      navigations.push(route.request().isNavigationRequest());
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Portal</title><h1>Sign in to this network</h1>' });
    });
    await page.getByLabel(say.words).fill(COMMON.en);
    await page.getByRole('button', { name: say.search }).click();
    await page.getByRole('heading', { name: 'Sign in to this network' }).waitFor();
    assert.deepEqual(navigations, [false, true], 'first the page asks, then the browser itself');
  });
});

test('on a slow 3G network a search can be made and answered within five seconds', async () => {
  await during(browser, house, { lang: 'fr', scripts: false, viewport: { width: 320, height: 568 } }, async (visit) => {
    const { page } = visit;
    await visit.context.unroute('**/*');
    const { devtools } = await meter(page);
    // The "slow 3G" of the browser's own tools: 400 kbit/s, 400 ms each way to the first byte.
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000,
    });
    const began = Date.now();
    await page.reload();
    await find(visit, COMMON.fr, 'H2X');
    await results(visit).first().waitFor();
    assert.ok(Date.now() - began < 5_000, `${Date.now() - began} ms`);
  });
});

for (const lang of ['en', 'fr']) {
  for (const status of [500, 503]) {
    test(`when we fail (${status}, ${lang}), what was written stays and can be sent again`, async () => {
      await during(browser, house, { lang, viewport: { width: 320, height: 568 } }, async (visit) => {
        const { page, say } = visit;
        let failing = true;
        await visit.context.route(`**${say.find}`, (route) => {
          if (!failing) return route.continue();
          return route.fulfill({ status, contentType: 'text/html', body: '<!doctype html><title>Information</title><h1>No</h1>' });
        });
        await page.getByLabel(say.words).fill(COMMON[lang]);
        const words = page.getByRole('alert');
        for (const time of [1, 2]) {
          await page.getByRole('button', { name: say.search }).click();
          await words.waitFor();
          assert.match(await words.innerText(), lang === 'en' ? /still here/ : /toujours là/);
          assert.equal(await words.count(), 1, `said once after ${time}`);
          assert.equal(await page.getByLabel(say.words).inputValue(), COMMON[lang]);
          assert.ok(await words.evaluate((one) => one === document.activeElement), 'and the person is led to it');
        }
        failing = false;
        await page.getByRole('button', { name: say.search }).click();
        await results(visit).first().waitFor();
        assert.equal(await page.getByRole('alert').count(), 0);
      });
    });
  }
}
