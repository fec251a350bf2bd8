// What very many people type is written down (the head), all else is read by rules (the tail). How much of what is measured
// elsewhere is head? And how well do the rules alone read the head, against what was written: that is the tail's loss.
import { nameWords } from '../../../src/language/names.ts';
import type { SentenceReader } from '../../../src/language/read-sentence.ts';
import { textTable } from '../taste/text-table.ts';
import { type Half, halfOf } from './measure-reading.ts';
import { share } from './measures.ts';
import { readJudged, readNavigational } from './search-sets.ts';
import { f1, slotFigures } from './slot-figures.ts';
import { slotsOf } from './slots.ts';
import { type LikelyQuery, readGold, readQueries } from './written-phrases.ts';

const SHOWN_KINDS = 8;

/** How many of the texts are a head query or its synonym, word for word. */
export function numOfHead(texts: readonly string[], head: readonly Pick<LikelyQuery, 'text' | 'synonym'>[]): number {
  const keys = new Set(head.flatMap(({ text, synonym = text }) => [keyOf(text), keyOf(synonym)]));
  return texts.filter((text) => keys.has(keyOf(text))).length;
}

/** As src/engine/language/rewrites.ts knows them. */
const keyOf = (text: string): string => nameWords(text).join(' ');

export function measureHead(reader: SentenceReader, itemIds: readonly string[], half: Half): string[] {
  const head = readQueries();
  const sets: [name: string, texts: string[]][] = [
    [`judged queries (${half} half)`, readJudged(half).map(({ query }) => query)],
    ['queries with one right first answer', readNavigational().map(({ query }) => query)],
    [`gold phrases (${half} half)`, halfOf(readGold(), half).map(({ text }) => text)],
  ];
  const found = head.map(({ text }) => slotsOf(reader.read(text), (item) => itemIds[item]!));
  const figures = slotFigures(
    head.map(({ slots }) => slots),
    found,
  );
  const lost = [...figures.byKind].map(([kind, { wrong, missed }]) => ({ kind, lost: wrong + missed }));
  lost.sort((a, b) => b.lost - a.lost);
  const synonyms = head.filter(({ synonym }) => synonym !== undefined);
  const bySynonym = slotFigures(
    synonyms.map(({ slots }) => slots),
    synonyms.map(({ synonym }) => slotsOf(reader.read(synonym!), (item) => itemIds[item]!)),
  );
  return [
    `head: ${head.length} queries and ${synonyms.length} synonyms; of what is measured elsewhere are head`,
    ...textTable([
      ['', 'head', 'of', 'share'],
      ...sets.map(([name, texts]) => {
        const numHead = numOfHead(texts, head);
        return [name, `${numHead}`, `${texts.length}`, share(numHead, texts.length)];
      }),
    ]),
    `head: read by the rules, as all else is: F1 ${f1(figures.all).toFixed(4)}, whole ${figures.whole.toFixed(4)}; ` +
      `synonyms against the same slots F1 ${f1(bySynonym.all).toFixed(4)}, whole ${bySynonym.whole.toFixed(4)}`,
    `  wrong and missed by kind: ${lost
      .slice(0, SHOWN_KINDS)
      .map((one) => `${one.kind} ${one.lost}`)
      .join(', ')}`,
  ];
}
