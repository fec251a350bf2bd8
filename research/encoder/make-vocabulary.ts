// Step 2: the pieces that texts are cut into.
//
//   npx tsx research/encoder/make-vocabulary.ts --known TEACHERS_VOCAB.txt [--out .cache/encoder] [--size 30000]
//
// Words that the training texts have most often, each source weighing the same whatever its length; words that the teacher
// has a piece for count once more, as does a word that our texts say rarely and the language often. What no word covers is
// put together of beginnings and continuations (`##`), which are the teacher's. pieces.txt: one a line, most frequent first;
// pieces-read.txt: the same as the teacher is to read them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wordsOf } from '../../src/text/word-pieces.ts';
import type { TextList } from './training-texts.ts';

const { values } = parseArgs({
  options: {
    known: { type: 'string' },
    out: { type: 'string', default: '.cache/encoder' },
    size: { type: 'string', default: '30000' },
  },
});
const SIZE = Number(values.size);
/** Of a million words; what the teacher knows is worth so much. */
const KNOWN_WORTH = 1.5;
/** Weights of sources: names of people and of plants are no words that people search by. */
const WEIGHTS: Record<string, number> = { films: 1, written: 2, questions: 1, glosses: 1, packages: 0.5 };

function countWords(lines: readonly string[], { sources }: TextList): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name, first, count } of sources) {
    const words = lines.slice(first, first + count).flatMap((line) => wordsOf(withoutNames(line)));
    const worth = (1e6 * (WEIGHTS[name] ?? 1)) / words.length;
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + worth);
  }
  return counts;
}

const withoutNames = (line: string): string => line.replace(/ With [^.]+\.$/, '');
const isWord = (piece: string): boolean => /^[a-z]{2,}$/.test(piece) || /^\d{1,4}$/.test(piece);

const known = readFileSync(values.known!, 'utf8').split('\n');
const lines = readFileSync(join(values.out, 'texts.txt'), 'utf8').split('\n');
const counts = countWords(lines, JSON.parse(readFileSync(join(values.out, 'texts.json'), 'utf8')) as TextList);
const continuations = known.filter((piece) => /^##[a-z]+$/.test(piece) || /^##\d$/.test(piece));
const single = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
for (const piece of known.filter(isWord)) counts.set(piece, (counts.get(piece) ?? 0) + KNOWN_WORTH);
const words = [...counts]
  .filter(([word]) => isWord(word) && word.length > 1)
  .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  .slice(0, SIZE - continuations.length - single.length)
  .map(([word]) => word);
const pieces = [...words, ...single, ...continuations];
writeFileSync(join(values.out, 'pieces.txt'), pieces.join('\n'));
writeFileSync(join(values.out, 'pieces-read.txt'), pieces.map((piece) => piece.replace('##', '')).join('\n'));
const covered = new Set(words);
const all = [...counts].reduce((sum, [, worth]) => sum + worth, 0);
const inside = [...counts].reduce((sum, [word, worth]) => sum + (covered.has(word) ? worth : 0), 0);
console.log(`${pieces.length} pieces: ${words.length} words, ${continuations.length} continuations`);
console.log(`${((100 * inside) / all).toFixed(2)} % of words are whole; the rarest: ${words.slice(-8).join(', ')}`);
