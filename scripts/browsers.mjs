// Finds the browsers that tests run in, and the server of the queue, and installs them with the system's package manager where
// that is possible.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run, say } from './setup.mjs';

const CHROMIUM = {
  name: 'Chromium',
  /** The path of another one. */
  variable: 'PRIVET_CHROMIUM',
  places: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  debian: 'chromium',
};
const FIREFOX = {
  name: 'Firefox',
  variable: 'PRIVET_FIREFOX',
  places: [
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/snap/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
  debian: 'firefox-esr',
};

const QUEUE_SERVER = {
  name: 'Valkey or Redis',
  variable: 'PRIVET_QUEUE_SERVER',
  places: [
    '/usr/bin/valkey-server',
    '/usr/bin/redis-server',
    '/usr/local/bin/valkey-server',
    '/usr/local/bin/redis-server',
  ],
};
/** The first that the system has. */
const QUEUE_PACKAGES = ['valkey-server', 'redis-server'];

const has = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

function find({ variable, places }) {
  const chosen = process.env[variable];
  if (chosen && !existsSync(chosen)) throw new Error(`${variable} is ${chosen}, expected the path of a program`);
  return chosen ?? places.find((place) => existsSync(place));
}

function findOrInstall(browser) {
  const found = find(browser);
  if (found) return found;
  const { name, variable, debian } = browser;
  const isRoot = process.getuid?.() === 0;
  if (process.platform === 'linux' && has('apt-get') && isRoot) {
    say(`installing ${name} with apt-get, for the browser tests`);
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', debian, 'fonts-liberation'], { DEBIAN_FRONTEND: 'noninteractive' });
    return find(browser);
  }
  say(
    `no ${name} was found. Install it (Debian: sudo apt-get install ${debian}), or set ${variable} to the path of one,`,
  );
  say('and run the tests again.');
  return undefined;
}

/** The path of an installed Chromium or Chrome, or undefined. */
export const findChromium = () => find(CHROMIUM);

/** The same, installed if need be; undefined where that could not be done (the reason is printed). */
export const chromiumPath = () => findOrInstall(CHROMIUM);

/** As `chromiumPath`, of Firefox. */
export const firefoxPath = () => findOrInstall(FIREFOX);

/** The path of a server for the tests of the queue, installed if need be; undefined, aloud, where that could not be done. */
export function queueServerPath() {
  const found = find(QUEUE_SERVER);
  if (found) return found;
  if (process.platform === 'linux' && has('apt-get') && process.getuid?.() === 0) {
    say(`installing ${QUEUE_SERVER.name} with apt-get, for the tests of the queue`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (...args) => spawnSync('apt-get', ['-qq', ...args], { stdio: 'ignore', env }).status === 0;
    apt('update');
    if (QUEUE_PACKAGES.some((name) => apt('install', '-y', name))) return find(QUEUE_SERVER);
  }
  say(`SKIPPED: THE TESTS OF THE QUEUE. No ${QUEUE_SERVER.name} was found: install ${QUEUE_PACKAGES.join(' or ')}.`);
  return undefined;
}
