// The requests of page and worker as rows of one table, and what there is to say of them all. Nothing is assumed: every
// sentence of the verdict is counted from the rows.
import { type RequestFact, requestFacts } from '../../../src/fetching/request-fact.ts';
import type { WarmState } from '../state/app-state.ts';

/**
 * `cache`: no byte came over the network; `unchanged`: the host was asked and said that the copy here is right; `failed`:
 * it was asked for, and no answer came.
 */
export type Source = 'network' | 'cache' | 'unchanged' | 'service worker' | 'failed';

/** What no host heard of. */
const ANSWERED_HERE: ReadonlySet<Source> = new Set<Source>(['cache', 'service worker']);

export interface RequestRow {
  /** Below the folder of the page, or the whole address for another site. */
  path: string;
  from: 'page' | 'worker' | 'service worker';
  kind: string;
  source: Source;
  /** On the wire, as far as the browser tells. */
  sizeBytes: number;
  /** Milliseconds since the epoch. */
  startedMs: number;
  durationMs: number;
  isSameSite: boolean;
  /** Something was asked with the address, where data could hide. */
  hasQuery: boolean;
}

export interface Verdict {
  numRequests: number;
  /** Paths of what went to another site, or asked for more than a file. */
  foreign: string[];
  withQuery: string[];
  /**
   * Requests that the host got after everything was here, without looks for a newer version; undefined before. What the
   * page's own service worker or a cache answered is none.
   */
  sinceWarm: string[] | undefined;
  /** Requests of such looks. */
  numLooking: number;
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\.m?js$/, 'script'],
  [/\.css$/, 'style'],
  [/\.wasm$/, 'WebAssembly'],
  [/\.onnx$/, 'model'],
  [/\.arrow\.gz$/, 'catalog'],
  [/\.bin\.gz$/, 'table'],
  [/\.json$/, 'data'],
  [/\.webmanifest$/, 'manifest'],
  [/\.(svg|png|jpg|ico)$/, 'image'],
  [/\.md$/, 'text'],
  [/(\/|\.html)$/, 'page'],
];

/**
 * @param home  address of the page's folder: nothing outside its origin is the same site
 */
export function requestRow(fact: RequestFact, from: RequestRow['from'], home: string): RequestRow {
  const url = new URL(fact.url, home);
  const isSameSite = url.origin === new URL(home).origin;
  const file = url.origin + url.pathname;
  const path = file.startsWith(home) ? file.slice(home.length) || 'the page itself' : isSameSite ? url.pathname : file;
  return {
    path: url.search ? path + url.search : path,
    from,
    kind: KINDS.find(([pattern]) => pattern.test(url.pathname))?.[1] ?? fact.initiator,
    source: sourceOf(fact),
    sizeBytes: fact.transferBytes,
    startedMs: fact.startedMs,
    durationMs: fact.durationMs,
    isSameSite,
    hasQuery: url.search !== '',
  };
}

/** Headers alone are far below a file's size; a body that was not sent was here. */
function sourceOf({ transferBytes, bodyBytes, isByServiceWorker, hasFailed }: RequestFact): Source {
  // What the service worker passes on to the host is told by itself.
  if (transferBytes === 0) return hasFailed ? 'failed' : isByServiceWorker ? 'service worker' : 'cache';
  return transferBytes < bodyBytes ? 'unchanged' : 'network';
}

export function verdictOf(
  rows: readonly RequestRow[],
  warmSinceMs: number | undefined,
  looks: Extract<WarmState, { looks: unknown }>['looks'] = [],
): Verdict {
  const isLooking = ({ startedMs }: RequestRow) =>
    looks.some(({ fromMs, toMs }) => startedMs >= fromMs && startedMs <= toMs);
  const asked = rows.filter(({ source }) => !ANSWERED_HERE.has(source));
  const late = warmSinceMs === undefined ? undefined : asked.filter(({ startedMs }) => startedMs > warmSinceMs);
  const pathsOf = (which: (row: RequestRow) => boolean) => rows.filter(which).map(({ path }) => path);
  return {
    numRequests: rows.length,
    foreign: pathsOf(({ isSameSite }) => !isSameSite),
    withQuery: pathsOf(({ hasQuery }) => hasQuery),
    sinceWarm: late?.filter((row) => !isLooking(row)).map(({ path }) => path),
    numLooking: late?.filter(isLooking).length ?? 0,
  };
}

/** Every request of the page, the page included, as the browser noted it; the worker's come from the SDK. */
export function pageRequests(): RequestFact[] {
  return requestFacts([...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]);
}
