// `privet.json` in the folder of the command: what the columns of a site's files are, said once.

import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { InputError, messageOf, quoted } from '../../errors.ts';
import type { ColumnMap } from './column-map.ts';

const FILE = 'privet.json';
const names = v.union([v.string(), v.array(v.string())]);
const schema = v.strictObject({ map: v.optional(v.record(v.string(), names), {}) });

/** @param map  of the command, which comes first @throws InputError for a file of another form */
export async function declaredColumns(map: ColumnMap): Promise<ColumnMap> {
  const text = await readFile(FILE, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return map;
  const declared = parsed(text).flatMap(([ours, theirs]) => [theirs].flat().map((name) => [ours, name] as const));
  const taken = new Set(map.map(([, theirs]) => theirs));
  return [...map, ...declared.filter(([, theirs]) => !taken.has(theirs))];
}

function parsed(text: string) {
  const wrong = (found: string, cause?: unknown) => {
    const expected = '{"map": {"price": "Variant Price", "facet": ["Colour", "Size"]}}';
    return new InputError({ file: FILE, found, expected }, { cause });
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw wrong(`invalid JSON (${messageOf(cause)})`, cause);
  }
  const result = v.safeParse(schema, value);
  if (result.success) return Object.entries(result.output.map);
  throw wrong(quoted(value));
}
