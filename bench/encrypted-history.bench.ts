// What does a passphrase cost? Events are recorded one after the other, each stored before the next, into a plain history and
// into an encrypted one, in turn; then both are opened again. The history alone, in a page of headless Chromium, from Vite's
// development server.
//
// npx tsx bench/encrypted-history.bench.ts [--events 1000] [--rounds 5] [--json]

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { summarize } from './harness/statistics.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const [numEvents, rounds] = [Number(options.events), Number(options.rounds)];

/** Milliseconds. */
interface Times {
  encryptMs: number;
  recordMs: number;
  unlockMs: number;
  numFound: number;
  /** Of PBKDF2, as the device was measured to take half a second for. */
  numRounds: number;
}

const server = await createServer({
  root: ROOT,
  cacheDir: '.cache/vite-encrypted-history-bench',
  logLevel: 'error',
  appType: 'mpa',
  server: { port: 0, strictPort: false, hmr: false, watch: null },
  optimizeDeps: { entries: ['bench/page/encrypted-history.html'] },
});
await server.listen();
const executablePath = process.env.PRIVET_CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
try {
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls!.local[0]!}bench/page/encrypted-history.html`);
  await page.waitForFunction('globalThis.recordEvents !== undefined');
  const measure = async (isEncrypted: boolean, round: number): Promise<Times> => {
    const task = { databaseName: `bench-${isEncrypted}-${round}`, numEvents, isEncrypted };
    const times = await page.evaluate<Times>(`recordEvents(${JSON.stringify(task)})`);
    if (times.numFound !== numEvents)
      throw new Error(`bench: ${times.numFound} events were found, expected ${numEvents}`);
    return times;
  };
  const found: Record<'plain' | 'encrypted', Times[]> = { plain: [], encrypted: [] };
  for (let round = -1; round < rounds; round++) {
    const [plain, encrypted] = [await measure(false, round), await measure(true, round)];
    if (round < 0) continue; // to warm up
    found.plain.push(plain);
    found.encrypted.push(encrypted);
  }
  const median = (kind: keyof typeof found, time: keyof Times) => summarize(found[kind].map((one) => one[time])).p50Ms;
  const times = {
    plainMs: median('plain', 'recordMs'),
    encryptedMs: median('encrypted', 'recordMs'),
    ratio: median('encrypted', 'recordMs') / median('plain', 'recordMs'),
    encryptMs: median('encrypted', 'encryptMs'),
    unlockMs: median('encrypted', 'unlockMs'),
    numRounds: found.encrypted.map(({ numRounds }) => numRounds),
  };
  if (options.json)
    console.log(JSON.stringify({ command: 'bench', bench: 'encrypted-history', events: numEvents, ...times }));
  else {
    console.log(
      `${numEvents} events, one after the other: plain ${times.plainMs.toFixed(0)} ms, encrypted ` +
        `${times.encryptedMs.toFixed(0)} ms (${times.ratio.toFixed(2)} times)`,
    );
    console.log(
      `set a passphrase ${times.encryptMs.toFixed(0)} ms; unlock, and with it read all, ${times.unlockMs.toFixed(0)} ms`,
    );
    console.log(
      `rounds of PBKDF2 that were chosen: ${times.numRounds.map((one) => one.toLocaleString('en-GB')).join(', ')}`,
    );
  }
} finally {
  await browser.close();
  await server.close();
}
