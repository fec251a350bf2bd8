// The language file of a site's bundle: compiled from its items as they are built, with the parts that the site wrote
// itself (`--language`).
import { readFile } from 'node:fs/promises';
import { CatalogFormatError, InputError, quoted } from '../../errors.ts';
import { type LanguageFile, parseLanguage } from '../../formats/language-file.ts';
import type { Items } from '../../items/item.ts';
import { type CompiledLanguage, compileLanguage } from '../../language/compile/compile-language.ts';
import { packOf } from '../../language/packs.ts';
import { EMPTY_LANGUAGE } from '../../language/vocabulary.ts';
import { itemText } from '../../text/item-text.ts';
import { noteWarnings, type Terminal } from '../terminal/terminal.ts';

export type WrittenLanguage = Partial<LanguageFile>;

/**
 * The fields that a site wrote, each as docs/formats/language.md has it; none is needed.
 * @throws InputError for a file that is not there, CatalogFormatError for one that breaks a rule
 */
export async function readWrittenLanguage(file: string): Promise<WrittenLanguage> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new InputError({ file, found: 'no such file', expected: 'a readable file' }, { cause });
  });
  const fields = fieldsIn(text, file);
  const whole = parseLanguage(JSON.stringify({ ...EMPTY_LANGUAGE, ...fields }), file);
  return Object.fromEntries(Object.entries(whole).filter(([name]) => Object.hasOwn(fields, name)));
}

function fieldsIn(text: string, file: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CatalogFormatError(`${file}: found no JSON, expected fields of a language file`, { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new CatalogFormatError(`${file}: found ${quoted(value)}, expected an object with fields of a language file`);
}

/** Of more items some say what all of them are like. */
const MOST_ITEMS = 50_000;

function someOf<T>(items: readonly T[]): readonly T[] {
  if (items.length <= MOST_ITEMS) return items;
  return Array.from({ length: MOST_ITEMS }, (_, i) => items[Math.floor((i * items.length) / MOST_ITEMS)]!);
}

export function siteLanguage(
  { items, facets }: Pick<Items, 'items' | 'facets'>,
  written: WrittenLanguage,
): CompiledLanguage {
  const spoken = someOf(items).map((item) => ({ ...item, text: itemText(item.fields) }));
  return compileLanguage({ items: spoken, facets, written });
}

/** Says what of a site's own file is left out, and where there is no pack for its language. */
export function noteLanguage({ language, leftOut }: CompiledLanguage, terminal: Terminal): void {
  const { locale } = language;
  if (!packOf(locale)) terminal.note(`warning: no sentences are read in '${locale}' yet, only names and values`);
  const own = leftOut.filter(({ isWritten }) => isWritten);
  noteWarnings(
    terminal,
    own.map(({ text }) => `language: '${text}' is left out: it is not read as its meanings, or finds too little`),
  );
}

/** `language: 212 queries, 180 suggestions; 14 of 406 left out`. */
export function languageLine({ language, leftOut, numTried }: CompiledLanguage): string {
  const { queries, suggestions } = language;
  return `language: ${queries.length} queries, ${suggestions.length} suggestions; ${leftOut.length} of ${numTried} left out`;
}
