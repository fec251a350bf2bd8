// Does it read what is said? The gold phrases, which no rule was written from, and how far labellers agree who did not see
// each other's labels.
import type { SentenceReader } from '../../../src/language/read-sentence.ts';
import { textTable } from '../../../src/pipeline/base/text-table.ts';
import { f1, type SlotFigures, slotFigures } from './slot-figures.ts';
import { slotsOf } from './slots.ts';
import { type LabelledPhrase, readBlindGold, readBlindPhrases, readGold, readPhrases } from './written-phrases.ts';

export type Half = 'development' | 'test';

export function halfOf<T>(rows: readonly T[], half: Half): T[] {
  return rows.filter((_, i) => i % 2 === (half === 'development' ? 0 : 1));
}

export function measureReading(reader: SentenceReader, itemIds: readonly string[], half: Half): string[] {
  const gold = halfOf(readGold(), half);
  const times: number[] = [];
  const read = ({ text }: LabelledPhrase) => {
    const start = performance.now();
    const reading = reader.read(text);
    times.push(performance.now() - start);
    return slotsOf(reading, (item) => itemIds[item]!);
  };
  const figures = slotFigures(
    gold.map(({ slots }) => slots),
    gold.map(read),
  );
  times.sort((a, b) => a - b);
  const p95 = times[Math.floor(times.length * 0.95)]!;
  const phrases = [...readPhrases('a'), ...readPhrases('b')];
  const fitted = slotFigures(
    phrases.map(({ slots }) => slots),
    phrases.map(read),
  );
  return [
    `reading: ${figures.numPhrases} gold phrases (${half} half), micro F1 ${f1(figures.all).toFixed(4)}, ` +
      `read whole ${figures.whole.toFixed(4)}; p95 ${p95.toFixed(2)} ms`,
    ...kindTable(figures),
    `the ${phrases.length} phrases that rules were written from: F1 ${f1(fitted.all).toFixed(4)}, whole ${fitted.whole.toFixed(4)}`,
    ...agreements(),
  ];
}

function kindTable({ byKind }: SlotFigures): string[] {
  const rows = [...byKind].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return textTable([
    ['kind', 'right', 'wrong', 'missed', 'F1'],
    ...rows.map(([kind, counts]) => [
      kind,
      `${counts.right}`,
      `${counts.wrong}`,
      `${counts.missed}`,
      f1(counts).toFixed(3),
    ]),
  ]);
}

/** Writers, and who labelled their phrases again from the text alone. */
function agreements(): string[] {
  const bySource: [string, LabelledPhrase[], LabelledPhrase[]][] = [
    ['gold', readGold(), readBlindGold()],
    ['pass a', readPhrases('a'), readBlindPhrases('a')],
    ['pass b', readPhrases('b'), readBlindPhrases('b')],
  ];
  return bySource.map(([name, written, blind]) => {
    const slotsByText = new Map(written.map(({ text, slots }) => [text, slots]));
    const pairs = blind.filter(({ text }) => slotsByText.has(text));
    const figures = slotFigures(
      pairs.map(({ text }) => slotsByText.get(text)!),
      pairs.map(({ slots }) => slots),
    );
    return `labelled twice, ${name}: ${pairs.length} phrases, F1 ${f1(figures.all).toFixed(3)}, whole ${figures.whole.toFixed(3)}`;
  });
}
