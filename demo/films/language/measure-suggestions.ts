// Do suggestions lead elsewhere? For each written person the five that a visit brings: what the search finds for them is new
// to the person, and ten visits bring no text twice.
import type { Engine } from '../../../src/engine/engine.ts';
import { tell } from '../taste/film-engine.ts';
import type { Persona } from '../taste/personas.ts';
import { firstLines, type OnProgress, percentile, share } from './measures.ts';

/** As the app asks for them. */
const SET = 5;
const VISITS = 10;
/** Of the first page so many are to be new. */
const PAGE = 10;
export const LEAST_OF_PAGE = 6;
const SHOWN = 15;

/** Texts that come again in a later visit, whatever their case and signs. */
export function repeatsIn(visits: readonly (readonly string[])[]): string[] {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const seen = new Set<string>();
  return visits.flat().filter((text) => seen.size === seen.add(plain(text)).size);
}

export async function measureSuggestions(
  engine: Engine,
  personas: readonly Persona[],
  onProgress: OnProgress = () => {},
): Promise<string[]> {
  const times: number[] = [];
  const known: string[] = [];
  let [numAll, numRepeats, numShort] = [0, 0, 0];
  for (const [i, persona] of personas.entries()) {
    await tell(engine, persona);
    const visits: string[][] = [];
    for (let visit = 0; visit < VISITS; visit++) {
      const startMs = performance.now();
      const found = await engine.suggest({ count: SET, exclude: visits.flat() });
      times.push(performance.now() - startMs);
      visits.push(found.map(({ text }) => text));
    }
    numRepeats += repeatsIn(visits).length;
    numShort += visits.filter((texts) => texts.length < SET).length;
    const history = new Set([...persona.likes, ...persona.dislikes]);
    for (const text of visits[0]!) {
      const { items } = await engine.search({ query: text, count: PAGE });
      const numNew = items.filter(({ itemId }) => !history.has(itemId)).length;
      numAll++;
      if (numNew < LEAST_OF_PAGE) known.push(`${persona.name}: ${text} (${numNew} of ${items.length} are new)`);
    }
    onProgress(i + 1, personas.length);
  }
  await engine.forget();
  const [first = 0, ...later] = times;
  return [
    `suggestions: ${SET} for each of ${personas.length} people: ${numAll - known.length} of ${numAll} (${share(numAll - known.length, numAll)}) ` +
      `find ${LEAST_OF_PAGE} of ${PAGE} that are new to the person`,
    ...firstLines(known, SHOWN),
    `suggestions: ${VISITS} visits of each: ${numRepeats} texts come again, ${numShort} of ${times.length} sets are short; ` +
      `the first takes ${first.toFixed(0)} ms, the others ${percentile(later, 0.5).toFixed(1)} (p95 ${percentile(later, 0.95).toFixed(1)})`,
  ];
}
