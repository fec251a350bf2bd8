// How quick the text encoder is, in Node and in a page alike: from the file to the first query, and how many
// texts it reads a second.
import { decodeTextEncoder } from '../../src/formats/text-encoder.ts';
import { createContentEncoder } from '../../src/towers/text-encoder.ts';

export interface EncoderTimes {
  /** Of the inflated file. */
  openMs: number;
  firstQueryMs: number;
  /** Of a query after it. */
  queryMs: number;
  textsPerSecond: number;
}

const QUERY = 'a quiet film about a lighthouse keeper and his daughter';
const QUERIES = 200;

/** @param bytes  english.bin, inflated */
export function timeEncoder(bytes: Uint8Array, texts: readonly string[]): EncoderTimes {
  const startMs = performance.now();
  const encoder = createContentEncoder(decodeTextEncoder(bytes));
  const openMs = performance.now() - startMs;
  const timed = (work: () => unknown) => {
    const beginMs = performance.now();
    work();
    return performance.now() - beginMs;
  };
  const firstQueryMs = timed(() => encoder.encode(QUERY));
  const queryMs = timed(() => Array.from({ length: QUERIES }, (_, i) => encoder.encode(`${QUERY} ${i}`))) / QUERIES;
  const allMs = timed(() => encoder.encodeAll(texts));
  return { openMs, firstQueryMs, queryMs, textsPerSecond: (texts.length / allMs) * 1000 };
}
