// The ranker in WebAssembly: one pass over the tiles that scores, masks and keeps the k best without ever writing a
// score out. Two kernels (kernels/scan-simd.as.ts, kernels/scan-relaxed-simd.as.ts) give the same list; the relaxed one
// is faster and is taken where the engine has it and a probe shows that its arithmetic is exact.

import { Bitset } from './bitset.ts';
import { GROUP_SIZE, ItemMatrix, TILE_ROWS } from './item-matrix.ts';
import { SCAN_RELAXED_SIMD, SCAN_SIMD } from './kernels/modules.ts';
import { checkRankRequest, type Ranker, type RankRequest, type RankResult } from './ranker.ts';

export type WasmVariant = 'wasm-simd' | 'wasm-relaxed-simd';

const MODULES = { 'wasm-simd': SCAN_SIMD, 'wasm-relaxed-simd': SCAN_RELAXED_SIMD };
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

/** Where a query's parts lie in memory. */
interface QueryState {
  query: number;
  allowed: number;
  boosts: number;
  heap: number;
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

  return {
    name: variant,
    async rank(request) {
      checkRankRequest(request, numItems, dim);
      return scanAll(matrix, kernel, placeRequest(matrix, variant, everyRow, request));
    },
    rowsChanged() {},
    dispose() {},
  };
}

function scanAll(matrix: ItemMatrix, { scan, sortHeap }: KernelExports, state: QueryState): RankResult {
  const { dim, numTiles, scratchOffset, buffer } = matrix;
  const { query, allowed, boosts, heap, k } = state;
  const groups = dim / GROUP_SIZE;
  const size = k === 0 ? 0 : scan(0, boosts, allowed, query, groups, 0, numTiles, heap, 0, k, aligned(scratchOffset));
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

/** Writes what the kernel reads of a request into the scratch space. */
function placeRequest(
  matrix: ItemMatrix,
  variant: WasmVariant,
  everyRow: Bitset,
  { query, k, allowed = everyRow, boosts }: RankRequest,
): QueryState {
  const { numItems, dim, numTiles, scratchOffset } = matrix;
  let end = aligned(scratchOffset) + SPILL_BYTES;
  const reserve = (bytes: number) => {
    const place = end;
    end = aligned(end + bytes);
    return place;
  };
  const heapEntries = Math.min(k, numItems);
  const state: QueryState = {
    query: reserve((dim / GROUP_SIZE) * QUERY_GROUP_BYTES),
    // The kernel reads sets by runs of tiles, boosts by tiles.
    allowed: reserve(allowed.words.byteLength + RUN_BYTES),
    boosts: boosts ? reserve(numTiles * TILE_ROWS * 4) : 0,
    heap: reserve(heapEntries * HEAP_ENTRY_BYTES),
    k: heapEntries,
  };
  matrix.reserveScratch(end - scratchOffset);
  const { buffer } = matrix;
  new Uint32Array(buffer, state.allowed, allowed.words.length).set(allowed.words);
  if (boosts) new Int32Array(buffer, state.boosts, numItems).set(boosts);
  if (variant === 'wasm-simd') writeQuery(new Int16Array(buffer, state.query, 2 * dim), query, 2, 0);
  else writeQuery(new Uint8Array(buffer, state.query, 4 * dim), query, 4, QUERY_SHIFT);
  return state;
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
    const state = placeRequest(matrix, 'wasm-relaxed-simd', Bitset.full(numItems), { query, k: numItems });
    const { indices, scores } = scanAll(matrix, kernel, state);
    return indices.every((index, place) => scores[place] === scoreOf(rows, query, index));
  });
}

function scoreOf(rows: Int8Array, query: Int8Array, index: number): number {
  return query.reduce((sum, value, d) => sum + value * rows[index * query.length + d]!, 0);
}
