// Do the same inputs still give the same bytes? Makes what Privet makes, from small made-up inputs, and prints a hash
// of every file: bundles with and without a log, film towers and the film bundle, a visitor's own catalog,
// evaluations, exported embeddings. For before and after a change on one machine: float kernels differ between
// processors, so no hashes are committed.
//
// npm run golden > before.txt && npm run golden -- --check before.txt
// npm run golden -- --keep DIR          leaves the files in this new folder, for a look at what differs
// npm run golden -- --check before.txt own shards    makes and compares some parts alone
//
// Left out, because they hold times or hashes of the code: checkpoints, caches, notes about a run but for its losses,
// and the name of the folder that an evaluation trains into. The report has a fixed date; its versions of Node, ONNX
// Runtime and Privet stay in the hash.

import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeFilmBundle } from '../demo/films/bundle/make-film-bundle.ts';
import { trainFilms } from '../demo/films/training/train-films.ts';
import { sha256Hex } from '../src/formats/sha256.ts';
import { tableItems } from '../src/items/item-reader.ts';
import type { ColumnRole } from '../src/items/roles.ts';
import { itemScaleFor, quantizeItemEmbeddings } from '../src/numerics/quantize.ts';
import { groupItems } from '../src/own-catalogs/group-items.ts';
import { encodeMap, layOutItems } from '../src/own-catalogs/map-file.ts';
import { fitItems, makeOwnBundle } from '../src/own-catalogs/own-bundle.ts';
import { main } from '../src/pipeline/cli/main.ts';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { writeBundle } from '../src/pipeline/site/publish-folder.ts';
import { bundleInput } from '../test/bundle/bundle-fixture.ts';
import { encodeWords } from '../test/untrained/word-encoder.ts';
import { contentOf, itemRows, type Site, writeFilmLogs, writeSite, writeText } from './golden-inputs.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** Committed for the film bundle; set-up adds the rest. */
const FILM_TOWERS = /^(film-.*|.*-tower.*\.onnx|towers\.json|MODEL_CARD\.md|model-card\.json)$/;

const { values: options, positionals } = parseArgs({
  options: { check: { type: 'string' }, keep: { type: 'string' } },
  allowPositionals: true,
});
process.env.SOURCE_DATE_EPOCH = '1700000000';

const earlier = options.check === undefined ? undefined : await readFile(options.check, 'utf8');
const work = await mkdtemp(join(tmpdir(), 'privet-golden-'));
const made = resolve(options.keep ?? join(work, 'made'));
/** Where a file of a part goes; all that lies below is hashed. */
const at = (...path: string[]): string => join(made, ...path);
const FILM_DATA = join(work, 'movielens');
const cacheOf = (part: string): string => join(work, `cache-${part}`);

/** Each makes files in a folder of its name, and needs none of the others. */
const PARTS: Record<string, (site: Site) => Promise<void>> = {
  'items-only': buildItemsOnly,
  trained: buildTrained,
  evaluate: evaluateAll,
  'film-towers': trainFilmTowers,
  'film-bundle': filmBundle,
  own: ownCatalogs,
  shards: smallShards,
};

async function makeParts(names: readonly string[]): Promise<void> {
  const site = await writeSite(work);
  for (const name of names) {
    const startMs = performance.now();
    await PARTS[name]!(site);
    console.error(`${name}: ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
  }
}

// What is made, one function each: where code moves, these change.

async function buildItemsOnly({ manyItems }: Site): Promise<void> {
  await privet('items-only', [
    'build',
    '--bundle-only',
    '--items',
    manyItems,
    '--out',
    at('items-only'),
    '--name',
    'Shop',
  ]);
}

/** Contexts, ratings, event types, a teacher, a restart that learns what was held out, new items, a table, a map. */
async function buildTrained({ items, newItems, log }: Site): Promise<void> {
  const bundle = at('trained', 'bundle');
  const data = ['--items', items, '--interactions', log, '--epochs', '2'];
  const { losses } = await privet('trained', ['build', '--bundle-only', ...data, '--out', bundle, '--name', 'Shop']);
  await writeText(at('trained', 'losses.txt'), losses);
  for (const format of ['parquet', 'arrow']) {
    await privet('', ['embed', '--bundle', bundle, '--out', at('trained', `known.${format}`)]);
    await privet('', ['embed', '--bundle', bundle, '--out', at('trained', `new.${format}`), '--items', newItems]);
  }
  await evaluate(at('trained', 'evaluation'), items, log, `--bundle ${bundle} --split temporal`);
}

async function evaluateAll({ items, log, oftenLog }: Site): Promise<void> {
  await evaluate(at('evaluate', 'plain'), items, log, '--epochs 2 --seen both');
  await evaluate(at('evaluate', 'refit'), items, log, '--epochs 2 --refit --json');
  await evaluate(at('evaluate', 'content-only'), items, log, '--content-only --json');
  // So many events an item that there is no teacher: the restart alone.
  const towers = 'privet-int8,privet-int8+table,privet-f32';
  await evaluate(at('evaluate', 'often'), items, oftenLog, `--epochs 2 --json --models ${towers}`);
}

/** The figures, as JSON or with a report, and the bundles that were made for them. */
async function evaluate(folder: string, items: string, log: string, more: string): Promise<void> {
  const name = basename(folder);
  await mkdir(folder, { recursive: true });
  const report = more.includes('--json') ? [] : ['--report', join(folder, 'report.html')];
  const files = ['--items', items, '--interactions', log, ...report];
  const { figures, losses } = await privet(name, ['evaluate', ...files, ...more.split(' ')]);
  await writeText(join(folder, 'figures.txt'), figures);
  if (losses.length > 0) await writeText(join(folder, 'losses.txt'), losses);
  const bundles = join(cacheOf(name), 'evaluation');
  for (const entry of await readdir(bundles, { withFileTypes: true }).catch(() => [])) {
    const to = entry.name.replace(/^[0-9a-f]{16}/, 'trained');
    if (entry.isDirectory()) await cp(join(bundles, entry.name), join(folder, to), { recursive: true });
  }
}

async function trainFilmTowers(): Promise<void> {
  const films = await writeFilmLogs(FILM_DATA);
  const folder = at('film-towers');
  const losses: string[] = [];
  await trainFilms({
    ort: (await loadOnnxRuntime()).ort,
    ...{ films, data: FILM_DATA, outDir: join(folder, 'models') },
    cacheDir: cacheOf('films'),
    settings: { epochs: 2, batchSize: 4, numCandidates: 64 },
    onTrain: ({ step, loss, validation }) => losses.push(JSON.stringify({ step, loss, validation })),
  });
  await writeText(join(folder, 'losses.txt'), losses);
}

/** What set-up makes of the committed towers. */
async function filmBundle(): Promise<void> {
  const models = join(ROOT, 'public', 'models');
  const towers = (await readdir(models)).filter((name) => FILM_TOWERS.test(name));
  for (const name of towers) await cp(join(models, name), at('film-bundle', name));
  const { ort } = await loadOnnxRuntime();
  await makeFilmBundle({ ort, outDir: at('film-bundle') });
}

/** A visitor's catalog: one with groups and map, and one that is not complete and has several shards. */
async function ownCatalogs(): Promise<void> {
  await ownCatalog('whole', 150, 12, true);
  await ownCatalog('part', 4100, 1, false);
}

/** As a build of src/own-catalogs does, but with made-up content vectors. */
async function ownCatalog(name: string, numItems: number, iterations: number, isComplete: boolean): Promise<void> {
  const roles: ColumnRole[] = ['id', 'title', 'facet', 'facet', 'fact', 'year', 'rating', 'popularity', 'text'];
  const columns = ['id', 'title', 'category', 'tags', 'note', 'year', 'rating', 'votes', 'description'];
  const rows = itemRows(numItems).map((row) => columns.map((column) => row[column] ?? null));
  const { items, facets } = tableItems({ columns, rows }, roles);
  const content = contentOf(numItems);
  const fitted = await fitItems(items, content, encodeWords, { iterations });
  const grouped = isComplete ? groupItems(items, content, 1) : undefined;
  const file = { sizeBytes: 1, sha256: '0'.repeat(64) };
  const encoderFile = { ...file, path: 'text-encoder.bin.gz', inflated: file };
  const bundle = { name, generation: 2, fitted, facets, encoderFile, ...(grouped && { grouped }) };
  for (const [path, bytes] of await makeOwnBundle(bundle)) {
    await mkdir(dirname(at('own', name, path)), { recursive: true });
    await writeFile(at('own', name, path), bytes);
  }
  if (!grouped) return;
  const { embeddings, prior, qualityDims } = fitted;
  const dim = prior.length;
  const steps = quantizeItemEmbeddings(embeddings, itemScaleFor(embeddings, dim));
  const taste = steps.filter((_, i) => i % dim < dim - qualityDims);
  const positions = await layOutItems(taste, dim - qualityDims, 1);
  await writeFile(at('own', name, 'map.json'), encodeMap(items, positions, grouped));
}

/** The writer's own options: many small shards, facets that it finds itself, a model card, nothing that is optional. */
async function smallShards(): Promise<void> {
  await writeBundle(bundleInput(at('shards'), 700, { shardBytes: 40_000, modelCard: new TextEncoder().encode('{}') }));
}

/** Runs the command line. @returns what it printed, and its lines about epochs */
async function privet(part: string, args: string[], program = main): Promise<{ figures: string[]; losses: string[] }> {
  const [figures, notes]: [string[], string[]] = [[], []];
  const terminal = {
    print: (text: string) => figures.push(text),
    note: (text: string) => notes.push(text),
    progress: () => ({ update() {}, stop() {} }),
  };
  const cached = args[0] === 'embed' ? args : [...args, '--cache', cacheOf(part)];
  const code = await program(cached, terminal, new AbortController().signal);
  if (code !== 0) throw new Error(`privet ${args.join(' ')}: exit code ${code}, expected 0\n${notes.join('\n')}`);
  return { figures, losses: notes.filter((note) => note.startsWith('epoch ')) };
}

// What is printed.

/** `sha256  name` of each file, by name, and of all these lines. */
async function hashLines(): Promise<string[]> {
  const entries = (await readdir(made, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const names = entries.map(({ parentPath, name }) => relative(made, join(parentPath, name))).sort();
  const lines: string[] = [];
  for (const name of names) lines.push(`${await sha256Hex(new Uint8Array(await readFile(at(name))))}  ${name}`);
  const all = await sha256Hex(new TextEncoder().encode(lines.join('\n')));
  return [...lines, `${all}  all ${names.length} files`];
}

/** Prints the lines that only one side has. @returns the exit code */
function compare(printed: string, now: readonly string[], isMade: (line: string) => boolean): number {
  const before = printed.split('\n').filter((line) => /^[0-9a-f]{64} /.test(line) && isMade(line));
  const gone = before.filter((line) => !now.includes(line)).map((line) => `- ${line}`);
  const come = now.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
  const differing = [...gone, ...come].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
  console.log(differing.length === 0 ? `${before.length} lines, all the same` : differing.join('\n'));
  return differing.length === 0 ? 0 : 1;
}

function nameOf(line: string): string {
  return line.slice(line.indexOf('  ') + 2);
}

/** @throws Error for what is no part */
function chosenParts(): string[] {
  const known = Object.keys(PARTS);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`found '${unknown}', expected some of ${known.join(', ')}`);
  return positionals.length === 0 ? known : positionals;
}

try {
  const names = chosenParts();
  await mkdir(made); // a folder that is there is somebody's
  await makeParts(names);
  const isAll = names.length === Object.keys(PARTS).length;
  const isMade = (line: string) => isAll || names.includes(nameOf(line).split('/')[0]!);
  const lines = (await hashLines()).filter(isMade);
  if (earlier === undefined) console.log(lines.join('\n'));
  else process.exitCode = compare(earlier, lines, isMade);
} finally {
  await rm(work, { recursive: true, force: true });
}
