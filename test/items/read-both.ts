// One odd file through both readers, as the text of its golden file: the command line's (read-items.ts, site-items.ts,
// without --map) and the page's (read-table.ts, guess-columns.ts, own-items.ts, with the roles as guessed). One item a
// line, so that a difference is short.

import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { guessRoles } from '../../src/items/guess-columns.ts';
import { readTable } from '../../src/items/read-table.ts';
import { ownItems } from '../../src/items/table-items.ts';
import { readItems } from '../../src/pipeline/input/read-items.ts';
import { siteItems } from '../../src/pipeline/input/site-items.ts';

const ODD_FILES = fileURLToPath(new URL('./odd-files/', import.meta.url));

interface Reading {
  /** Guessed, by column; the command line has none. */
  roles?: Record<string, string>;
  notes: string[];
  facets: { name: string; label: string }[];
  items: object[];
}

export const oddFiles = readdirSync(ODD_FILES).filter((name) =>
  ['.csv', '.tsv', '.json', '.jsonl'].includes(extname(name)),
);

export function goldenPath(name: string): string {
  return fileURLToPath(new URL(`./golden/${name}.json`, import.meta.url));
}

export async function goldenText(name: string): Promise<string> {
  const sides = {
    commandLine: await orError(() => commandLine(ODD_FILES + name)),
    page: await orError(() => page(name)),
  };
  const texts = Object.entries(sides).map(([side, reading]) => `  ${JSON.stringify(side)}: ${readingText(reading)}`);
  return `{\n${texts.join(',\n')}\n}\n`;
}

async function commandLine(file: string): Promise<Reading> {
  const input = await readItems(file);
  const { ids, titles, texts, facets, details, vectors, facetVocabulary } = siteItems(input);
  const items = input.items.map(({ year, rating, votes }, i) => {
    const item = { id: ids[i], title: titles[i], year, rating, votes, facets: facets[i], details: details[i] };
    const lengths = Object.entries(vectors[i]!).map(([column, vector]) => [column, vector?.length ?? 0]);
    return { ...item, text: texts[i], ...(lengths.length > 0 && { vectorLengths: Object.fromEntries(lengths) }) };
  });
  return { notes: input.warnings, facets: facetVocabulary, items };
}

function page(name: string): Reading {
  const table = readTable(readFileSync(ODD_FILES + name), name);
  const roles = guessRoles(table);
  const { items, facets, notes } = ownItems(table, roles);
  return {
    roles: Object.fromEntries(table.columns.map((column, i) => [column, roles[i]!])),
    notes: [...table.notes, ...notes],
    facets,
    items: items.map(({ id, title, year, rating, votes, facets, details, text }) => {
      return { id, title, year, rating, votes, facets, details, text };
    }),
  };
}

/** An error as its message, without the folder of this checkout. */
async function orError(read: () => Reading | Promise<Reading>): Promise<Reading | { error: string }> {
  try {
    return await read();
  } catch (error) {
    return { error: (error as Error).message.replaceAll(ODD_FILES, '') };
  }
}

function readingText(reading: Reading | { error: string }): string {
  const lines = Object.entries(reading).map(([key, value]) => {
    const rows = key === 'items' ? (value as object[]).map((item) => `\n      ${JSON.stringify(item)}`) : undefined;
    return `    ${JSON.stringify(key)}: ${rows ? `[${rows.join(',')}\n    ]` : JSON.stringify(value)}`;
  });
  return `{\n${lines.join(',\n')}\n  }`;
}
