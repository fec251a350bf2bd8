// What readers copy out of the docs: markup has elements and attributes that exist, code is understood by the packages'
// types, and commands have options that the command line knows. docs/sdk.md and docs/react.md have tests of their own;
// commands of the ten-minute start are run by test/packages/start.slow.e2e.test.ts.
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { parseDocument } from 'htmlparser2';
import { expect, it } from 'vitest';
import { privetProgram } from '../../src/pipeline/cli/main.ts';
import { blocksOf, problemsOf, ROOT } from './type-check.ts';

const docs = (await readdir(join(ROOT, 'docs'), { recursive: true })).filter((path) => /^(?!site\/).+\.md$/.test(path));
const PAGES = [...docs.map((path) => `docs/${path}`), 'README.md', 'packages/privet/README.md'];
PAGES.push(
  'packages/privet-cli/README.md',
  ...['blog', 'library', 'shop', 'smallest'].map((name) => `examples/${name}/README.md`),
);
const withBlocks = async (language: string) => {
  const found = await Promise.all(PAGES.map(async (page) => [page, await blocksOf(page, language)] as const));
  return found.filter(([, blocks]) => blocks.length > 0);
};

/** All that the code of elements reads, and what HTML itself has. */
const elementsSource = await (async () => {
  const files = (await readdir(join(ROOT, 'src/elements'))).filter((file) => file.endsWith('.ts'));
  return (await Promise.all(files.map((file) => readFile(join(ROOT, 'src/elements', file), 'utf8')))).join('\n');
})();
const ELEMENTS = new Set([...elementsSource.matchAll(/['"`](privet-[a-z-]+)['"`]/g)].map(([, name]) => name!));
const LISTS = ['for-you', 'similar', 'with', 'popular', 'trending', 'recent', 'search', 'why', 'privacy'];
for (const name of LISTS) ELEMENTS.add(`privet-${name}`);
const isKnown = (name: string) => elementsSource.includes(`'${name}'`) || /^(id|class|slot|hidden|state)$/.test(name);

interface Node {
  name?: string;
  attribs?: Record<string, string>;
  children?: Node[];
}

function unknownIn(html: string): string[] {
  const unknown: string[] = [];
  const look = ({ name = '', attribs = {}, children = [] }: Node) => {
    const isElement = name.startsWith('privet-');
    if (isElement && !ELEMENTS.has(name)) unknown.push(name);
    for (const attribute of Object.keys(attribs)) {
      if (isElement && !isKnown(attribute)) unknown.push(`${name} ${attribute}`);
      if (attribute.startsWith('data-privet') && !isRead(attribute)) unknown.push(attribute);
    }
    if (name === 'meta' && attribs.name?.startsWith('privet:') && !elementsSource.includes(attribs.name)) {
      unknown.push(attribs.name);
    }
    children.forEach(look);
  };
  look(parseDocument(html) as unknown as Node);
  return unknown;
}

/** `data-privet-price` or `dataset.privetPrice` */
function isRead(attribute: string): boolean {
  const property = attribute.slice(5).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return elementsSource.includes(attribute) || elementsSource.includes(property);
}

it.each(await withBlocks('html'))('markup of %s has elements and attributes that exist', (_, blocks) => {
  expect(blocks.flatMap(unknownIn)).toEqual([]);
});

it('finds markup that does not exist', () => {
  expect(unknownIn('<privet-foryou></privet-foryou>')).toEqual(['privet-foryou']);
  expect(unknownIn('<privet-search cuont="3"></privet-search>')).toEqual(['privet-search cuont']);
  expect(unknownIn('<meta name="privet:veiw" content="1">')).toEqual(['privet:veiw']);
});

const paths = {
  privet: [resolve(ROOT, 'src/sdk/index.ts')],
  'privet/data-layer': [resolve(ROOT, 'src/data-layer/data-layer.ts')],
  'privet/elements': [resolve(ROOT, 'src/elements/elements.ts')],
  'privet/frame': [resolve(ROOT, 'src/frame/frame.ts')],
  'privet/react': [resolve(ROOT, 'src/react/react.ts')],
  'privet/vite': [resolve(ROOT, 'src/vite-plugin/vite-plugin.ts')],
};
const CLIENT = `/// <reference path="${join(ROOT, 'packages/privet/vite-client.d.ts')}" />`;
/** What a page has around a sample; an event of plain JavaScript has no type. */
const AROUND = `declare const privet: import('privet').Privet;
declare const frame: Awaited<ReturnType<typeof import('privet/frame').connectFrame>>;
declare function redraw(): void;
declare global {
  interface Event { detail?: any }
  interface Window { skipWaiting(): void; registration: any; dataLayer?: any[] }
}`;
const OWN_TESTS = ['docs/sdk.md', 'docs/passphrase.md', 'docs/worker-life.md', 'docs/react.md'];

/** Modules: a block that imports nothing goes on from the one before it. */
async function modulesOf(page: string): Promise<string[]> {
  const blocks = await Promise.all(['js', 'jsx', 'ts', 'tsx'].map((language) => blocksOf(page, language)));
  const modules: string[] = [];
  for (const code of blocks.flat()) {
    if (modules.length === 0 || /^import /m.test(code)) modules.push(code);
    else modules[modules.length - 1] += code;
  }
  const bare = modules.map((code) => code.replace(/^\/\/\/ <reference types=.*$/m, ''));
  return bare.map((code) =>
    [CLIENT, declares(code) ? AROUND.replace(/.*\n/, '') : AROUND, code, 'export {};'].join('\n'),
  );
}

const declares = (code: string) => /(const|import \{.*) privet\b/.test(code);

const withCode = (
  await Promise.all(PAGES.map(async (page) => [page, OWN_TESTS.includes(page) ? [] : await modulesOf(page)] as const))
).filter(([, modules]) => modules.length > 0);

it.each(withCode)('code of %s fits the packages', (_, modules) => {
  expect(problemsOf(modules, paths)).toEqual([]);
});

/** The commands of a block that are Privet's, as lists of arguments. */
function privetCommands(block: string): string[][] {
  const lines = block
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.replace(/\s#.*$/, ''));
  const calls = lines.flatMap(
    (line) => /(?:npx(?: --no-install)? privet|npm run privet --|^privet) (.+)$/.exec(line)?.[1] ?? [],
  );
  return calls.map((call) =>
    [...call.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replace(/["']/g, '')),
  );
}

const silent = { print() {}, note() {} };

/** Reads the arguments as the program does, and does nothing. @throws CommanderError for what it does not know */
function parse(args: string[]): void {
  const program = privetProgram(silent as never, new AbortController().signal);
  for (const command of [program, ...program.commands] as Command[]) {
    command.exitOverride().configureOutput({ writeOut() {}, writeErr() {} });
    if (command !== program) command.action(() => {});
  }
  program.parse(args, { from: 'user' });
}

const isAllowed = (args: string[]) => args.some((arg) => /^--(help|version)$/.test(arg)) || parse(args) === undefined;

it.each([...(await withBlocks('sh')), ...(await withBlocks('yaml'))])('commands of %s exist', (_, blocks) => {
  for (const args of blocks.flatMap(privetCommands)) expect(isAllowed(args), args.join(' ')).toBe(true);
});

it('finds a command that does not exist', () => {
  expect(() => parse(['build', 'a.csv', '--out', 'b', '--maap', 'id=sku'])).toThrow('unknown option');
});
