// Finds the Chromium that the browser tests run in, and installs it with the system's package manager where that is
// possible.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run, say } from './setup.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of an installed one, or undefined. */
export function findChromium() {
  const chosen = process.env.PRIVET_CHROMIUM;
  if (chosen && !existsSync(chosen)) throw new Error(`PRIVET_CHROMIUM is ${chosen}, expected the path of a browser`);
  return chosen ?? PLACES.find((place) => existsSync(place));
}

const has = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * The path of a Chromium or Chrome, or undefined where there is none and none could be installed (the reason is
 * printed).
 */
export function chromiumPath() {
  const found = findChromium();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  if (process.platform === 'linux' && has('apt-get') && isRoot) {
    say('installing Chromium with apt-get, for the browser tests');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-liberation'], { DEBIAN_FRONTEND: 'noninteractive' });
    return findChromium();
  }
  say('no Chromium was found. Install Chromium or Chrome (Debian: sudo apt-get install chromium), or set');
  say('PRIVET_CHROMIUM to the path of one, and run the tests again.');
  return undefined;
}
