// A catalog of any size as a file, of made-up words.
import { writeFile } from 'node:fs/promises';
import { madeUpCatalog } from '../../src/pipeline/bench/made-up-catalog.ts';

const SYLLABLES = 'ba de fi go lu ma ne po ri su ta ve'.split(' ');
const WORDS = SYLLABLES.flatMap((a) => SYLLABLES.flatMap((b) => SYLLABLES.map((c) => a + b + c)));

export async function writeShop(file: string, numItems: number): Promise<void> {
  await writeFile(file, [...madeUpCatalog(numItems, WORDS)].join(''));
}
