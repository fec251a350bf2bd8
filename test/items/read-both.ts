// One odd file through the command line (pipeline/input/read-items.ts, without --map) and through the page (table.ts,
// guess-roles.ts, item-reader.ts, with the roles as guessed), as the text of its golden file. One item a line, so that
// a difference is short.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { guessColumns } from '../../src/items/guess-roles.ts';
import type { Item, Items } from '../../src/items/item.ts';
import { tableItems } from '../../src/items/item-reader.ts';
import { readTable, type Table } from '../../src/items/table.ts';
import { readItems } from '../../src/pipeline/input/read-items.ts';
import { itemText } from '../../src/text/item-text.ts';

const ODD_FILES = fileURLToPath(new URL('./odd-files/', import.meta.url));

/** One role a column. */
export const guessRoles = (...asked: Parameters<typeof guessColumns>) => guessColumns(...asked).map(({ role }) => role);

/** What a reading comes to. */
export interface Reading {
  /** By column. */
  roles: Record<string, string>;
  facets: Items['facets'];
  items: object[];
  notes: string[];
  /** By item id; the command line alone has them. */
  vectorLengths?: Record<string, Record<string, number>>;
}

export interface BothReadings {
  commandLine: Reading | { error: string };
  page: Reading | { error: string };
}

export const oddFiles = readdirSync(ODD_FILES).filter((name) =>
  ['.csv', '.tsv', '.json', '.jsonl'].includes(extname(name)),
);

export function goldenPath(name: string): string {
  return fileURLToPath(new URL(`./golden/${name}.json`, import.meta.url));
}

/** @param file  the name of an odd file, or the path of any */
export async function readBoth(file: string): Promise<BothReadings> {
  const path = resolve(ODD_FILES, file);
  return {
    commandLine: await orError(async () => commandLineReading(await readItems(path))),
    page: await orError(async () => pageReading(await oneTable(readFileSync(path), basename(path)))),
  };
}

/** A file in one piece as the page reads it. */
export function oneTable(bytes: Uint8Array, name: string): Promise<Table> {
  return readTable(async function* () {
    yield bytes;
  }, name);
}

/** What both make of it stands there once; the rest is what each of them says, or why it refuses. */
export function goldenText({ commandLine, page }: BothReadings): string {
  const shared = 'items' in commandLine ? commandLine : page;
  const { roles, facets, items } = shared as Reading;
  const said = (reading: Reading | { error: string }) =>
    'error' in reading ? reading : { notes: reading.notes, vectorLengths: reading.vectorLengths };
  const lines = [
    ...('items' in shared
      ? [
          `"roles": ${JSON.stringify(roles)}`,
          `"facets": ${JSON.stringify(facets)}`,
          `"items": [${items.map((item) => `\n    ${JSON.stringify(item)}`).join(',')}\n  ]`,
        ]
      : []),
    `"commandLine": ${JSON.stringify(said(commandLine))}`,
    `"page": ${JSON.stringify(said(page))}`,
  ];
  return `{\n${lines.map((line) => `  ${line}`).join(',\n')}\n}\n`;
}

function commandLineReading(input: Items): Reading {
  const withVectors = input.items.flatMap(({ id, vectors }) => {
    const lengths = Object.entries(vectors ?? {}).map(([column, vector]) => [column, vector?.length ?? 0]);
    return lengths.length > 0 ? [[id, Object.fromEntries(lengths)]] : [];
  });
  return {
    roles: Object.fromEntries(input.columns.map(({ name, role }) => [name, role])),
    facets: input.facets,
    items: input.items.map(plain),
    notes: input.notes,
    ...(withVectors.length > 0 && { vectorLengths: Object.fromEntries(withVectors) }),
  };
}

function pageReading(table: Table): Reading {
  const roles = guessRoles(table);
  const { items, facets, notes } = tableItems(table, roles);
  return {
    roles: Object.fromEntries(table.columns.map((column, i) => [column, roles[i]!])),
    facets,
    items: items.map(plain),
    notes: [...table.notes, ...notes],
  };
}

function plain({ id, title, year, rating, votes, facets, details, fields }: Item): object {
  return { id, title, year, rating, votes, facets, details, text: itemText(fields) };
}

/** An error as its message, without the folder of this checkout. */
async function orError(read: () => Promise<Reading>): Promise<Reading | { error: string }> {
  try {
    return await read();
  } catch (error) {
    return { error: (error as Error).message.replaceAll(ODD_FILES, '') };
  }
}
