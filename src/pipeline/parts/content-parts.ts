// The heavy steps of the content path, in parts: blocks of items that are described, and cells of items whose nearest are
// found. Parts run on the threads of this machine, or wherever the runner takes them; results are kept between runs.

import type { Item } from '../../items/item.ts';
import type { KeepStep } from '../../keep-step.ts';
import { itemText } from '../../text/item-text.ts';
import type { FindNearest } from '../../untrained/content-path.ts';
import type { Nearest } from '../../untrained/likeness/alike-index.ts';
import type { Described, DescribedBlock } from '../../untrained/likeness/described.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { PartRecord } from './part-records.ts';
import type { PartStore } from './part-store.ts';
import { type Part, type PartRunner, partInput, runParts } from './parts.ts';

/** How the parts of a build are made. */
export interface BuildParts {
  runner: PartRunner;
  /** Default: nothing is kept. */
  store?: PartStore | undefined;
  /** Keeps what is made between the parts (default: nothing is kept). */
  keep?: KeepStep;
  terminal: Terminal;
  signal?: AbortSignal | undefined;
}

/** Items of a block: a third of a second's work, so that little is lost and threads end together. */
const BLOCK_ITEMS = 1024;

/** Content vectors and words of all items. */
export function describeItems(items: readonly Item[], parts: BuildParts): Promise<Described> {
  return describeTexts(
    items.map(({ fields }) => itemText(fields)),
    parts,
  );
}

/** The same by what is written of each. */
export async function describeTexts(all: readonly string[], parts: BuildParts): Promise<Described> {
  const blocks = Array.from({ length: Math.ceil(all.length / BLOCK_ITEMS) }, (_, block): Part => {
    const texts = all.slice(block * BLOCK_ITEMS, (block + 1) * BLOCK_ITEMS);
    return { kind: 'describe', inputs: [partInput({ texts })], settings: {} };
  });
  const results = await run('reading the texts', blocks, parts);
  return { [Symbol.iterator]: () => describedIn(results) };
}

function* describedIn(results: Iterable<PartRecord>): Generator<DescribedBlock> {
  for (const result of results) {
    const { content, offsets, tokens, weights } = result as unknown as DescribedBlock & DescribedBlock['words'];
    yield { content, words: { offsets, tokens, weights } };
  }
}

export function nearestByParts(parts: BuildParts): FindNearest {
  return async (index, k) => {
    const input = partInput({ ...index });
    const cells = Array.from(
      { length: index.cellStarts.length - 1 },
      (_, cell): Part => ({ kind: 'nearest', inputs: [input], settings: { cell, k } }),
    );
    const results = await run('finding what is alike', cells, parts);
    return cellsIn(results, k);
  };
}

/** Cell by cell. */
function* cellsIn(results: Iterable<PartRecord>, k: number): Generator<Nearest> {
  for (const result of results) yield { ...(result as unknown as Omit<Nearest, 'k'>), k };
}

async function run(label: string, parts: readonly Part[], { terminal, ...options }: BuildParts) {
  const bar = terminal.progress(label);
  const { results, numFound } = await runParts(parts, { ...options, onProgress: bar.update }).finally(bar.stop);
  if (numFound > 0) terminal.note(`${label}: going on, ${numFound} of ${parts.length} parts were there from before`);
  return results;
}
