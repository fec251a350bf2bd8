// Are the written suggestions what they say? All of them are read, searched by nobody in particular, and held to their slots:
// no film of the first page breaks a condition, and most have what is wished for.
import type { Engine } from '../../../src/engine/engine.ts';
import type { SentenceReader } from '../../../src/language/read-sentence.ts';
import type { Film } from '../cleaning/read-films.ts';
import { createSlotReader, type SoftValue } from './gold-conditions.ts';
import { createJudge } from './measure-obedience.ts';
import { LEAST_OF_PAGE } from './measure-suggestions.ts';
import { firstLines, type OnProgress, share } from './measures.ts';
import { canonicalSlot } from './slot-figures.ts';
import { slotsOf } from './slots.ts';
import { readSuggestions } from './written-phrases.ts';

const PAGE = 10;
const SHOWN = 15;

/** Whether two lists of slots say the same, in any order. */
export function saysTheSame(slots: readonly string[], others: readonly string[]): boolean {
  const [a, b] = [slots, others].map((list) => new Set(list.map(canonicalSlot)));
  return a!.size === b!.size && [...a!].every((slot) => b!.has(slot));
}

/** The first wished value that fewer than LEAST_OF_PAGE of the page have. */
export function firstUnmet(
  page: readonly { facets: Record<string, string[]> }[],
  wished: readonly SoftValue[],
): string | undefined {
  const numWith = ({ facet, value }: SoftValue) => page.filter(({ facets }) => facets[facet]?.includes(value)).length;
  const unmet = wished.find((one) => numWith(one) < LEAST_OF_PAGE);
  return unmet && `${unmet.slot} (${numWith(unmet)} of ${page.length})`;
}

export async function measureWrittenSuggestions(
  engine: Engine,
  reader: SentenceReader,
  films: readonly Film[],
  onProgress: OnProgress = () => {},
): Promise<string[]> {
  const suggestions = readSuggestions();
  const slotReader = createSlotReader(films);
  const brokenBy = createJudge(engine);
  const failing: string[] = [];
  let [numSame, numObey, numMeet, numBoth, numWishing, numRelaxed] = [0, 0, 0, 0, 0, 0];
  await engine.forget();
  for (const [i, suggestion] of suggestions.entries()) {
    const { text, slots } = suggestion;
    const read = slotsOf(reader.read(text), (item) => films[item]!.itemId);
    const isSame = saysTheSame(read, slots);
    const { items, relaxed } = await engine.search({ query: text, count: PAGE });
    const wished = slotReader.softValues(suggestion);
    const broken = await brokenBy(items, slotReader.conditions(suggestion));
    const unmet = firstUnmet(items, wished);
    if (isSame) numSame++;
    if (!broken) numObey++;
    if (wished.length > 0) numWishing++;
    if (wished.length > 0 && !unmet) numMeet++;
    if (!broken && !unmet) numBoth++;
    if (relaxed) numRelaxed++;
    const problems = [
      ...(isSame ? [] : [`read as ${read.join(', ') || 'nothing'}`]),
      ...(broken ? [`broken ${broken}`] : []),
      ...(unmet ? [`few ${unmet}`] : []),
    ];
    if (problems.length > 0) failing.push(`${text} | ${slots.join(', ')} | ${problems.join(' | ')}`);
    onProgress(i + 1, suggestions.length);
  }
  const n = suggestions.length;
  return [
    `suggestions: ${n} written ones: read as they were written ${numSame} (${share(numSame, n)}); of the first ${PAGE} films ` +
      `none breaks a condition in ${numObey} (${share(numObey, n)}), ${LEAST_OF_PAGE} have each wished value in ${numMeet} of ` +
      `${numWishing} (${share(numMeet, numWishing)}), both in ${numBoth} (${share(numBoth, n)}); ${numRelaxed} pages are relaxed`,
    ...firstLines(failing, SHOWN),
  ];
}
