// How much of a plain history somebody who has the disk still finds after it was encrypted: events are recorded into a profile on
// the disk, encrypted, and its files searched with the browser closed. Used by a test, and by `npm run attack -- written-over`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { LAUNCH } from '../e2e/global-setup.ts';
import { readableTexts } from './leveldb-files.ts';

const PASSPHRASE = 'unclothed partner sizzling glare dreamless uncork';
/** What a browser does by itself comes some moments later. */
const SETTLED_MS = 2000;
const PATIENCE_MS = 60_000;

export interface WrittenOver {
  numEvents: number;
  /** Events of which the id was found: with the plain history, when it was encrypted, and after one more visit. */
  numPlain: number;
  numEncrypted: number;
  numNextVisit: number;
  /** From the call until what was plain was written over. */
  tookMs: number;
}

/** @param url  a page with the SDK and nothing else; its origin has no storage yet */
export async function writtenOver(url: string, numEvents: number): Promise<WrittenOver> {
  const profile = await mkdtemp(join(tmpdir(), 'privet-written-over-'));
  const visit = async <T>(work: (page: Page) => Promise<T>): Promise<T> => {
    const context: BrowserContext = await chromium.launchPersistentContext(profile, LAUNCH);
    try {
      const page = context.pages()[0]!;
      await page.goto(url);
      await page.waitForFunction('globalThis.privet !== undefined', undefined, { timeout: PATIENCE_MS });
      const result = await work(page);
      await page.waitForTimeout(SETTLED_MS);
      return result;
    } finally {
      await context.close();
    }
  };
  try {
    await visit((page) => page.evaluate(RECORD.replace('COUNT', String(numEvents))));
    const numPlain = await countIds(profile);
    const tookMs = await visit((page) => page.evaluate<number>(ENCRYPT));
    const numEncrypted = await countIds(profile);
    await visit((page) => page.evaluate('privet.forYou()'));
    return { numEvents, numPlain, numEncrypted, numNextVisit: await countIds(profile), tookMs };
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** One after the other, as taps are. */
const RECORD = `(async () => {
  for (let i = 0; i < COUNT; i++) await privet.record('like', 'zqfilm-' + String(i).padStart(5, '0'));
})()`;
const ENCRYPT = `(async () => {
  const start = performance.now();
  await privet.encrypt('${PASSPHRASE}');
  const isScratch = ({ name }) => name === 'privet-scratch';
  while ((await indexedDB.databases()).some(isScratch)) await new Promise((resolve) => setTimeout(resolve, 50));
  return performance.now() - start;
})()`;

async function countIds(profile: string): Promise<number> {
  const texts = await readableTexts(join(profile, 'Default'));
  return new Set([...texts.values()].flatMap((text) => text.match(/zqfilm-\d{5}/g) ?? [])).size;
}
