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
  { name: 'correction', reach: correction },
  { name: 'correction with an error', reach: steps(correction, sendTooMuch) },
  { name: 'not found', reach: (visit) => visit.page.goto(`${visit.house.origin}${visit.say.start}/nowhere`) },
];
