// Options that several commands share, parsed and checked: what is wrong here is a mistake in the call (exit code 2).

import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import { HISTORY_NAME_PATTERN } from '../../formats/manifest.ts';
import { type ColumnMap, parseColumnMap, ROLE_WORDS } from '../input/column-map.ts';
import { DEFAULT_MOST_BYTES } from '../parts/part-store.ts';

export const ITEMS_HELP =
  'items: csv, tsv, json, jsonl or Parquet; a Google Merchant feed; RSS, Atom or JSON Feed; a folder of HTML or of ' +
  'Markdown; any of them in .gz or .zip. What its columns are is told by their names and what is in them, and printed';

/** What the command itself takes, and a little. */
const LEAST_MEMORY = 5e8;

/** Where it is the one way to name them. */
export function itemsOption(): Option {
  return new Option('--items <file>', ITEMS_HELP).makeOptionMandatory();
}

export function interactionsOption(): Option {
  return new Option(
    '--interactions <file>',
    'log of who did what and when: .csv, .tsv or .jsonl (also in .gz or .zip), as GA4 (BigQuery), Shopify, WooCommerce and Algolia export it, order lists, ' +
      'or user_id, item_id, timestamp and, if there are any, rating (0-5), event, quantity and context.NAME',
  );
}

export function mapOption(): Option {
  return new Option(
    '--map <ours=theirs...>',
    'what your columns are, for example id=sku,facet=colour,price="Variant Price" user_id=visitor; of items: ' +
      `${ROLE_WORDS.join(', ')}, of which text, stock, facet, fact and ignore may be several, or a better name`,
  )
    .argParser(collectMap)
    .default([], 'none');
}

export function maxBadRowsOption(): Option {
  return new Option('--max-bad-rows <share>', 'wrong rows are left out and named, up to so many of all')
    .argParser(parseShare)
    .default(0.02, '2%');
}

export function strictOption(): Option {
  return new Option('--strict', 'the first wrong row ends the command');
}

export function seedOption(): Option {
  return new Option('--seed <n>', 'same input and seed, same output').argParser(parseSeed).default(1);
}

export function judgementsOption(): Option {
  return new Option('--judgements <file>', 'graded recommendations that a match filter learns from; may be given again')
    .argParser((file: string, earlier: string[]) => [...earlier, file])
    .default([], 'none');
}

export function localeOption(): Option {
  return new Option('--locale <tag>', 'the language that visitors write in, as in en or de-AT; only en is read in full')
    .argParser(parseLocale)
    .default('en');
}

export function cacheOption(): Option {
  return new Option('--cache <dir>', 'where results of parts, answers and checkpoints are kept between runs').default(
    '.cache',
  );
}

export function workersOption(): Option {
  return new Option('--workers <n>', 'threads that the parts of a build run on')
    .default(availableParallelism(), 'as many as this machine has cores')
    .argParser(parsePositive);
}

export function cacheMaxOption(): Option {
  return new Option(
    '--cache-max <size>',
    'what the cache keeps of parts and answers; what was used longest ago goes first',
  )
    .default(DEFAULT_MOST_BYTES, '4GB')
    .argParser(parseSize);
}

export function queueOption(): Option {
  return new Option(
    '--queue <url>',
    'Valkey or Redis (redis://, rediss://user:password@host) where workers on other machines find the parts of a build',
  ).env('PRIVET_QUEUE');
}

export function sharedOption(): Option {
  return new Option(
    '--shared <dir>',
    'with --queue: the folder that all machines see, for inputs and results (default: parts/ in that of --cache)',
  );
}

/** `500MB` -> bytes; units are of 1000. */
function parseSize(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?(kB|MB|GB|TB)?$/i.exec(text) ?? [];
  if (number === undefined) throw new InvalidArgumentError('Expected a size such as 500MB or 4GB.');
  return Math.floor(Number(number) * 1000 ** ['', 'kb', 'mb', 'gb', 'tb'].indexOf(unit?.toLowerCase() ?? ''));
}

export function memoryOption(): Option {
  return new Option('--memory <size>', 'memory that the command may take; a log is read whole up to a quarter of it')
    .argParser(parseMemory)
    .default(4e9, '4GB');
}

/** `4GB` or `500MB`, in bytes. */
export function parseMemory(text: string): number {
  const [, size, unit] = text.trim().match(/^(\d{1,6}(?:\.\d+)?)\s*([MGT])B$/i) ?? [];
  const bytes = Number(size) * { M: 1e6, G: 1e9, T: 1e12 }[unit?.toUpperCase() ?? 'M']!;
  if (bytes >= LEAST_MEMORY) return bytes;
  throw new InvalidArgumentError('Expected a size of at least 500MB, for example 4GB.');
}

export function parsePositive(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError('Expected an integer of at least 1.');
}

/** A parser for an integer from 1 on. */
export function parseUpTo(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`Expected an integer from 1 to ${most}.`);
  };
}

export function parseHistoryName(text: string): string {
  if (HISTORY_NAME_PATTERN.test(text)) return text;
  throw new InvalidArgumentError('Expected at most 64 of the characters A-Z a-z 0-9 . _ -');
}

/** `2%` or `0.02`. */
function parseShare(text: string): number {
  const share = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 1) return share;
  throw new InvalidArgumentError('Expected a share such as 5% or 0.05.');
}

/** `--map` may be given several times, with one or more pairs each. */
function collectMap(text: string, earlier: ColumnMap): ColumnMap {
  try {
    return parseColumnMap([...earlier.map(([ours, theirs]) => `${ours}=${theirs}`), text]);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (text.trim() !== '' && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return seed;
  throw new InvalidArgumentError('Expected an integer from 0 to 4294967295.');
}

function parseLocale(text: string): string {
  try {
    return new Intl.Locale(text).toString();
  } catch {
    throw new InvalidArgumentError('Expected a language tag such as en or de-AT.');
  }
}

/** `10,20` -> [10, 20], ascending and unique. */
export function parseLengths(text: string): number[] {
  const lengths = text.split(',').map(Number);
  if (lengths.every((k) => Number.isInteger(k) && k >= 1 && k <= 1000)) {
    return [...new Set(lengths)].sort((a, b) => a - b);
  }
  throw new InvalidArgumentError('Expected list lengths from 1 to 1000, for example 10,20.');
}

/** A parser for a comma-separated choice out of `known`, in the order of `known`. */
export function parseChoices<T extends string>(known: readonly T[]): (text: string) => T[] {
  return (text) => {
    const chosen = text.split(',').map((name) => name.trim());
    const unknown = chosen.find((name) => !(known as readonly string[]).includes(name));
    if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is none of ${known.join(', ')}.`);
    return known.filter((name) => chosen.includes(name));
  };
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new InvalidArgumentError('Expected a port from 0 to 65535.');
}

export function parseAddress(text: string): string {
  if (isIP(text) !== 0) return text;
  throw new InvalidArgumentError('Expected an address such as 192.168.1.20, or 0.0.0.0 for all of this machine.');
}

/** Nothing in it may end the line or the directive that it is put into: a URL's host may hold a semicolon. */
export function parseOrigin(text: string): string {
  if (/^https?:\/\/[a-z\d.-]+(:\d+)?$/i.test(text)) return text;
  throw new InvalidArgumentError('Expected an origin such as https://cdn.example, without a path.');
}

/** With spaces or commas between them. */
export function parseOrigins(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(parseOrigin);
}
