// Finding help: what a person types, sees and can do next, in both languages, with and without scripts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { WAYS, openBrowser, openHouse } from '../house.mjs';
import {
  COMMON, NOTHING, PASSPORT, control, during, find, findMany, main, names, openFilters, openService, press, results, switchLanguage,
  total,
} from '../journey.mjs';

let house;
let browser;
before(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const h1 = (visit) => visit.page.getByRole('heading', { level: 1 }).innerText();
const words = (visit) => visit.page.getByLabel(visit.say.words).inputValue();
const place = (visit) => visit.page.getByLabel(visit.say.place).inputValue();
const numbers = (within) => within.locator('a[href^="tel:"]');
const next = (visit) => control(visit.page, visit.say.next);
const previous = (visit) => control(visit.page, visit.say.previous);

/** [page, of how many]; one of one when the list is not cut in pages. */
async function position(visit) {
  const found = visit.say.pages.exec(await main(visit).innerText());
  return found ? [Number(found[1]), Number(found[2])] : [1, 1];
}

/** What each result says. */
const texts = async (visit) => Promise.all((await results(visit).all()).map((one) => one.innerText()));

for (const way of WAYS) {
  describe(`In ${way.lang === 'en' ? 'English' : 'French'} ${way.scripts ? 'with' : 'without'} scripts`, () => {
    const visiting = (steps) => () => during(browser, house, way, steps);

    test('whoever opens the first page sees at once whom to call', visiting(async (visit) => {
      const { page, say } = visit;
      assert.match(await h1(visit), say.heading);
      assert.ok(await page.getByRole('heading', { name: say.callNow }).isVisible());
      const box = await numbers(page).filter({ hasText: '911' }).first().boundingBox();
      assert.ok(box.y + box.height < page.viewportSize().height, '911 needs no scrolling');
    }));

    test('someone in Prince George whose boss keeps the passport finds who can help', visiting(async (visit) => {
      const { say } = visit;
      await find(visit, PASSPORT[way.lang], 'V2L');
      assert.match(await h1(visit), /Prince George/);
      const shown = await texts(visit);
      assert.ok(shown.length >= 5, `${shown.length} results`);
      for (const one of shown) {
        assert.match(one, say.reason, 'why it is here');
        assert.match(one, new RegExp(say.openState.source, 'm'), 'whether it is open');
        assert.match(one, say.checked, 'when it was checked');
      }
      assert.ok(shown.filter((one) => /^Open now|^Ouvert maintenant/m.test(one)).length >= 1, 'someone answers now');
      assert.ok(shown.filter((one) => /English|French|anglais|français/i.test(one)).length >= 3, 'languages');
      // Those who answer exactly this: legal help for migrant workers here, and the federal abuse line.
      // In which order is for the judged queries to say.
      assert.match(shown.join('\n'), /Migrant Workers Centre|MOSAIC|Service Canada/);
      const call = numbers(main(visit).getByRole('list').last()).first();
      assert.match(await call.innerText(), /^(1‑)?\d{3}‑\d{3}‑\d{4}$|^\d{3}$/u, 'non-breaking hyphens');
      assert.match(await call.getAttribute('href'), /^tel:(\+1\d{10}|\d{3})$/);
      const whole = await main(visit).innerText();
      const at = ['911', '1‑833‑900‑1010', (await names(visit))[0]].map((words) => whole.indexOf(words));
      assert.ok(at[0] >= 0 && at[0] < at[1] && at[1] < at[2], `whom to call now comes first: ${at}`);
    }));

    test('Enter searches, and the words and the place stay in their fields', visiting(async (visit) => {
      const { page, say } = visit;
      await page.getByLabel(say.words).fill(PASSPORT[way.lang]);
      await page.getByLabel(say.place).fill('prince george');
      const heading = await page.getByRole('heading', { level: 1 }).elementHandle();
      await page.getByLabel(say.place).press('Enter');
      await results(visit).first().waitFor();
      await heading.dispose();
      assert.equal(await words(visit), PASSPORT[way.lang]);
      assert.equal(await place(visit), 'prince george');
    }));

    test('the other language shows the same page of the same list, and back again', visiting(async (visit) => {
      const typed = await findMany(visit, 40, 'Toronto');
      await openFilters(visit);
      await visit.page.getByLabel(visit.say.provinceChoice).selectOption('ON');
      await press(visit, control(visit.page, visit.say.apply));
      await press(visit, next(visit));
      const here = { names: await names(visit), position: await position(visit), total: await total(visit) };
      assert.equal(here.position[0], 2);
      await switchLanguage(visit);
      assert.equal(await words(visit), typed);
      assert.equal(await place(visit), 'Toronto');
      assert.deepEqual(await position(visit), here.position);
      assert.equal(await total(visit), here.total);
      assert.equal(await visit.page.getByLabel(visit.say.provinceChoice).inputValue(), 'ON');
      await switchLanguage(visit);
      assert.deepEqual(await names(visit), here.names);
    }));

    test('a filter leaves exactly as many as it promised, all of them fitting', visiting(async (visit) => {
      const { page } = visit;
      await find(visit, COMMON[way.lang]);
      const before = await total(visit);
      await openFilters(visit);
      const box = page.getByRole('group').getByLabel(visit.say.openNow).first();
      const promised = Number(/\((\d+)/.exec(await box.locator('xpath=ancestor::label').innerText())[1]);
      await box.check();
      await press(visit, control(page, visit.say.apply));
      assert.equal(await total(visit), promised);
      assert.ok(promised > 0 && promised < before, `${promised} of ${before}`);
      for (const one of await texts(visit)) assert.match(one, /^Open now|^Ouvert maintenant/m);
      await page.getByRole('group').getByLabel(visit.say.openNow).first().uncheck();
      await press(visit, control(page, visit.say.apply));
      assert.equal(await total(visit), before);
    }));

    test('turning the pages forward and back shows every service once', visiting(async (visit) => {
      await findMany(visit, 21);
      const count = await total(visit);
      const forward = [await texts(visit)];
      const [, pages] = await position(visit);
      assert.ok(pages >= 3, `${pages} pages`);
      while (await next(visit).count()) {
        await press(visit, next(visit));
        forward.push(await texts(visit));
        assert.deepEqual(await position(visit), [forward.length, pages]);
      }
      assert.equal(forward.length, pages);
      assert.equal(forward.flat().length, count);
      assert.equal(new Set(forward.flat()).size, count, 'no service twice');
      for (let at = forward.length - 2; at >= Math.max(0, forward.length - 4); at -= 1) {
        await press(visit, previous(visit));
        assert.deepEqual(await texts(visit), forward[at], `page ${at + 1} again`);
      }
    }));

    test('thirty on a page shows thirty', visiting(async (visit) => {
      await findMany(visit, 30);
      await openFilters(visit);
      await visit.page.getByLabel(visit.say.perPage).selectOption('30');
      await press(visit, control(visit.page, visit.say.apply));
      assert.equal(await results(visit).count(), 30);
    }));

    test('a service says what one needs to know, and leads back to the same place in the list', visiting(async (visit) => {
      const { page, say } = visit;
      await findMany(visit, 14, 'Toronto');
      await press(visit, next(visit));
      const list = await names(visit);
      await openService(visit, 3);
      assert.equal(await h1(visit), list[3]);
      for (const heading of [say.phone, say.hours, say.known]) {
        assert.ok(await page.getByRole('heading', { name: heading, level: 2 }).isVisible(), String(heading));
      }
      assert.ok(await main(visit).getByText(say.languages).first().isVisible());
      assert.match(await main(visit).innerText(), say.checked);
      assert.ok(await numbers(main(visit)).count() > 0);
      await switchLanguage(visit);
      await press(visit, control(page, visit.say.backToList));
      assert.equal((await position(visit))[0], 2, 'the language changed, the place in the list did not');
      await switchLanguage(visit);
      assert.deepEqual(await names(visit), list);
    }));

    test('a list and a service can be printed', visiting(async (visit) => {
      const { page, say } = visit;
      await find(visit, COMMON[way.lang], 'Halifax');
      const list = await names(visit);
      await press(visit, control(page, say.printList));
      const onPaper = await main(visit).getByRole('heading', { level: 2 }).allInnerTexts();
      assert.deepEqual(onPaper, list);
      // The button needs a script; without one, the browser's own menu prints.
      assert.equal(await page.getByRole('button', { name: say.print }).isVisible(), way.scripts);
      await press(visit, control(page, say.backToList));
      assert.deepEqual(await names(visit), list);
      await openService(visit);
      await press(visit, control(page, say.printService));
      assert.equal(await h1(visit), list[0]);
      assert.ok(await numbers(main(visit)).count() > 0);
    }));

    test('the wallet card has numbers only', visiting(async (visit) => {
      const { page, say } = visit;
      await press(visit, control(page, say.card));
      await page.emulateMedia({ media: 'print' });
      const card = await page.locator('body').innerText();
      assert.match(card, /911/);
      assert.match(card, /1‑833‑900‑1010/u);
      assert.doesNotMatch(card, /traffick|traite|victim|violence|sex|exploit|crisis|crise|suicid|police/i);
    }));

    test('one can look around without typing: by need and by province', visiting(async (visit) => {
      const { page, say } = visit;
      for (const choice of [say.shelter, say.province]) {
        await press(visit, control(page, say.browse));
        const row = control(main(visit), choice);
        const promised = Number(/\((\d+)/.exec(await row.locator('xpath=..').innerText())[1]);
        await press(visit, row);
        assert.ok(promised > 0);
        assert.equal(await total(visit), promised);
      }
    }));

    test('an unknown place keeps one’s words, says so and offers the right one', visiting(async (visit) => {
      const { page, say } = visit;
      await find(visit, PASSPORT[way.lang], 'Vancuver');
      assert.match(await main(visit).innerText(), say.unknownPlace);
      assert.match(await main(visit).innerText(), say.didYouMean);
      assert.equal(await words(visit), PASSPORT[way.lang]);
      assert.equal(await place(visit), 'Vancuver');
      const described = await page.getByLabel(say.place).getAttribute('aria-describedby');
      const told = await Promise.all(described.split(' ').map((id) => page.locator(`#${id}`).innerText()));
      assert.match(told.join(' '), say.unknownPlace, 'the message belongs to the field');
      assert.ok(await results(visit).count() > 0, 'whom to call anyway');
      await press(visit, page.getByRole('button', { name: /^Vancouver/ }));
      assert.match(await h1(visit), /Vancouver/);
      assert.equal(await words(visit), PASSPORT[way.lang]);
    }));

    test('when nothing matches, there is still someone to call', visiting(async (visit) => {
      const { say } = visit;
      await find(visit, NOTHING);
      assert.match(await h1(visit), say.nothing);
      assert.match(await main(visit).innerText(), say.callAnyway);
      assert.ok(await results(visit).count() >= 2);
      assert.ok(await numbers(results(visit).first()).count() > 0);
      assert.equal(await words(visit), NOTHING);
    }));

    test('an empty search is a list, not a fault', visiting(async (visit) => {
      await find(visit, '');
      assert.ok(await results(visit).count() > 0);
    }));

    test('a mistake on a page can be told, without saying who one is', visiting(async (visit) => {
      const { page, say } = visit;
      await find(visit, COMMON[way.lang]);
      await openService(visit, 1);
      const service = await h1(visit);
      await press(visit, control(page, say.suggest));
      assert.equal(await page.getByRole('textbox').count(), 1, 'the only question is what to change');
      await page.getByLabel(say.suggestion).fill(`Le numéro a changé ☎ <b>${way.lang}</b>`);
      await press(visit, page.getByRole('button', { name: say.send }));
      assert.match(await h1(visit), say.thanks);
      await press(visit, control(page, say.backToService));
      assert.equal(await h1(visit), service, 'nothing changes until a person has checked');
    }));

    test('a correction that is too long or empty comes back with its words and what is wrong', visiting(async (visit) => {
      const { page, say } = visit;
      await find(visit, COMMON[way.lang]);
      await openService(visit);
      await press(visit, control(page, say.suggest));
      const field = page.getByLabel(say.suggestion);
      const text = `${'é'.repeat(1_998)}\nfin`;
      await field.fill(text.slice(0, 2_001));
      await press(visit, page.getByRole('button', { name: say.send }));
      assert.match(await page.getByRole('alert').innerText(), say.tooLong);
      assert.match(await page.getByRole('alert').innerText(), /\b1\b/);
      assert.equal(await field.inputValue(), text.slice(0, 2_001));
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      await field.fill('');
      await press(visit, page.getByRole('button', { name: say.send }));
      assert.ok(await page.getByRole('alert').isVisible());
    }));
  });
}
