// The ranker in WebAssembly: one pass over the tiles that scores, masks and keeps the k best without ever writing a
// score out. Two kernels (kernels/scan-simd.as.ts, kernels/scan-relaxed-simd.as.ts) give the same list; the relaxed one
// is faster and is taken where the engine has it and a probe shows that its arithmetic is exact.

import { Bitset } from './bitset.ts';
import { GROUP_SIZE, ItemMatrix, TILE_ROWS } from './item-matrix.ts';
import { SCAN_RELAXED_SIMD, SCAN_SIMD } from './kernels/modules.ts';
import { checkRankRequest, type Ranker, type RankRequest, type RankResult } from './ranker.ts';

export type WasmVariant = 'wasm-simd' | 'wasm-relaxed-simd';

const MODULES = { 'wasm-simd': SCAN_SIMD, 'wasm-relaxed-simd': SCAN_RELAXED_SIMD };
/** Queries whose state lies in memory at once; larger batches are cut. */
const QUERIES_AT_ONCE = 64;
/**
 * Bytes of tiles that all queries of a batch are held against before the next ones are read: stays in the nearest
 * caches.
 */
const CHUNK_BYTES = 65_536;
/** The kernels' `spill`. */
const SPILL_BYTES = TILE_ROWS * 4;
const HEAP_ENTRY_BYTES = 8;
/** Bytes of an allowed set that the kernels look at together. */
const RUN_BYTES = 32;
/** Bytes of one group of a prepared query, in both kernels. */
const QUERY_GROUP_BYTES = 16;
/** Relaxed SIMD wants its second operand in 0..127. */
const QUERY_SHIFT = 64;

interface KernelExports {
  /** See kernels/scan-simd.as.ts. */
  scan(
    ...args: [
      tiles: number,
      boosts: number,
      allowed: number,
      query: number,
      groups: number,
      firstTile: number,
      endTile: number,
      heap: number,
      size: number,
      k: number,
      spill: number,
    ]
  ): number;
  sortHeap(heap: number, size: number): void;
}

/** Where one query's parts lie in memory. */
interface QueryState {
  query: number;
  allowed: number;
  boosts: number;
  heap: number;
  size: number;
  k: number;
}

/**
 * @param variant  the kernel (default: the fastest that is exact here)
 * @returns        undefined where this engine cannot run it
 */
export function createWasmRanker(matrix: ItemMatrix, variant = bestVariant()): Ranker | undefined {
  const module = variant && compiled(variant);
  return module && createRanker(matrix, variant, module);
}

function createRanker(matrix: ItemMatrix, variant: WasmVariant, module: WebAssembly.Module): Ranker | undefined {
  const { memory, numItems, dim } = matrix;
  if (!memory) return undefined;
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as KernelExports;
  const everyRow = Bitset.full(numItems);

  function rankBatch(requests: readonly RankRequest[]): RankResult[] {
    for (const request of requests) checkRankRequest(request, numItems, dim);
    const results: RankResult[] = [];
    for (let first = 0; first < requests.length; first += QUERIES_AT_ONCE) {
      const states = placeRequests(matrix, variant, everyRow, requests.slice(first, first + QUERIES_AT_ONCE));
      scanAll(matrix, kernel, states);
      for (const state of states) results.push(readResult(matrix, kernel, state));
    }
    return results;
  }

  return {
    name: variant,
    rank: async (request) => rankBatch([request])[0]!,
    rankBatch: async (requests) => rankBatch(requests),
    rowsChanged() {},
    dispose() {},
  };
}

/** All queries over a chunk of tiles, then over the next: memory is read once, caches many times. */
function scanAll(matrix: ItemMatrix, { scan }: KernelExports, states: readonly QueryState[]): void {
  const { dim, numTiles, tileBytes, scratchOffset } = matrix;
  const chunkTiles = states.length === 1 ? numTiles : Math.ceil(CHUNK_BYTES / tileBytes);
  const groups = dim / GROUP_SIZE;
  const spill = aligned(scratchOffset);
  for (let first = 0; first < numTiles; first += chunkTiles) {
    const end = Math.min(first + chunkTiles, numTiles);
    for (const state of states) {
      const { query, allowed, boosts, heap, size, k } = state;
      if (k === 0) continue;
      state.size = scan(0, boosts, allowed, query, groups, first, end, heap, size, k, spill);
    }
  }
}

/** Sorts the heap in place and copies it out. */
function readResult({ buffer }: ItemMatrix, { sortHeap }: KernelExports, { heap, size }: QueryState): RankResult {
  sortHeap(heap, size);
  const entries = new Int32Array(buffer, heap, size * 2);
  const indices = new Uint32Array(size);
  const scores = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    scores[i] = entries[2 * i]!;
    indices[i] = entries[2 * i + 1]!;
  }
  return { indices, scores };
}

/** Writes what the kernel reads of these requests into the scratch space; a set or boosts that several share, once. */
function placeRequests(
  matrix: ItemMatrix,
  variant: WasmVariant,
  everyRow: Bitset,
  requests: readonly RankRequest[],
): QueryState[] {
  const { numItems, dim, numTiles, scratchOffset } = matrix;
  let end = aligned(scratchOffset) + SPILL_BYTES;
  const reserve = (bytes: number) => {
    const place = end;
    end = aligned(end + bytes);
    return place;
  };
  const places = new Map<object, number>();
  const reserveOnce = (key: object | undefined, bytes: number) => {
    if (!key) return 0;
    if (!places.has(key)) places.set(key, reserve(bytes));
    return places.get(key)!;
  };
  const states = requests.map(({ k, allowed = everyRow, boosts }): QueryState => {
    const heapEntries = Math.min(k, numItems);
    return {
      query: reserve((dim / GROUP_SIZE) * QUERY_GROUP_BYTES),
      // The kernel reads sets by runs of tiles, boosts by tiles.
      allowed: reserveOnce(allowed, allowed.words.byteLength + RUN_BYTES),
      boosts: reserveOnce(boosts, numTiles * TILE_ROWS * 4),
      heap: reserve(heapEntries * HEAP_ENTRY_BYTES),
      size: 0,
      k: heapEntries,
    };
  });
  matrix.reserveScratch(end - scratchOffset);
  const { buffer } = matrix;
  for (const [key, place] of places) {
    if (key instanceof Bitset) new Uint32Array(buffer, place, key.words.length).set(key.words);
    else new Int32Array(buffer, place, numItems).set(key as Int32Array);
  }
  requests.forEach(({ query }, i) => {
    if (variant === 'wasm-simd') writeQuery(new Int16Array(buffer, states[i]!.query, 2 * dim), query, 2, 0);
    else writeQuery(new Uint8Array(buffer, states[i]!.query, 4 * dim), query, 4, QUERY_SHIFT);
  });
  return states;
}

/** Each group of four values, `copies` times. */
function writeQuery(target: Int16Array | Uint8Array, query: Int8Array, copies: number, shift: number): void {
  for (let d = 0; d < query.length; d++) {
    const first = (d - (d % GROUP_SIZE)) * copies + (d % GROUP_SIZE);
    for (let copy = 0; copy < copies; copy++) target[first + copy * GROUP_SIZE] = query[d]! + shift;
  }
}

const aligned = (offset: number) => Math.ceil(offset / 16) * 16;

const modules = new Map<WasmVariant, WebAssembly.Module | undefined>();

/** Compiled once; undefined where the engine lacks the instructions, or a policy forbids WebAssembly. */
function compiled(variant: WasmVariant): WebAssembly.Module | undefined {
  if (!modules.has(variant)) modules.set(variant, compile(MODULES[variant]));
  return modules.get(variant);
}

function compile(base64: string): WebAssembly.Module | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
  } catch {
    return undefined;
  }
}

let best: { variant: WasmVariant | undefined } | undefined;

/** The fastest kernel that runs here and is exact; undefined where none does. */
export function bestVariant(): WasmVariant | undefined {
  best ??= { variant: findBestVariant() };
  return best.variant;
}

function findBestVariant(): WasmVariant | undefined {
  const relaxed = compiled('wasm-relaxed-simd');
  if (relaxed && isExact(relaxed)) return 'wasm-relaxed-simd';
  return compiled('wasm-simd') && 'wasm-simd';
}

/**
 * Relaxed instructions may differ between engines where the proposal lets them, and engines have bugs: the kernel must
 * give the exact scores of the largest magnitudes of every sign, in every place of a row.
 */
function isExact(module: WebAssembly.Module): boolean {
  const dim = 64;
  const values = [-128, -127, -1, 0, 1, 127];
  const numItems = values.length * TILE_ROWS;
  const rows = Int8Array.from({ length: numItems * dim }, (_, i) => values[(i + Math.floor(i / dim)) % values.length]!);
  const matrix = ItemMatrix.fromRows(rows, numItems, dim);
  const { memory } = matrix;
  if (!memory) return false;
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as KernelExports;
  return [-63, -1, 0, 62, 63].every((value, i) => {
    const query = new Int8Array(dim).map((_, d) => (d % (i + 2) === 0 ? value : -value));
    const [state] = placeRequests(matrix, 'wasm-relaxed-simd', Bitset.full(numItems), [{ query, k: numItems }]);
    scanAll(matrix, kernel, [state!]);
    const { indices, scores } = readResult(matrix, kernel, state!);
    return indices.every((index, place) => scores[place] === scoreOf(rows, query, index));
  });
}

function scoreOf(rows: Int8Array, query: Int8Array, index: number): number {
  return query.reduce((sum, value, d) => sum + value * rows[index * query.length + d]!, 0);
}
