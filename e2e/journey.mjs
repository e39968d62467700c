// What a person does on the pages, step by step; `visit` is what openVisit gives.

import { openPage } from './house.mjs';
import { WORDS } from './words.mjs';

/** A word that finds services anywhere. */
export const COMMON = { en: 'help', fr: 'aide' };
/** Words that may find many. */
const MANY = { en: [COMMON.en, 'support', 'women', 'legal help'], fr: [COMMON.fr, 'soutien', 'femmes', 'aide juridique'] };
/** A sentence of issue 2: the boss keeps the passport. */
export const PASSPORT = { en: 'my boss keeps my passport', fr: 'mon patron garde mon passeport' };
/** Words that no service has. */
export const NOTHING = 'zzqqxxyy wwvvkkjj';

/** A page at the start page of one language, with the words to use there; `prepare` sees it before that. */
export async function openVisit(browser, house, { lang = 'en', prepare, ...options } = {}) {
  const opened = await openPage(browser, options);
  const visit = { ...opened, house, lang, say: WORDS[lang], close: () => opened.context.close() };
  await prepare?.(visit.page);
  await visit.page.goto(house.origin + visit.say.start);
  return visit;
}

/** Runs `steps` in a visit that ends with them. */
export async function during(browser, house, options, steps) {
  const visit = await openVisit(browser, house, options);
  try {
    return await steps(visit);
  } finally {
    await visit.close();
  }
}

/** The main part of the page: not the frame around it. */
export const main = (visit) => visit.page.getByRole('main');

/** Opens a part of the page that is folded, where there is one. */
async function unfold(visit, name) {
  const summary = visit.page.locator('summary').filter({ hasText: name });
  if (await summary.count() && !(await summary.evaluate((it) => it.parentElement.open))) await summary.click();
}

/** Types words and a place, and searches. */
export async function find(visit, text, place = '') {
  const { page, say } = visit;
  await unfold(visit, say.changeSearch);
  await page.getByLabel(say.words).fill(text);
  await page.getByLabel(say.place).fill(place);
  await press(visit, page.getByRole('button', { name: say.search }));
}

/** How many services the list has, as its heading says. */
export async function total(visit) {
  const heading = await visit.page.getByRole('heading', { level: 1 }).innerText();
  return Number(/\d+/.exec(heading.replace(/\s/g, ''))?.[0] ?? 0);
}

/**
 * Searches until a list has `least` services or more; gives the words that did it. Which words find how
 * many changes with the directory and with how it is searched; the last, none, find every service.
 */
export async function findMany(visit, least, place = '') {
  for (const text of [...MANY[visit.lang], '']) {
    await find(visit, text, place);
    if (await total(visit) >= least) return text;
  }
  throw new Error(`no words find ${least} services`);
}

/**
 * Presses or follows `what` and waits for the page that it leads to. With scripts a form's answer is
 * written over the page, so that no navigation tells when it is there: the old heading goes away.
 */
export async function press(visit, what) {
  const { page } = visit;
  const heading = await page.locator('h1').first().elementHandle();
  await what.first().click();
  await gone(heading);
  await page.waitForLoadState('load');
}

async function gone(element) {
  const until = Date.now() + 10_000;
  while (Date.now() < until) {
    try {
      if (!(await element.evaluate((it) => it.isConnected))) return;
    } catch {
      return; // its page is no longer there
    }
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  throw new Error('the page did not change');
}

/** The results on the page, each an item of the list of services. */
export const results = (visit) => main(visit).getByRole('listitem').filter({ has: visit.page.getByRole('heading', { level: 3 }) });

/** The names of the results, in order. */
export async function names(visit) {
  return results(visit).getByRole('heading', { level: 3 }).allInnerTexts();
}

/** Opens the filters when they are folded. */
export const openFilters = (visit) => unfold(visit, visit.say.narrow);

/** Opens the service at `position` of the list. */
export async function openService(visit, position = 0) {
  const heading = results(visit).nth(position).getByRole('heading', { level: 3 });
  await press(visit, heading.getByRole('link').or(heading.getByRole('button')));
}

/** The same page in the other language. */
export async function switchLanguage(visit) {
  const { page } = visit;
  await press(visit, control(page, visit.say.switchTo));
  visit.lang = visit.lang === 'en' ? 'fr' : 'en';
  visit.say = WORDS[visit.lang];
}

/** A link or a button of this name, whichever it is here. */
export const control = (within, name) =>
  within.getByRole('link', { name }).or(within.getByRole('button', { name })).first();
