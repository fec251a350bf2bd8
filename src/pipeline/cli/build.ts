// `privet build`: a site's items, and its log if it has one, -> the bundle that the page loads.

import { basename, join, parse, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { Items } from '../../items/item.ts';
import { siteFeatures } from '../../items/site-features.ts';
import { keepNothing } from '../../keep-step.ts';
import type { CompiledLanguage } from '../../language/compile/compile-language.ts';
import type { OrtModule } from '../../towers/session.ts';
import { codeFingerprint } from '../code/code-fingerprint.ts';
import { openEnglishEncoder } from '../encoder/english-encoder.ts';
import { type EncodeItems, fitItemEncoder } from '../encoder/item-encoder.ts';
import { openSentenceEncoder } from '../encoder/sentence-encoder.ts';
import type { ColumnMap } from '../input/column-map.ts';
import { declaredColumns } from '../input/declared-columns.ts';
import { readManifest } from '../input/read-bundle-folder.ts';
import { readItems } from '../input/read-items.ts';
import { buildHash, keepSteps } from '../parts/kept-steps.ts';
import { firstVisitLines, pageVisitLine, returnVisitLine } from '../site/first-visit.ts';
import { folderIntegrity } from '../site/page-integrity.ts';
import type { BundleFacts, PublishedPage } from '../site/publish-folder.ts';
import {
  BUNDLE_FOLDER,
  isPageLeftover,
  PREVIEW_FILE,
  pageFilesFolder,
  readPageFiles,
} from '../site/publish-page-files.ts';
import { buildContentOnlyBundle, type ContentOnlyOptions } from '../site/site-bundle.ts';
import { languageLine, noteLanguage, readWrittenLanguage, siteLanguage } from '../site/site-language.ts';
import { begun } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { columnsLine, readSpace, type SpaceOfBundle } from '../update/bundle-space.ts';
import { buildFromLog } from './build-from-log.ts';
import { readSiteJudgements, siteMatchFilter } from './build-match-filter.ts';
import { openBuildParts, type PartsOptions, trimParts } from './build-parts.ts';
import { reportLines } from './build-report.ts';
import { noteItems } from './note-items.ts';
import { noteFolderLinks } from './note-links.ts';
import { loadOnnxRuntime } from './onnx-runtime.ts';
import {
  cacheMaxOption,
  cacheOption,
  ITEMS_HELP,
  interactionsOption,
  judgementsOption,
  localeOption,
  mapOption,
  maxBadRowsOption,
  memoryOption,
  parseHistoryName,
  parseOrigins,
  parsePositive,
  queueOption,
  seedOption,
  sharedOption,
  strictOption,
  workersOption,
} from './options.ts';

/** What says more of a catalog than its items do, or needs it whole: the space of another says nothing of it. */
const NOT_IN_A_SPACE = ['interactions', 'semanticSearch', 'encoder', 'judgements', 'epochs'] as const;
const READING_LANGUAGE = 'reading the language of it';
const WHY_CONTENT_ONLY = 'only bundles of items alone share a space';
/** The report of a larger catalog takes seconds, which an update does not have. */
const LOOKED_AT_ANEW = 20_000;
const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

interface BuildOptions extends PartsOptions {
  items?: string;
  bundleOnly?: boolean;
  frameParents?: string[];
  interactions?: string;
  out: string;
  name?: string;
  history?: string;
  map: ColumnMap;
  maxBadRows: number;
  strict?: boolean;
  seed: number;
  epochs?: number;
  language?: string;
  locale: string;
  judgements: string[];
  semanticSearch?: boolean;
  encoder?: string;
  from?: string;
  spaceOf?: string;
  anew?: boolean;
  memory: number;
}

const EXAMPLES = `
Examples:
  $ privet build products.csv --out public/privet
  $ privet build items.csv --interactions log.csv --out public/privet --map id=sku,title=name,item_id=sku
  $ privet build products.csv --out public/privet --frame-parents https://shop.example
  $ privet build items.csv --out public/privet --map facet=colour,facet=size,ignore=notes

The folder gets bundle/ (the items), the scripts that a page loads (privet.js, worker.js and what they fetch later) and
preview.html, which privet preview shows; and frame.html, a page to show in a frame: of its own origin only, or of pages of
--frame-parents. frame.html is written once, and yours from then on. --bundle-only writes the bundle alone, into the folder itself.

What a column of items can be: id, title, image, link, price, sale_price, brand, category, tags, rating, votes (of people, or sales),
date, year and group (what an item is a variant of) are one column each; text describes (prose), stock is a count or a yes, facet says
of what kind an item is and becomes a filter, fact is shown, ignore is left out. A build prints what it took each column for, and
what everybody will be able to download. privet.json in this folder keeps a map: {"map": {"price": "Variant Price"}}.

What visitors are likely to type and what the page suggests is made from the items, and read back before it is kept. --language
gives parts of it that you wrote yourself, for example {"suggestions": [{"text": "Novels of the sea", "meanings":
["genre=Novel", "subject=sea"]}]}; docs/formats/language.md has all fields.

Without --interactions lists, similar items and reasons come from what the items are, by plain arithmetic, and search goes by
words: the page loads no model. --semantic-search brings search by meaning, which every visitor's page then fetches when it is
idle: a text encoder of 3.6 MB that reads English, and some 250 bytes an item.

--encoder takes a sentence encoder of yours for the items, in one folder: model.onnx, tokenizer.json as Hugging Face writes it,
and encoder.json, for example {"pooling": "mean", "maxTokens": 256, "prefix": ""} (pooling: mean, cls or none). Its vectors are
taken into the space of the encoder that pages have, so no page loads more; the build says what it brings.

--judgements takes graded recommendations, from privet judge or your own (docs/formats/judgements.md), and learns from them to tell
bad ones. The build says beside which simple rules it wins on people whom it did not see, and from how many judged pairs on. It is
on in lists only where it wins; a bundle without it lacks nothing.

With --interactions the log says first whether it is large enough: a learning curve on the log itself. Where it is, towers are
trained, asked what people did last beside popularity and content, and shipped with search by meaning if they answer better.
Else content is built, with the counts of the log. --epochs trains and ships towers in any case.

A later build into the same folder is an update where only items changed: what is there stays, and what changed lies over it in
small files, so that visitors who were here before load little. Prices, stock and ratings are files of their own. It says why where
it builds from nothing; --anew does so in any case, and --from goes on from the folder of an earlier build somewhere else.

--space-of places the items in the space of another build, so that a page opens both bundles as one catalog, over one history:
give both the same --history. Columns count where both have them.

A log larger than a quarter of --memory, Parquet, and several files ('logs/*.csv') are counted by DuckDB, which works on the disk
where memory ends: npm i -D @duckdb/node-api. Towers are then trained on some of the people; the build says on how many.

The last lines name the integrity of the manifest. A page that names it, by <meta name="privet:integrity"> or openPrivet's
option, takes this very bundle and no other; preview.html and frame.html name it by themselves.
The folder is written at once when everything is done: a run that fails, is stopped or killed leaves it as it was. The same
command then goes on from the parts that are there, and from the last epoch that was finished.

--queue has the parts of the content path done by privet worker, on as many machines as one likes that see the folder of --shared
(docs/scale.md). Training stays on this machine. PRIVET_QUEUE names the same, and keeps a password out of the list of processes.`;

export function buildCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('build')
    .summary('make the bundle that a page loads')
    .description("Turns a site's items, and its interaction log if there is one, into the bundle that the page loads.")
    .argument('[items]', ITEMS_HELP)
    .option('--items <file>', 'the same, named')
    .addOption(interactionsOption())
    .requiredOption('--out <dir>', 'the folder that is written')
    .option('--bundle-only', 'only the bundle, into the folder itself')
    .option('--frame-parents <origins>', 'origins of the pages that may show frame.html', parseOrigins)
    .option(
      '--name <text>',
      "the catalog's name, for people (default: that of the file, with --bundle-only of the folder)",
    )
    .option(
      '--history <name>',
      "what visitors' histories are called, wherever the bundle lies (default: its address); later builds keep it",
      parseHistoryName,
    )
    .addOption(mapOption())
    .addOption(maxBadRowsOption())
    .addOption(strictOption())
    .addOption(seedOption())
    .option('--epochs <n>', 'epochs of training (default: by the size of the log)', parsePositive)
    .option(
      '--language <file>',
      'JSON: words, likely queries and suggestions of your own (default: made from the items)',
    )
    .option(
      '--semantic-search',
      'search by meaning too, without a log: some 4 MB more for every visitor (with a log it is in)',
    )
    .option('--encoder <dir>', 'a sentence encoder of yours for the items: ONNX, tokenizer.json and encoder.json')
    .addOption(judgementsOption())
    .addOption(localeOption())
    .option('--from <dir>', 'the folder of an earlier build to go on from (default: what lies in --out)')
    .option('--space-of <dir>', 'the folder of another build: pages rank the items of both bundles together')
    .option('--anew', 'build from nothing, whatever lies there')
    .addOption(workersOption())
    .addOption(queueOption())
    .addOption(sharedOption())
    .addOption(cacheOption())
    .addOption(cacheMaxOption())
    .addOption(memoryOption())
    .addHelpText('after', EXAMPLES)
    .action((file: string | undefined, options: BuildOptions, command: Command) => {
      const items = file ?? options.items ?? command.error("error: missing argument 'items'");
      if (file && options.items) command.error('error: found items and --items, expected one of them');
      if (options.bundleOnly && options.frameParents) {
        command.error('error: found --frame-parents and --bundle-only, which writes no frame.html');
      }
      const other = NOT_IN_A_SPACE.find((name) => options[name] && !isEmpty(options[name]));
      if (options.spaceOf && other) {
        command.error(`error: found --space-of and --${kebab(other)}, expected one of them: ${WHY_CONTENT_ONLY}`);
      }
      return runBuildInto(items, options, terminal, signal);
    });
}

async function runBuildInto(items: string, options: BuildOptions, terminal: Terminal, signal: AbortSignal) {
  await noteFolderLinks(terminal, options.out);
  const build = options.bundleOnly ? runBuild : buildPageFolder;
  await build(items, options, terminal, signal);
}

/** The bundle in a folder of its own, and beside it what a page loads. */
async function buildPageFolder(items: string, options: BuildOptions, terminal: Terminal, signal: AbortSignal) {
  await pageFilesFolder(); // what is missing is told before the work
  // The folder is called after what it is for, most often privet.
  const { out, name = parse(items).name } = options;
  let [sizeBytes, warnings]: [number, string[]] = [0, []];
  const files = async (bundle: BundleFacts) => {
    const read = await readPageFiles(out, bundle, options.frameParents);
    sizeBytes = [...read.files.values()].reduce((sum, { length }) => sum + length, 0);
    warnings = read.warnings;
    return read.files;
  };
  const page: PublishedPage = { folder: out, files, isLeftover: isPageLeftover };
  await runBuild(items, { ...options, name, out: join(out, BUNDLE_FOLDER) }, terminal, signal, page);
  for (const warning of warnings) terminal.note(`warning: ${warning}`);
  terminal.print(`${out}: scripts and ${PREVIEW_FILE}, ${(sizeBytes / 1e6).toFixed(1)} MB`);
  terminal.print(await pageVisitLine(out, BUNDLE_FOLDER));
  terminal.print(`look at it: privet preview ${out}`);
}

async function runBuild(
  file: string,
  options: BuildOptions,
  terminal: Terminal,
  signal: AbortSignal,
  page?: PublishedPage,
): Promise<void> {
  const { map, seed, locale, out: outDir, cache: cacheDir } = options;
  const written = options.language === undefined ? {} : await readWrittenLanguage(options.language);
  const maxBadRows = options.strict ? 0 : options.maxBadRows;
  const columns = await declaredColumns(map);
  const earlier = await readManifest(outDir).catch(() => undefined);
  const reading = begun(terminal.progress('reading the items'));
  const needsIds = options.interactions !== undefined;
  const input = await readItems(file, { map: columns, maxBadRows, needsIds, signal }).finally(reading.stop);
  noteItems(terminal, input);
  const judged = await readSiteJudgements(options.judgements, input);
  const { ort, packageName } = await loadOnnxRuntime();
  const facets = input.facets.map(({ name }) => name).join(', ') || 'none';
  terminal.note(`${input.items.length} items, facets: ${facets}; ${packageName}`);
  let compiled: CompiledLanguage | undefined;
  const language = async () => {
    if (compiled) return compiled.language;
    const compiling = begun(terminal.progress(READING_LANGUAGE));
    const compile = () => siteLanguage(input, { locale, ...written });
    compiled = await (parts.keep ?? keepNothing)(READING_LANGUAGE, compile).finally(compiling.stop);
    noteLanguage(compiled, terminal);
    return compiled.language;
  };
  const encodeItems =
    options.encoder && (await ownEncoder(options.encoder, { ort, items: input.items, terminal, signal }));
  let filterLines: readonly string[] = [];
  const makeMatchFilter = siteMatchFilter(judged, { input, seed, terminal, signal }, (told) => (filterLines = told));
  const from: string | false | undefined = options.anew ? false : await bundleIn(options.from);
  const given = options.spaceOf === undefined ? undefined : await givenSpace(options.spaceOf, input, terminal);
  const parts = await openBuildParts(input.items.length, options, terminal, signal);
  if (parts.store && options.interactions === undefined && !encodeItems) {
    const { semanticSearch } = options;
    const told = { seed, semanticSearch, locale, written, given: given?.name, columns: input.columns };
    const build = await buildHash(await codeFingerprint([fileURLToPath(import.meta.url)]), input.items, told);
    parts.keep = keepSteps(parts.store, build, terminal.note);
  }
  const site = {
    ...{ ort, input, parts },
    ...(judged.length > 0 && { makeMatchFilter }),
    ...(encodeItems && { encodeItems }),
    language,
    outDir,
    from,
    given,
    told: { locale, written, space: given?.name },
    page,
    name: options.name ?? basename(resolve(outDir)),
    history: options.history,
    seed,
    cacheDir,
    terminal,
    signal,
  };
  let isUpdate = false;
  try {
    isUpdate = await buildBundle(options, site);
  } finally {
    await parts.runner.close();
    trimParts(options);
  }
  if (!isUpdate || input.items.length <= LOOKED_AT_ANEW) {
    const looking = begun(terminal.progress('looking at what was made'));
    const lines = await reportLines(outDir, input, options.interactions !== undefined).finally(looking.stop);
    for (const line of lines) terminal.print(line);
  }
  for (const line of filterLines) terminal.print(line);
  if (compiled) terminal.print(languageLine(compiled));
  for (const line of await firstVisitLines(outDir)) terminal.print(line);
  terminal.print(await returnVisitLine(outDir, earlier));
  terminal.print(`integrity of its manifest: ${await folderIntegrity(outDir)}`);
}

/** @returns whether the bundle before was updated */
async function buildBundle(options: BuildOptions, site: Omit<ContentOnlyOptions, 'features'>): Promise<boolean> {
  const { input, terminal } = site;
  if (options.interactions === undefined) {
    for (const { name } of input.ownModalities) {
      terminal.note(`warning: the vectors in ${name} are not used: what they say of taste is learned from a log`);
    }
    const { semanticSearch } = options;
    return buildContentOnlyBundle({ ...site, features: siteFeatures(input.items), semanticSearch });
  }
  const { map, memory, epochs } = options;
  const maxBadRows = options.strict ? 0 : options.maxBadRows;
  const log = { map, maxBadRows, memory, epochs };
  await buildFromLog(options.interactions, log, { ...site, semanticSearch: options.semanticSearch });
  return false;
}

/** What another bundle is placed by. @throws InputError for a folder that has none */
async function givenSpace(folder: string, input: Items, terminal: Terminal): Promise<SpaceOfBundle> {
  const given = await readSpace((await bundleIn(folder))!);
  const line = columnsLine(given, input.items);
  if (line) terminal.note(line);
  return given;
}

/** Of a folder with a page, or of the bundle itself. @throws InputError where there is none */
async function bundleIn(folder: string | undefined): Promise<string | undefined> {
  if (folder === undefined) return undefined;
  const inPage = join(folder, BUNDLE_FOLDER);
  if (await readManifest(inPage).catch(() => undefined)) return inPage;
  await readManifest(folder);
  return folder;
}

/** Told by its line what it brings. @throws InputError for a folder that is no sentence encoder */
async function ownEncoder(
  folder: string,
  { ort, items, terminal, signal }: { ort: OrtModule; items: Items['items']; terminal: Terminal; signal: AbortSignal },
): Promise<EncodeItems> {
  const sentence = await openSentenceEncoder(folder, ort);
  const bar = terminal.progress('asking your encoder');
  const options = { onProgress: bar.update, signal };
  const { encode, line } = await fitItemEncoder(items, sentence, await openEnglishEncoder(), options).finally(bar.stop);
  terminal.print(line);
  return encode;
}
