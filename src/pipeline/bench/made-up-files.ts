// Files of made-up shops, as they are and a little later.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { decodeTextEncoder } from '../../formats/text-encoder.ts';
import { openEnglishEncoder } from '../encoder/english-encoder.ts';
import { madeUpCatalog } from './made-up-catalog.ts';

const CHANGED_PRICES = 0.01;
const [NUM_GONE, NUM_NEW] = [5, 5];

/** Of the text encoder, common ones first. */
export async function commonWords(): Promise<string[]> {
  const { file } = await openEnglishEncoder();
  return decodeTextEncoder(file.whole).pieces.filter((piece) => /^[a-z]{4,}$/.test(piece));
}

/**
 * The same shop with other prices, some items gone and some new.
 *
 * @param renamed  a value that is called otherwise in each line (default: none)
 */
export function* changedCatalog(
  numItems: number,
  words: readonly string[],
  renamed?: { value: string; now: string },
): Generator<string> {
  const every = Math.round(1 / CHANGED_PRICES);
  const price = 6;
  let row = -1;
  for (const line of madeUpCatalog(numItems + NUM_NEW, words)) {
    const isGone = row >= 0 && row < numItems && row % Math.ceil(numItems / NUM_GONE) === 7;
    const cells = line.split(',');
    if (row > 0 && row % every === 0) cells[price] = (Number(cells[price]) * 0.9).toFixed(2);
    for (const [place, cell] of cells.entries()) if (renamed && cell === renamed.value) cells[place] = renamed.now;
    if (!isGone) yield cells.join(',');
    row++;
  }
}

export async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  const stream = createWriteStream(file);
  let text = '';
  for (const line of lines) {
    text += line;
    if (text.length < 1_000_000) continue;
    if (!stream.write(text)) await once(stream, 'drain');
    text = '';
  }
  stream.end(text);
  await once(stream, 'finish');
}
