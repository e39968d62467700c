// What people do at the desk, step by step, in either language.

import { createHmac } from 'node:crypto';
import { press } from './journey.mjs';

const any = (words) => new RegExp(words.replaceAll("'", "['’]"), 'i');

/** The words by which one finds things at the desk. */
export const DESK = {
  en: {
    today: '/en/desk', signInAt: '/en/desk/sign-in', setUp: any('^Set up$'),
    name: any('^Name$'), email: any('^E-mail$'), organization: any('^Organization$'),
    organizationEn: any('organization.s name in English'), organizationFr: any('organization.s name in French'),
    passphrase: any('^Passphrase$'), newPassphrase: any('^New passphrase$'), again: any('^The new passphrase again'),
    signIn: any('^Sign in$'), signOut: any('^Sign out$'), code: any('^Code$'),
    people: any('^People$'), roles: any('^Roles$'), organizations: any('^Organizations$'),
    invite: any('^Invite a person'), makeLink: any('^Make the link'), choose: any('^Choose this passphrase'),
    goOn: any('^Go on$'), secret: '.secret', turnOn: any('^Turn it on'), kept: any('^I have kept them'),
    save: any('^Save$'), curator: any('^Curator$'), account: any('^Your account'), sessions: any('^Where you are signed in'),
    change: any('^Change your passphrase'), wrong: any('is not right'), gone: any('no longer works'),
    notYours: any('not for your account'), suspend: any('^Suspend$'), reset: any('^Make a new sign-in link'), rolesOf: any('^Change roles'),
    newRole: any('^Add a role'), deleteRole: any('^Delete this role'), roleEn: any('^Name in English$'), roleFr: any('^Name in French$'),
    moveIt: any('^Move it$'), listWords: any('^Look for a word in the list'), changes: any('^Record of changes$'), within: any('^Chapter of$'), example: any('^Example House'),
    listings: any('^Listings$'), newListing: any('^Add a listing$'), mend: any('^Something has changed$'), stillTrue: any('^Everything here is still true$'),
    now: any('^Closed or open, free places$'), closed: any('^Closed for now$'), free: any('^Free now$'), inAll: any('^Of how many'), confirmAll: any('^Confirm all of mine$'),
    history: any('^What was changed'), publicPage: any('^See it as the public'), parts: { name: any('^Name and description'), phones: any('^Phones'), open: any('^Open or closed'), online: any('^Online') },
    phone: any('^Number$'), listed: any('^Shown to the public$'), yes: 'Yes', listingEmail: any('^E-mail for people'), saveConflict: any('^Save'),
    suggestions: any('^Suggestions$'), accept: any('^Mend the listing'), decline: any('^Decline'), saveIt: any('^Save it$'), moreChanges: any('^Change something more$'),
    takeOff: any('^Take the code off'), confirmTicked: any('^Confirm what is ticked'),
    newOrganization: any('^Add an organization'), nothing: any('^Nothing needs you'),
  },
  fr: {
    today: '/fr/bureau', signInAt: '/fr/bureau/connexion', setUp: any('^Ouvrir$'),
    name: any('^Nom$'), email: any('^Courriel$'), organization: any('^Organisme$'),
    organizationEn: any('organisme en anglais'), organizationFr: any('organisme en français'),
    passphrase: any('^Phrase de passe$'), newPassphrase: any('^Nouvelle phrase de passe$'), again: any('^La nouvelle phrase de passe'),
    signIn: any('^Se connecter$'), signOut: any('^Se déconnecter$'), code: any('^Code$'),
    people: any('^Personnes$'), roles: any('^Rôles$'), organizations: any('^Organismes$'),
    invite: any('^Inviter une personne'), makeLink: any('^Créer le lien'), choose: any('^Choisir cette phrase'),
    goOn: any('^Continuer$'), secret: '.secret', turnOn: any("^L'activer"), kept: any('^Je les ai gardés'),
    save: any('^Enregistrer$'), curator: any('^Responsable du répertoire$'), account: any('^Votre compte'), sessions: any('^Où vous êtes en session'),
    change: any('^Changer votre phrase de passe'), wrong: any("n'est pas la bonne"), gone: any('ne sert plus'),
    notYours: any("n'est pas pour votre compte"), suspend: any('^Suspendre$'), reset: any('^Créer un nouveau lien de connexion'), rolesOf: any('^Changer les rôles'),
    newRole: any('^Ajouter un rôle'), deleteRole: any('^Supprimer ce rôle'), roleEn: any('^Nom en anglais$'), roleFr: any('^Nom en français$'),
    moveIt: any('^Le déplacer$'), listWords: any('^Chercher un mot dans la liste'), changes: any('^Registre des changements$'), within: any('^Section de$'), example: any('^Maison Exemple'),
    listings: any('^Fiches$'), newListing: any('^Ajouter une fiche$'), mend: any('^Quelque chose a changé$'), stillTrue: any('^Tout est toujours vrai$'),
    now: any('^Fermé ou ouvert'), closed: any("^Fermé pour l'instant$"), free: any('^Libres en ce moment$'), inAll: any('^Sur combien'), confirmAll: any('^Confirmer toutes les miennes$'),
    history: any('^Ce qui a été modifié'), publicPage: any('^La voir comme le public'), parts: { name: any('^Nom et description'), phones: any('^Téléphones'), open: any('^Ouvert ou fermé'), online: any('^En ligne') },
    phone: any('^Numéro$'), listed: any('^Visible pour le public$'), yes: 'Oui', listingEmail: any('^Courriel pour qui cherche'), saveConflict: any('^Enregistrer'),
    suggestions: any('^Suggestions$'), accept: any('^Corriger la fiche'), decline: any('^Refuser'), saveIt: any("^L'enregistrer$"), moreChanges: any('^Modifier encore'),
    takeOff: any('^Retirer le code'), confirmTicked: any('^Confirmer ce qui est coché'),
    newOrganization: any('^Ajouter un organisme'), nothing: any('^Rien ne vous attend'),
  },
};

/** Fictional people. */
export const ADA = { name: 'Ada Example', email: 'ada@example.org', passphrase: 'quilt harbour seventeen moss' };
export const BO = { name: 'Bo Exemple', email: 'bo@example.org', passphrase: 'lantern gravel otter spoon' };

/** What an authenticator shows for this secret (RFC 6238: SHA-1, six digits, 30 seconds). */
export function codeOf(secret, at = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = '';
  for (const letter of secret.replace(/[\s=]/g, '').toUpperCase()) bits += letters.indexOf(letter).toString(2).padStart(5, '0');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest.at(-1) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const button = (page, name) => page.getByRole('main').getByRole('button', { name });

/** The first person sets the house up, by a link from the command line; gives that link. */
export async function setUp({ page, house, lang }, person = ADA) {
  const say = DESK[lang];
  const link = await house.setUpLink();
  await page.goto(house.origin + link[lang]);
  await page.getByLabel(say.name).fill(person.name);
  await page.getByLabel(say.email).fill(person.email);
  await page.getByLabel(say.organizationEn).fill('Example House');
  await page.getByLabel(say.organizationFr).fill('Maison Exemple');
  await page.getByLabel(say.newPassphrase).fill(person.passphrase);
  await page.getByLabel(say.again).fill(person.passphrase);
  await press({ page }, button(page, say.setUp));
  return house.origin + link[lang];
}

/** Signs in, with a code when there is a secret. */
export async function signIn({ page, house, lang }, person, secret) {
  const say = DESK[lang];
  await page.goto(house.origin + say.signInAt);
  await page.getByLabel(say.email).fill(person.email);
  await page.getByLabel(say.passphrase).fill(person.passphrase);
  await press({ page }, button(page, say.signIn));
  if (secret) {
    // The step of the set-up was used: the next one is good already.
    await page.getByLabel(say.code).fill(codeOf(secret, Date.now() + 30_000));
    await press({ page }, button(page, say.signIn));
  }
}

/** Goes on past the page that asks for the passphrase again, where it stands in between. */
export async function stepUp({ page, lang }, person) {
  const say = DESK[lang];
  const asked = button(page, say.goOn);
  if (!(await asked.count())) return;
  await page.getByLabel(say.passphrase).fill(person.passphrase);
  await press({ page }, asked);
}
