// What does a passphrase cost? Events are recorded one after the other, each stored before the next, into a plain history and
// into an encrypted one, in turn; then both are opened again. The history alone, in a page of headless Chromium, from Vite's
// development server.
//
// npx tsx bench/encrypted-history.bench.ts [--events 1000] [--rounds 5] [--json]

import type { Browser } from 'playwright-core';
import { percentile } from './harness/statistics.ts';
import { readOptions, teller, withBrowser } from './node/page-bench.ts';
import { withSources } from './node/source-server.ts';

const options = readOptions({ events: '1000', rounds: '5' });
const [numEvents, rounds] = [Number(options.events), Number(options.rounds)];
const tell = teller('encrypted-history', options, { events: numEvents });

/** Milliseconds. */
interface Times {
  encryptMs: number;
  recordMs: number;
  unlockMs: number;
  numFound: number;
  /** Of PBKDF2, as the device was measured to take half a second for. */
  numRounds: number;
}

type Kind = 'plain' | 'encrypted';

async function measure(browser: Browser, address: string): Promise<Record<Kind, Times[]>> {
  const page = await browser.newPage();
  await page.goto(`${address}bench/page/encrypted-history.html`);
  await page.waitForFunction('globalThis.recordEvents !== undefined');
  const found: Record<Kind, Times[]> = { plain: [], encrypted: [] };
  // The first round warms the browser up.
  for (let round = 0; round <= rounds; round++) {
    for (const kind of ['plain', 'encrypted'] as const) {
      const task = { databaseName: `bench-${kind}-${round}`, numEvents, isEncrypted: kind === 'encrypted' };
      const times = await page.evaluate<Times>(`recordEvents(${JSON.stringify(task)})`);
      if (times.numFound !== numEvents)
        throw new Error(`bench: ${times.numFound} events were found, expected ${numEvents}`);
      if (round > 0) found[kind].push(times);
    }
  }
  return found;
}

function print({ plain, encrypted }: Record<Kind, Times[]>): void {
  const median = (all: readonly Times[], time: keyof Times) =>
    percentile(
      all.map((one) => one[time]),
      0.5,
    );
  const [plainMs, encryptedMs] = [median(plain, 'recordMs'), median(encrypted, 'recordMs')];
  const ratio = encryptedMs / plainMs;
  const events = `plain ${plainMs.toFixed(0)} ms, encrypted ${encryptedMs.toFixed(0)} ms (${ratio.toFixed(2)} times)`;
  tell(`${numEvents} events, one after the other: ${events}`, { plainMs, encryptedMs, ratio });
  const [encryptMs, unlockMs] = [median(encrypted, 'encryptMs'), median(encrypted, 'unlockMs')];
  const unlocking = `unlock, and with it read all, ${unlockMs.toFixed(0)} ms`;
  tell(`set a passphrase ${encryptMs.toFixed(0)} ms; ${unlocking}`, { encryptMs, unlockMs });
  const numRounds = encrypted.map((times) => times.numRounds);
  const chosen = numRounds.map((one) => one.toLocaleString('en-GB')).join(', ');
  tell(`rounds of PBKDF2 that were chosen: ${chosen}`, { numRounds });
}

await withSources({ name: 'encrypted-history', entries: ['bench/page/encrypted-history.html'] }, (address) =>
  withBrowser(async (browser) => print(await measure(browser, address))),
);
