// The heavy steps of the content path, in parts: blocks of items that are described, and cells of items whose nearest are
// found. Parts run on the threads of this machine, or wherever the runner takes them; results are kept between runs.

import type { Item } from '../../items/item.ts';
import { itemText } from '../../text/item-text.ts';
import type { FindNearest } from '../../untrained/content-path.ts';
import type { Nearest } from '../../untrained/likeness/alike-index.ts';
import type { Described, DescribedBlock } from '../../untrained/likeness/described.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { KeepStep } from './kept-steps.ts';
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

/** Items of a block: a second's work. */
const BLOCK_ITEMS = 1024;
/** Cells of a part: the same. */
const CELLS_OF_PART = 2;

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
    const numCells = index.cellStarts.length - 1;
    const groups = Array.from({ length: Math.ceil(numCells / CELLS_OF_PART) }, (_, group): Part => {
      const first = group * CELLS_OF_PART;
      const end = Math.min(numCells, first + CELLS_OF_PART);
      return { kind: 'nearest', inputs: [input], settings: { first, end, k } };
    });
    const results = await run('finding what is alike', groups, parts);
    return cellsIn(results, index.cellStarts, k);
  };
}

/** Cell by cell. */
function* cellsIn(results: Iterable<PartRecord>, cellStarts: Uint32Array, k: number): Generator<Nearest> {
  let cell = 0;
  for (const result of results) {
    const { counts, items, scores } = result as unknown as Nearest;
    for (let row = 0; row < counts.length; cell++) {
      const end = row + cellStarts[cell + 1]! - cellStarts[cell]!;
      yield {
        k,
        counts: counts.subarray(row, end),
        items: items.subarray(row * k, end * k),
        scores: scores.subarray(row * k, end * k),
      };
      row = end;
    }
  }
}

async function run(label: string, parts: readonly Part[], { terminal, ...options }: BuildParts) {
  const bar = terminal.progress(label);
  const { results, numFound } = await runParts(parts, { ...options, onProgress: bar.update }).finally(bar.stop);
  if (numFound > 0) terminal.note(`${label}: going on, ${numFound} of ${parts.length} parts were there from before`);
  return results;
}
