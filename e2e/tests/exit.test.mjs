// Leaving in one move, from anywhere: nothing of us is left in the tab, and Back does not bring it back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EXIT, openBrowser, openHouse, openPage } from '../house.mjs';
import { PASSPORT, control, during, find, openService, press } from '../journey.mjs';
import { WORDS } from '../words.mjs';

const BEFORE = 'https://before.example/';

let house;
let browser;
before(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const exit = (visit) => visit.page.getByRole('link', { name: visit.say.exit });
const isGone = (visit) => visit.page.waitForURL(EXIT, { timeout: 5_000 });
const isHere = (visit) => assert.ok(visit.page.url().startsWith(house.origin), 'still here');
const status = (visit) => visit.page.getByRole('status');

async function shift(visit, times, key = 'Shift') {
  for (let at = 0; at < times; at += 1) await visit.page.keyboard.press(key);
}

/** Every address in the tab's history. */
async function history(page) {
  const devtools = await page.context().newCDPSession(page);
  const { entries } = await devtools.send('Page.getNavigationHistory');
  await devtools.detach();
  return entries.map(({ url }) => url);
}

async function assertNoWayBack(page) {
  for (const url of await history(page)) assert.ok(!url.startsWith(house.origin), `${url} is in the history`);
  for (let at = 0; at < 4; at += 1) {
    await page.goBack({ timeout: 2_000 }).catch(() => null);
    assert.ok(!page.url().startsWith(house.origin), `Back shows ${page.url()}`);
  }
}

for (const lang of ['en', 'fr']) {
  for (const from of ['about:blank', BEFORE]) {
    test(`after leaving, Back never shows where one was (${lang}, came from ${from})`, async () => {
      const opened = await openPage(browser);
      const visit = { ...opened, house, lang, say: WORDS[lang] };
      const { page, context, say } = visit;
      if (from !== 'about:blank') await page.goto(from);
      // A link or an address typed once: the only entry that the visit may ever have.
      await page.goto(house.origin + say.start);
      await find(visit, PASSPORT[lang], 'V2L');
      await openService(visit);
      await press(visit, control(page, say.backToList));
      await press(visit, control(page, say.safety));
      await press(visit, control(page, say.browse));
      await press(visit, control(page, say.shelter));
      await press(visit, control(page, say.next));
      const ours = (await history(page)).filter((url) => url.startsWith(house.origin));
      assert.equal(ours.length, 1, `the visit is one entry of the history: ${ours}`);

      const [front] = await Promise.all([context.waitForEvent('page'), exit(visit).click()]);
      await isGone(visit);
      await front.waitForLoadState();
      assert.equal(front.url(), EXIT);
      assert.equal(await front.evaluate(() => window.history.length), 1, 'the new tab has no past');
      assert.equal(await front.evaluate(() => window.opener), null, 'the new tab cannot reach the old one');
      await assertNoWayBack(front);
      await assertNoWayBack(page);
      await context.close();
    });
  }

  test(`Shift three times leaves, from a list of results too (${lang})`, async () => {
    await during(browser, house, { lang }, async (visit) => {
      await find(visit, PASSPORT[lang]);
      await shift(visit, 1);
      assert.match(await status(visit).innerText(), visit.say.pressed[0]);
      await shift(visit, 1);
      assert.match(await status(visit).innerText(), visit.say.pressed[1]);
      const [front] = await Promise.all([visit.context.waitForEvent('page'), shift(visit, 1)]);
      await isGone(visit);
      await assertNoWayBack(visit.page);
      await front.waitForLoadState();
      await assertNoWayBack(front);
    });
  });
}

test('both Shift keys count, also when one is pressed while the other is down', async () => {
  await during(browser, house, {}, async (visit) => {
    const { keyboard } = visit.page;
    await keyboard.down('ShiftLeft');
    await keyboard.down('ShiftRight');
    await keyboard.up('ShiftLeft');
    await keyboard.up('ShiftRight');
    isHere(visit);
    await keyboard.press('ShiftRight');
    await isGone(visit);
  });
  await during(browser, house, {}, async (visit) => {
    for (const key of ['ShiftLeft', 'ShiftRight', 'ShiftLeft']) await shift(visit, 1, key);
    await isGone(visit);
  });
});

test('a Shift that is held down counts once', async () => {
  await during(browser, house, {}, async (visit) => {
    for (let at = 0; at < 5; at += 1) await visit.page.keyboard.down('Shift');
    await visit.page.keyboard.up('Shift');
    assert.match(await status(visit).innerText(), visit.say.pressed[0]);
  });
});

test('another key between begins the count again', async () => {
  await during(browser, house, {}, async (visit) => {
    await shift(visit, 2);
    await visit.page.keyboard.press('a');
    await shift(visit, 2);
    assert.match(await status(visit).innerText(), visit.say.pressed[1]);
    isHere(visit);
    await shift(visit, 1);
    await isGone(visit);
  });
});

test('writing capital letters never leaves the page', async () => {
  await during(browser, house, {}, async (visit) => {
    await visit.page.getByLabel(visit.say.words).focus();
    for (const letter of ['A', 'B', 'C', 'D']) await visit.page.keyboard.press(`Shift+${letter}`);
    await visit.page.waitForTimeout(200);
    isHere(visit);
    assert.equal(await status(visit).innerText(), '');
    assert.equal(await visit.page.getByLabel(visit.say.words).inputValue(), 'ABCD');
  });
});

test('the count is forgotten after five seconds, and the page says so', async () => {
  await during(browser, house, { prepare: (page) => page.clock.install() }, async (visit) => {
    await shift(visit, 2);
    // The clock runs on meanwhile: a slow machine may take a second or two for what is between.
    await visit.page.clock.fastForward(3_000);
    assert.match(await status(visit).innerText(), visit.say.pressed[1]);
    await visit.page.clock.fastForward(2_000);
    assert.match(await status(visit).innerText(), visit.say.pressed[2]);
    await shift(visit, 1);
    assert.match(await status(visit).innerText(), visit.say.pressed[0]);
    isHere(visit);
  });
});

for (const lang of ['en', 'fr']) {
  test(`without scripts the way out is a plain link that tells nobody where one was (${lang})`, async () => {
    await during(browser, house, { lang, scripts: false }, async (visit) => {
      await find(visit, PASSPORT[lang]);
      const rel = (await exit(visit).getAttribute('rel')).split(/\s+/);
      assert.ok(rel.includes('noreferrer') && rel.includes('nofollow'), `rel is ${rel}`);
      assert.equal(await exit(visit).getAttribute('href'), EXIT);
      const [asked] = await Promise.all([visit.page.waitForRequest(EXIT), exit(visit).click()]);
      await isGone(visit);
      assert.equal((await asked.allHeaders()).referer, undefined);
    });
  });
}

for (const scripts of [true, false]) {
  test(`the way out is the first thing that Tab reaches, then the way past the frame (scripts ${scripts})`, async () => {
    await during(browser, house, { scripts }, async (visit) => {
      await visit.page.keyboard.press('Tab');
      const focused = visit.page.locator(':focus');
      assert.match(await focused.innerText(), visit.say.exit);
      await visit.page.keyboard.press('Tab');
      assert.match(await focused.innerText(), visit.say.skip);
      await visit.page.keyboard.press('Enter');
      await visit.page.keyboard.press('Shift+Tab');
      await visit.page.keyboard.press('Shift+Tab');
      await visit.page.keyboard.press('Shift+Tab');
      isHere(visit);
      await visit.page.reload();
      await visit.page.keyboard.press('Tab');
      await visit.page.keyboard.press('Enter');
      await isGone(visit);
    });
  });
}

test('nothing of the page can be read while the way out is loading, and a page that comes back can be used', async () => {
  await during(browser, house, {}, async (visit) => {
    // The neutral site answers "nothing to show", so that the page stays where it was.
    await visit.context.route(EXIT, (route) => route.fulfill({ status: 204 }));
    await exit(visit).click();
    const cover = visit.page.getByRole('alert');
    await cover.waitFor();
    const box = await cover.boundingBox();
    const { width, height } = visit.page.viewportSize();
    assert.ok(box.x <= 0 && box.y <= 0 && box.width >= width && box.height >= height, 'the cover covers all');
    // What a browser does when it restores a page from its memory.
    await visit.page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    assert.equal(await cover.count(), 0);
    await find(visit, PASSPORT.en);
    assert.ok(await exit(visit).isVisible());
  });
});
