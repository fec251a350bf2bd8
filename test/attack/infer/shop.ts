// The shop of the fixtures as a bundle: items alone, no log.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../../../src/pipeline/cli/main.ts';

const ITEMS = fileURLToPath(new URL('../../fixtures/shop/shop.csv', import.meta.url));

/** @returns a new folder with it, which the caller removes */
export async function buildShop(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-shop-'));
  const notes: string[] = [];
  const note = (text: string) => void notes.push(text);
  const terminal = { print: () => {}, note, progress: () => ({ update() {}, stop() {} }) };
  const code = await main(['build', ITEMS, '--bundle-only', '--out', folder], terminal, new AbortController().signal);
  if (code !== 0) throw new Error(`infer: the shop could not be built: ${notes.join('; ')}`);
  return folder;
}
