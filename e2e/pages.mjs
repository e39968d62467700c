// Every public page, and how a person gets to it from the start page.

import { COMMON, NOTHING, control, find, findMany, openFilters, openService, press } from './journey.mjs';

const follow = (name) => (visit) => press(visit, control(visit.page, visit.say[name]));
const search = (text, place) => (visit) => find(visit, text ?? COMMON[visit.lang], place);
const steps = (...each) => async (visit) => {
  for (const step of each) await step(visit);
};
const service = steps(search(), (visit) => openService(visit));
const correction = steps(service, async (visit) => {
  await control(visit.page, visit.say.suggest).click();
  await visit.page.getByLabel(visit.say.suggestion).waitFor();
});

async function sendTooMuch(visit) {
  await visit.page.getByLabel(visit.say.suggestion).fill('é'.repeat(2_001));
  await press(visit, visit.page.getByRole('button', { name: visit.say.send }));
}

const guides = follow('guides');
const guide = (number) => steps(guides, (visit) => press(visit, visit.page.locator(`a[href="${visit.say.guides_at}/${number}"]`)));

/** Fills the place on the page and sends it with the button of this name. */
const near = (button, place) => async (visit) => {
  await visit.page.getByLabel(visit.say.place).fill(place);
  await press(visit, visit.page.getByRole('button', { name: visit.say[button] }));
};
const duty = steps(guides, follow('duty'));

/** What the page is called in a test's sentence, and the steps to it. */
export const PAGES = [
  { name: 'start chooser', reach: (visit) => visit.page.goto(`${visit.house.origin}/`) },
  { name: 'start', reach: async () => {} },
  { name: 'search form alone', reach: (visit) => visit.page.goto(visit.house.origin + visit.say.find) },
  { name: 'results', reach: search() },
  { name: 'results near a place', reach: search(undefined, 'Prince George') },
  { name: 'results with filters open', reach: steps(search(), openFilters) },
  { name: 'second page of results', reach: steps((visit) => findMany(visit, 11), follow('next')) },
  { name: 'no results', reach: search(NOTHING) },
  { name: 'unknown place', reach: search(undefined, 'Vancuver') },
  { name: 'service', reach: service },
  { name: 'print list', reach: steps(search(), follow('printList')) },
  { name: 'print service', reach: steps(service, follow('printService')) },
  { name: 'card', reach: follow('card') },
  { name: 'card of a service', reach: steps(service, follow('serviceCard')) },
  { name: 'browse', reach: follow('browse') },
  { name: 'safety', reach: follow('safety') },
  { name: 'privacy', reach: follow('privacy') },
  { name: 'accessibility', reach: follow('accessibility') },
  { name: 'about', reach: follow('about') },
  { name: 'guides', reach: guides },
  { name: 'a guide', reach: guide(9) },
  { name: 'a step of a guide', reach: steps(guide(9), follow('begin')) },
  { name: 'the last step of a guide', reach: steps(guide(1), follow('lastStep')) },
  { name: 'a guide on paper', reach: steps(guide(9), follow('sheet')) },
  { name: 'a guide on paper in both languages', reach: steps(guide(9), follow('sheetBoth')) },
  { name: 'help near, for a guide', reach: steps(guide(9), near('nearButton', 'Winnipeg')) },
  { name: 'help near a place nobody knows', reach: steps(guide(1), near('nearButton', 'Vancuver')) },
  { name: 'form of the contact sheet', reach: steps(guides, follow('contacts')) },
  { name: 'contact sheet', reach: steps(guide(9), near('nearButton', 'Winnipeg'), follow('contacts')) },
  { name: 'card that folds', reach: steps(guides, follow('pocket'), near('make', 'Toronto')) },
  { name: 'duty to report', reach: duty },
  { name: 'duty to report of a place', reach: steps(duty, near('dutyShow', 'Winnipeg')) },
  { name: 'duty to report without a place', reach: steps(duty, near('dutyShow', '')) },
  { name: 'duty to report where no number is known', reach: steps(duty, near('dutyShow', 'Toronto')) },
  { name: 'protection orders', reach: steps(guides, follow('orders')) },
  { name: 'protection orders of a province', reach: steps(guides, follow('orders'), follow('manitoba')) },
  { name: 'correction', reach: correction },
  { name: 'correction with an error', reach: steps(correction, sendTooMuch) },
  { name: 'not found', reach: (visit) => visit.page.goto(`${visit.house.origin}${visit.say.start}/nowhere`) },
];
