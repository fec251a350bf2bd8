// `privet build` and the language file: made of the items, with what the site wrote itself.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fetchGzipped } from '../../src/bundle/fetch-verified.ts';
import { type LanguageFile, parseLanguage } from '../../src/formats/language-file.ts';
import { readManifest } from '../../src/pipeline/input/read-bundle-folder.ts';
import {
  languageLine,
  noteLanguage,
  readWrittenLanguage,
  siteLanguage,
} from '../../src/pipeline/site/site-language.ts';
import { asLines, books, itemsOf } from '../language/shops.ts';
import { run, temporaryFolder } from './collecting-terminal.ts';

/** As a page reads it: by the manifest, checked. */
async function languageOf(folder: string): Promise<LanguageFile> {
  const { language } = await readManifest(folder);
  const fetchFile: typeof fetch = async (path) => new Response(await readFile(join(folder, String(path))));
  const bytes = await fetchGzipped(language!.path, language!, { fetch: fetchFile });
  return parseLanguage(new TextDecoder().decode(bytes), language!.path);
}

test('a build writes it and tells of it; the same items give the same bytes; a site can write parts of it', async () => {
  const folder = await temporaryFolder();
  const at = (name: string) => join(folder, name);
  await writeFile(at('items.jsonl'), asLines(books(200)));
  const build = (out: string, ...more: string[]) =>
    run(['build', '--bundle-only', '--items', at('items.jsonl'), '--out', at(out), '--cache', at('cache'), ...more]);
  const first = await build('a');
  expect(first.notes).not.toContain('is left out');
  expect(first.out).toMatch(/^language: \d+ queries, \d+ suggestions; \d+ of \d+ left out$/m);
  const made = await languageOf(at('a'));
  expect(first.out).toContain(`: ${made.queries.length} queries, ${made.suggestions.length} suggestions;`);
  expect(made).toMatchObject({ locale: 'en', fields: { year: 'year' }, peopleFacet: 'author', givesWay: ['year'] });
  expect(made.suggestions.length).toBeGreaterThan(20);

  expect((await build('b')).code).toBe(0);
  const path = (await readManifest(at('a'))).language!.path;
  expect(await readFile(join(at('b'), path))).toEqual(await readFile(join(at('a'), path)));
  expect(await readManifest(at('b'))).toEqual({ ...(await readManifest(at('a'))), name: 'b' });

  const written = {
    phrases: [[['whodunit'], ['genre=Crime']]],
    suggestions: [
      { text: 'Whodunits in paperback', meanings: ['genre=Crime', 'format=Paperback'] },
      { text: 'Whodunits about submarines', meanings: ['genre=Crime'] },
    ],
  };
  await writeFile(at('words.json'), JSON.stringify(written));
  const own = await build('own', '--language', at('words.json'), '--locale', 'en-gb');
  expect(own.code).toBe(0);
  expect(own.notes).toContain("language: 'Whodunits about submarines' is left out");
  expect(own.notes).not.toContain("'Whodunits in paperback'");
  expect(await languageOf(at('own'))).toEqual({
    ...made,
    locale: 'en-GB',
    phrases: written.phrases,
    suggestions: written.suggestions.slice(0, 1),
  });
});

test('a language file with a mistake ends a build before it begins', async () => {
  const folder = await temporaryFolder();
  const [items, words] = [join(folder, 'items.jsonl'), join(folder, 'words.json')];
  await writeFile(items, asLines(books(30)));
  const build = () =>
    run(['build', '--bundle-only', '--items', items, '--out', join(folder, 'out'), '--language', words]);
  const mistakes: [text: string | undefined, message: string][] = [
    [undefined, 'found no such file, expected a readable file'],
    ['{', 'found no JSON, expected fields of a language file'],
    ['[]', 'found [], expected an object with fields'],
    ['7', 'found 7, expected an object with fields'],
    ['{"version": 2}', 'found 2 in version, expected 1'],
    ['{"suggestions": ["Crime"]}', 'found "Crime" in suggestions.0, expected an object'],
    ['{"queries": [{"text": "crime"}]}', 'in queries.0.meanings'],
    ['{"phrases": [[["whodunit"], ["genre Crime"]]]}', `expected a meaning such as 'genre=Horror' or 'less mood=dark'`],
  ];
  for (const [text, message] of mistakes) {
    if (text !== undefined) await writeFile(words, text);
    const { code, notes, out } = await build();
    expect(code, text).toBe(1);
    expect(notes).toMatch(/^privet: .*words\.json: found /);
    expect(notes).toContain(message);
    expect(out).toBe('');
  }
  expect((await readdir(folder)).toSorted()).toEqual(['items.jsonl', 'words.json']);
});

test('only what is in a language file is taken from it', async () => {
  const file = join(await temporaryFolder(), 'words.json');
  await writeFile(file, '{"softFacets": ["mood"], "unheardOf": 1, "__proto__": {"locale": "de"}}');
  expect(await readWrittenLanguage(file)).toEqual({ softFacets: ['mood'] });
});

test('a locale is a language tag; without a pack for it the build says what is read', async () => {
  const { code, notes } = await run([
    'build',
    '--bundle-only',
    '--items',
    'x.csv',
    '--out',
    'x',
    '--locale',
    'English!',
  ]);
  expect(code).toBe(2);
  expect(notes).toContain('Expected a language tag such as en or de-AT.');
  const noted: string[] = [];
  const terminal = {
    print: () => {},
    note: (text: string) => noted.push(text),
    progress: () => ({ update() {}, stop() {} }),
  };
  const compiled = siteLanguage(itemsOf(books(200)), { locale: 'de-AT' });
  noteLanguage(compiled, terminal);
  expect(noted).toEqual(["warning: no sentences are read in 'de-AT' yet, only names and values"]);
  expect(languageLine(compiled)).toMatch(/^language: \d+ queries, \d+ suggestions; \d+ of \d+ left out$/);
});
