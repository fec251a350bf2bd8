// Which files a source file imports, read off its text: what the check of folders and circles and the fingerprint of
// code go by. The sources are formatted by one tool, so a few patterns find every import; no parser is needed at run
// time.

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * `type` imports vanish when the code runs; `later` ones (dynamic imports, workers) do not wait at the top of the file.
 */
export type ImportKind = 'static' | 'type' | 'later';

export interface Import {
  /** Absolute path. */
  path: string;
  kind: ImportKind;
}

const PATTERNS: readonly { kind: ImportKind; pattern: RegExp }[] = [
  { kind: 'type', pattern: /^(?:import|export) type [^'";]*? from '(\.[^']+)'/gm },
  { kind: 'static', pattern: /^(?:import|export) (?!type )[^'";]*? from '(\.[^']+)'/gm },
  { kind: 'static', pattern: /^import '(\.[^']+)'/gm },
  { kind: 'later', pattern: /\bimport\('(\.[^']+)'\)/g },
  { kind: 'later', pattern: /\bnew URL\('(\.[^']+\.ts)', import\.meta\.url\)/g },
];

/** @param file  absolute path of `text`; the imports of packages are left out, and so is a query (`?raw`) */
export function importsOf(text: string, file: string): Import[] {
  return PATTERNS.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map(([, specifier]) => ({
      path: join(dirname(file), specifier!.replace(/\?.*$/, '')),
      kind,
    })),
  );
}

/** The text of every file that `entries` reach by imports that run, themselves included, by absolute path. */
export async function reachedFiles(entries: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (texts.has(file)) continue;
    const text = await readFile(file, 'utf8');
    texts.set(file, text);
    for (const { path, kind } of importsOf(text, file)) if (kind !== 'type') waiting.push(path);
  }
  return texts;
}
