// The model card as data: what the models are, how they were made and what they are not for. Training writes it; the
// page makes elements of it, so text stays text. docs/formats/bundle.md has the same in words.

import * as v from 'valibot';
import { CatalogFormatError } from '../errors.ts';

/** Largest file: a page of text, not a book. */
export const MAX_MODEL_CARD_BYTES = 200_000;

/** Messages are what is expected; valibot reports a missing field with that of the object that lacks it. */
const objectMessage = ({ expected }: { expected: string | null }) => (expected === 'Object' ? 'an object' : 'a value');
const array = <const S extends v.GenericSchema>(item: S) => v.array(item, 'an array');
const text = v.pipe(v.string('a string'), v.nonEmpty('a string that is not empty'));
const table = v.pipe(
  v.object({ columns: array(v.string('a string')), rows: array(array(v.string('a string'))) }, objectMessage),
  v.check(({ columns, rows }) => rows.every(({ length }) => length === columns.length), 'as many cells as columns'),
);
const section = v.object(
  { heading: text, content: array(v.union([text, table], 'a paragraph or a table')) },
  objectMessage,
);
const schema = v.object({ title: text, intro: text, sections: array(section) }, objectMessage);

/** A string is a paragraph; what stands between backticks in one is a name, such as that of a file. */
export interface ModelCard {
  title: string;
  intro: string;
  sections: { heading: string; content: (string | ModelCardTable)[] }[];
}

/** As many cells in each row as there are columns. */
export interface ModelCardTable {
  columns: string[];
  rows: string[][];
}

/**
 * @param json  the file as text
 * @param path  for the message
 * @throws CatalogFormatError `<path>: found …, expected …`
 */
export function parseModelCard(json: string, path: string): ModelCard {
  let card: unknown;
  try {
    card = JSON.parse(json);
  } catch (cause) {
    throw new CatalogFormatError(`${path}: found no JSON, expected a model card`, { cause });
  }
  const result = v.safeParse(schema, card, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const found = String(JSON.stringify(issue.input)).slice(0, 60);
  throw new CatalogFormatError(`${path}: found ${found} in ${v.getDotPath(issue) ?? 'it'}, expected ${issue.message}`);
}
