// How quick is the text encoder? 20,000 texts of 60 words, in Node and in a worker of headless Chromium from Vite's development
// server, on one core each, in turn; and what is spent until a first query is read.
//
// npx tsx bench/text-encoder.bench.ts [--rounds 5] [--texts 20000] [--json]

import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { type EncoderTimes, timeEncoder } from './harness/time-encoder.ts';
import { ROOT, readOptions, row, teller, withBrowser } from './node/page-bench.ts';
import { withSources } from './node/source-server.ts';

const options = readOptions({ rounds: '5', texts: '20000' });
const tell = teller('text-encoder', options, {});
const WORDS = 60;
const FILE = `${ROOT}src/pipeline/encoder/english.bin.gz`;

/** Runs of words of the articles that the encoder's training has, each beginning a few words behind the one before. */
async function someTexts(count: number): Promise<string[]> {
  const words = (await readFile(`${ROOT}research/encoder/texts/articles.txt`, 'utf8')).split(/\s+/);
  return Array.from({ length: count }, (_, i) => {
    const first = (i * 7) % (words.length - WORDS);
    return words.slice(first, first + WORDS).join(' ');
  });
}

function print(where: string, rounds: readonly EncoderTimes[]): void {
  const medians = (['openMs', 'firstQueryMs', 'queryMs', 'textsPerSecond'] as const).map((name) => {
    const sorted = rounds.map((times) => times[name]).sort((a, b) => a - b);
    return [name, sorted[sorted.length >> 1]!] as const;
  });
  const cells = medians.map(([, value]) => value.toFixed(value < 100 ? 2 : 0));
  tell(row(`  ${where}`, cells, 24), { where, ...Object.fromEntries(medians) });
}

async function measure(): Promise<void> {
  const texts = await someTexts(Number(options.texts));
  const bytes = await readFile(FILE);
  const whole = new Uint8Array(gunzipSync(bytes));
  const rounds = Array.from({ length: Number(options.rounds) });
  tell(`${(bytes.length / 1e6).toFixed(2)} MB as sent, ${texts.length} texts of ${WORDS} words, medians`, {});
  tell(row('', ['open ms', 'first ms', 'query ms', 'texts/s'], 24), {});
  const entries = ['bench/page/text-encoder.html', 'bench/page/text-encoder-worker.ts'];
  const [inNode, inPage]: [EncoderTimes[], EncoderTimes[]] = [[], []];
  await withSources({ name: 'text-encoder', entries, isIsolated: true }, (address) =>
    withBrowser(async (browser) => {
      for (const _ of rounds) {
        inNode.push(timeEncoder(whole, texts));
        const page = await browser.newPage();
        await page.goto(`${address}bench/page/text-encoder.html`);
        await page.waitForFunction('globalThis.timeEncoder !== undefined');
        inPage.push(await page.evaluate<EncoderTimes>(`timeEncoder(${JSON.stringify(texts)})`));
        await page.close();
      }
    }),
  );
  print('Node', inNode);
  print('page', inPage);
}

const startCpu = process.cpuUsage();
await measure();
const { user, system } = process.cpuUsage(startCpu);
const seconds = (user + system) / 1e6 / Number(options.rounds);
tell(`CPU seconds of this process a round, set-up and all: ${seconds.toFixed(1)}`, { cpuSeconds: seconds });
