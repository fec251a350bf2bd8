// What words mean to several bundles that are one catalog: what each says, one behind the other. Where two say different things
// of one name, the first is heard.

import type { LanguageFile } from '../formats/language-file.ts';

/** Most of a list, as in one file (src/formats/language-file.ts). */
const MOST_ENTRIES = 50_000;

/**
 * Those in the language of the first; what words of another language mean is left out.
 *
 * @param files  at least one
 */
export function joinLanguages(files: readonly LanguageFile[]): LanguageFile {
  const own = files.filter(({ locale }) => locale === files[0]!.locale);
  const joined: Record<string, unknown> = {};
  for (const file of own) {
    for (const [name, value] of Object.entries(file)) joined[name] = joinedValue(joined[name], value);
  }
  const inTurn = alternating(own.map(({ suggestions }) => suggestions));
  return { ...(joined as LanguageFile), suggestions: inTurn.slice(0, MOST_ENTRIES) };
}

function joinedValue(known: unknown, value: unknown): unknown {
  if (known === undefined) return value;
  if (Array.isArray(known) && Array.isArray(value)) return distinct([...known, ...value]).slice(0, MOST_ENTRIES);
  if (isRecord(known) && isRecord(value)) return { ...value, ...known };
  return known;
}

function distinct(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One of each in turn: no bundle has all that stands first. */
function alternating<T>(lists: readonly (readonly T[])[]): T[] {
  const most = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: most }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat();
}
