// Starts the real program on a free port with a throw-away data folder, and a real browser beside it.

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const binary = process.env.CAIRN_TEST_BINARY;
const executablePath = process.env.CAIRN_TEST_CHROMIUM;
if (!binary || !executablePath) {
  throw new Error('CAIRN_TEST_BINARY and CAIRN_TEST_CHROMIUM must be set; ./test browser does it');
}

/** The neutral site that "leave this page" leads to in these tests: nothing leaves this machine. */
export const EXIT = 'https://neutral.example/';

/** Addresses of this machine: a browser has passkeys at the name, not at the number. */
const OURS = /^http:\/\/(127\.0\.0\.1|localhost)[:/]/;

/** A port that nobody listens on just now. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Opens Cairn, with these options too; resolves when it says where it is open. */
export async function openHouse(...options) {
  const data = await mkdtemp(path.join(tmpdir(), 'cairn-'));
  const listen = options.includes('--listen') ? [] : ['--listen', '127.0.0.1:0'];
  const program = spawn(
    binary,
    ['--data', data, ...listen, '--exit-url-en', EXIT, '--exit-url-fr', EXIT, ...options],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, HOME: data } },
  );
  let log = '';
  program.stderr.on('data', (piece) => { log += piece; });
  const origin = await new Promise((resolve, reject) => {
    createInterface({ input: program.stdout }).on('line', (line) => {
      const found = /(http:\/\/[0-9.:]+)\//.exec(line);
      if (found) resolve(found[1]);
    });
    program.on('exit', (code) => reject(new Error(`cairn ended with ${code}:\n${log}`)));
  });
  return {
    origin,
    data,
    log: () => log,
    /** The paths of the one-time link that sets the house up, in each language: a fresh one. */
    setUpLink: async () => {
      const { stdout } = await promisify(execFile)(binary, ['--data', data, 'user', 'setup'], { env: { PATH: process.env.PATH, HOME: data } });
      const path = (pattern) => pattern.exec(stdout)?.[0];
      return { en: path(/\/en\/desk\/setup\/[\w-]+/), fr: path(/\/fr\/bureau\/ouverture\/[\w-]+/) };
    },
    /** Invites somebody with a role of the house, in an organization of their own or `within` another; the path of their one-time link. */
    invite: async ({ name, email, role, lang, organization = 'Example Office', within }) => {
      const where = within ? ['--organization', within] : ['--new-organization', organization];
      const { stdout } = await promisify(execFile)(binary, ['--data', data, 'user', 'add', '--name', name, '--role', role, '--lang', lang,
        ...where, email], { env: { PATH: process.env.PATH, HOME: data } });
      return /\/(en\/desk|fr\/bureau)\/invitation\/[\w-]+/.exec(stdout)[0];
    },
    close: async () => {
      const ended = new Promise((resolve) => program.on('exit', resolve));
      program.kill('SIGTERM');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Opens a browser that keeps to itself. */
export async function openBrowser() {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}

/**
 * A fresh page that records every request and every answer of ours, and answers the neutral site itself.
 * `scripts: false` is a browser without JavaScript.
 */
export async function openPage(browser, { scripts = true, ...options } = {}) {
  const context = await browser.newContext({ javaScriptEnabled: scripts, ...options });
  const requests = [];
  await context.route('**/*', (route) => {
    const url = route.request().url();
    requests.push(url);
    if (OURS.test(url)) return route.continue();
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Weather</title><h1>Weather</h1>' });
  });
  const answers = [];
  context.on('response', (answer) => { if (OURS.test(answer.url())) answers.push(answer); });
  // Everything here happens at once; what does not come soon never comes.
  context.setDefaultTimeout(5_000);
  const page = await context.newPage();
  return { page, context, requests, answers };
}

/** Both languages with and without scripts: the four ways to meet a page. */
export const WAYS = [
  { lang: 'en', scripts: true },
  { lang: 'en', scripts: false },
  { lang: 'fr', scripts: true },
  { lang: 'fr', scripts: false },
];
