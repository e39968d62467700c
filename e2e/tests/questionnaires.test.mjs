// Questionnaires and the preparation of a protection order, screen by screen, in both languages, with and
// without scripts, on a small screen; everyone can use each page, nothing is asked of anybody else, and no
// cookie is set.

import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { holdScripts } from '../axe.mjs';
import { WAYS, openBrowser, openHouse } from '../house.mjs';
import { main, openVisit, press } from '../journey.mjs';
import { wrong } from '../looks.mjs';

let house;
let browser;
before(async () => { [house, browser] = await Promise.all([openHouse(), openBrowser()]); });
after(async () => { await browser?.close(); await house?.close(); });

const PLACES = {
  en: { list: '/en/questions', open: '/en/questions/open', together: '/en/questions/together', resume: '/en/resume', prepare: '/en/prepare' },
  fr: { list: '/fr/questions', open: '/fr/questions/ouvrir', together: '/fr/questions/ensemble', resume: '/fr/reprendre', prepare: '/fr/preparer' },
};
const ODD = '<b>x</b> ᐃᓄᒃᑎᑐᑦ العربية 中文 «\'"& 👩‍👧';

for (const { lang, scripts } of WAYS) {
  describe(`Questionnaires in ${lang} ${scripts ? 'with' : 'without'} scripts`, () => {
    const at = PLACES[lang];
    const visiting = async (steps) => {
      const visit = await openVisit(browser, house, { lang, viewport: { width: 320, height: 800 }, acceptDownloads: true, prepare: scripts ? undefined : holdScripts });
      const found = [];
      const pictures = process.env.CAIRN_TEST_PICTURES;
      const look = async (name) => {
        if (pictures && !scripts) {
          for (const width of [320, 1280]) {
            await visit.page.setViewportSize({ width, height: 800 });
            await visit.page.screenshot({ path: `${pictures}/${lang}-${name}-${width}.png`, fullPage: true });
          }
          await visit.page.setViewportSize({ width: 320, height: 800 });
        }
        found.push(...await wrong(visit.page, visit.answers));
      };
      const go = (value) => press(visit, main(visit).locator(`button[name=go][value=${value}]`));
      const toResult = async () => { await go('review'); await go('result'); };
      const choose = (name, value) => main(visit).locator(`input[name="q.${name}"][value="${value}"]`).check();
      try {
        await steps({ visit, page: visit.page, look, go, toResult, choose });
        assert.deepEqual(found, []);
        assert.deepEqual(await visit.context.cookies(), []);
        assert.deepEqual(visit.requests.filter((url) => !url.startsWith(house.origin)), []);
        for (const url of visit.requests) assert.doesNotMatch(url, /[?#]/, 'nothing stands in an address');
      } finally {
        await visit.close();
      }
    };

    test('a caseworker notes what she heard, reads what it comes to, and takes it away', () => visiting(async ({ visit, page, look, go, toResult, choose }) => {
      await page.goto(house.origin + at.list);
      await look('list');
      await press(visit, main(visit).locator('button[value="ilo-labour-adult"]'));
      await look('about');
      await go('begin');
      await choose('D1.01', 'present');
      await choose('D1.02', 'absent');
      await look('ask');
      await go('next');
      await go('back');
      assert.ok(await main(visit).locator('input[name="q.D1.01"][value=present]').isChecked());
      await go('review');
      await look('review');
      await go('result');
      await look('result');
      await go('paper');
      await look('paper');
      await press(visit, main(visit).locator('button[value="result"]'));
      const [download] = await Promise.all([page.waitForEvent('download'), main(visit).locator('button[value="file"]').click()]);
      assert.match(download.suggestedFilename(), /^(answers|reponses)\.json$/);
      const file = await download.path();
      assert.match(await readFile(file, 'utf8'), /QuestionnaireResponse/);

      await page.goto(house.origin + at.open);
      await look('open');
      await main(visit).locator('input[type=file]').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('no') });
      await press(visit, main(visit).locator('button[type=submit]'));
      await look('open-fault');
      await main(visit).locator('input[type=file]').setInputFiles(file);
      await press(visit, main(visit).locator('button[type=submit]'));
      await go('result');
      await rm(file, { force: true });
    }));

    test('the laws stand side by side, needs come first, and a team looks at itself', () => visiting(async ({ visit, page, look, go, toResult, choose }) => {
      await page.goto(house.origin + at.list);
      await press(visit, main(visit).locator('button[value="legal-elements"]'));
      await go('begin');
      await choose('age', 'under-18');
      await go('next');
      await choose('act.recruit', 'present');
      await toResult();
      await look('lenses');

      await page.goto(house.origin + at.list);
      await press(visit, main(visit).locator('button[value="needs-assessment"]'));
      await go('begin');
      await choose('now.food', 'present');
      await toResult();
      await look('needs');

      const files = [];
      for (const rating of ['not-yet', 'always']) {
        await page.goto(house.origin + at.list);
        await press(visit, main(visit).locator('button[value="cultural-competency"]'));
        await go('begin');
        await choose('culture.1', rating);
        await main(visit).locator('textarea').fill(ODD.repeat(60));
        await go('next');
        if (rating === 'not-yet') await look('ask-fault');
        assert.equal(await main(visit).locator('textarea').inputValue(), ODD.repeat(60));
        await main(visit).locator('textarea').fill(ODD);
        await toResult();
        if (rating === 'not-yet') await look('scores');
        const [download] = await Promise.all([page.waitForEvent('download'), main(visit).locator('button[value="file"]').click()]);
        files.push(await download.path());
      }
      await page.goto(house.origin + at.together);
      await look('together');
      await main(visit).locator('input[name=file]').setInputFiles(files);
      await press(visit, main(visit).locator('button[type=submit]'));
      await look('compared');
    }));

    test('what is missing is said, and nothing starts', () => visiting(async ({ visit, page, look }) => {
      await page.goto(house.origin + at.list);
      await press(visit, main(visit).locator('button[value="tvit"]'));
      await look('missing');
      assert.equal(await main(visit).locator('button').count(), 0);
    }));

    test('a woman prepares an application, stops, comes back with her code, and prints', () => visiting(async ({ visit, page, look, go, toResult, choose }) => {
      await page.goto(house.origin + at.prepare);
      await look('prepare');
      await go('begin');
      await look('prepare-first');
      await choose('filled', 'self');
      await go('next');
      await choose('province', 'mb');
      await go('next');
      await choose('danger', 'present');
      await go('next');
      await main(visit).locator('textarea').fill(ODD);
      await look('prepare-words');
      await go('review');
      await go('keep');
      await look('keep');
      await go('store');
      await look('code');
      const code = (await main(visit).locator('.code').innerText()).replaceAll('\u2011', '-');
      assert.match(code, /^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/);

      await page.goto(house.origin + at.resume);
      await look('resume');
      await main(visit).locator('input[name=code]').fill('AAAAA-AAAAA-AAAAA-AAAAA');
      await go('open');
      await look('resume-wrong');
      await main(visit).locator('input[name=code]').fill(code.toLowerCase());
      await go('open');
      await look('resumed');
      await go('review');
      await press(visit, main(visit).locator('button[name=edit]').nth(4));
      await choose('protected', 'self');
      await go('next');
      await choose('age', 'adult');
      await go('next');
      await go('skip');
      await choose('act', 'recruit');
      await choose('act', 'control');
      await look('prepare-many');
      await go('next');
      await choose('means', 'threat');
      await toResult();
      await look('prepare-result');
      const words = await main(visit).innerText();
      assert.ok(words.includes('Manitoba'));
      await go('paper');
      await look('prepare-paper');
      assert.ok((await main(visit).innerText()).includes('ᐃᓄᒃᑎᑐᑦ'));
      await press(visit, main(visit).locator('button[value=result]'));
      // In the other language, and back to this one.
      await press(visit, main(visit).locator('button[name=go][value=paper][formaction]'));
      const other = lang === 'en' ? 'fr-CA' : 'en-CA';
      assert.equal(await page.locator('html').getAttribute('lang'), other);
      await press(visit, main(visit).locator('button[value=result]'));
      assert.equal(await page.locator('html').getAttribute('lang'), lang === 'en' ? 'en-CA' : 'fr-CA');

      await page.goto(house.origin + at.resume);
      await main(visit).locator('input[name=code]').fill(code);
      await go('delete');
      await look('deleted');
    }));
  });
}
