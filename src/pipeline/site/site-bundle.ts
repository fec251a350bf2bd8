// Items, and a log where there is one, -> bundle. With a log towers are trained on it, and the page brings what search by
// meaning needs. Without one items are placed by the content path, here, so that the page needs no model at all: search
// by meaning is brought on request. Either way nothing is published before all of it is there.

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { filesOf } from '../../bundle/bundle-files.ts';
import type { BundleInput } from '../../bundle/bundle-input.ts';
import type { EncodedBundle } from '../../bundle/encode-bundle.ts';
import { FACT_DETAILS } from '../../formats/fact-details.ts';
import type { LanguageFile } from '../../formats/language-file.ts';
import { CONTENT_DIM } from '../../formats/vocabulary.ts';
import type { Item, Items } from '../../items/item.ts';
import { keepNothing } from '../../keep-step.ts';
import { MAX_MAP_ITEMS } from '../../map/make-map.ts';
import { itemScaleFor } from '../../numerics/quantize.ts';
import { fitGroups, fitSemanticIds, type SemanticIds } from '../../semantic-ids/fit-semantic-ids.ts';
import { itemText } from '../../text/item-text.ts';
import type { OrtModule } from '../../towers/session.ts';
import { type FrozenPath, fitContentPath } from '../../untrained/content-path.ts';
import { type Described, describe } from '../../untrained/likeness/described.ts';
import { countsInMemory } from '../closed-form/log-counts.ts';
import { openEnglishEncoder } from '../encoder/english-encoder.ts';
import type { EncodeItems } from '../encoder/item-encoder.ts';
import { FLOAT_FOLDER } from '../evaluation/tower-recommender.ts';
import { readManifest } from '../input/read-bundle-folder.ts';
import { type BuildParts, describeItems, nearestByParts } from '../parts/content-parts.ts';
import { HERE } from '../parts/run-here.ts';
import { begun, type Progress, UNCOUNTED } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { BUILD_STATE_FILE, encodeBuildState, shardsHash } from '../update/build-state.ts';
import { type SpaceOfBundle, spaceName } from '../update/bundle-space.ts';
import { buildSettings, updatedBundle } from '../update/update-bundle.ts';
import { compareModels } from './compare-models.ts';
import { publishFiles } from './publish-files.ts';
import {
  type BundleFolderOptions,
  type MakeMatchFilter,
  type PublishedPage,
  publishEncoded,
  writeBundle,
  writeOrderedBundle,
} from './publish-folder.ts';
import { SiteItem } from './site-item.ts';
import { type TrainSiteOptions, trainSite } from './train-site.ts';
import { trendingIds } from './trending-items.ts';

export interface SiteBundleOptions {
  ort: OrtModule;
  input: Items;
  /** f32 [numItems, 6] */
  features: Float32Array;
  outDir: string;
  /** Published with the bundle (default: nothing). */
  page?: PublishedPage;
  /** For people. */
  name: string;
  /** Name of the history that pages keep (default: that of the bundle which lies there, else the bundle's address). */
  history?: string | undefined;
  seed: number;
  /** What words mean to the catalog (default: what follows from its facets and titles). */
  language?: () => Promise<LanguageFile>;
  /** What makes content vectors of items' texts (default: the text encoder that pages have). */
  encodeItems?: EncodeItems;
  /** What makes a match filter for the bundle (default: it has none). */
  makeMatchFilter?: MakeMatchFilter | undefined;
  /** The folder of the bundle that it goes on from, where that saves work (default: `outDir`); false: from nothing. */
  from?: string | false | undefined;
  /** The space of another bundle, that items are placed in (default: it is fitted on them). */
  given?: SpaceOfBundle | undefined;
  /** What else it was told: with other words it is another bundle. */
  told?: object;
  /** What lies beside the bundle for a later build. */
  beside?: BundleFolderOptions['beside'] | undefined;
  /** How the parts of the work are made (default: here, one by one). */
  parts?: BuildParts | undefined;
  /** Where checkpoints are kept between runs. */
  cacheDir: string;
  terminal: Terminal;
  signal?: AbortSignal;
}

const MISREAD =
  'Descriptions find their titles better by words than by meaning, for which the text encoder reads English:';
const LAYING_OUT = 'laying out the map';
const NOTICE = 'Text encoder: trained by Privet (MIT) on vectors of all-MiniLM-L6-v2 (Apache-2.0).';

/** Everything of a bundle that depends on how the towers came about; without a text encoder, no search goes by content. */
type Towers = Omit<BundleInput, 'name' | 'items'> & {
  /** 1 = the embedding differs from what the item tower alone gives. */
  hasResidual: Uint8Array;
  semanticIds?: SemanticIds | undefined;
};

export interface ContentOnlyOptions extends SiteBundleOptions {
  /** Brings text encoder and content vectors for search by meaning (default false: search goes by words). */
  semanticSearch?: boolean;
  /** Ids of items that are taken more than before, as a log counts them (default: none). */
  trending?: string[];
}

/**
 * The content path without any training: a bundle without towers, for which a page fetches no runtime.
 * @returns whether the bundle before was updated, and not one built from nothing
 */
export async function buildContentOnlyBundle(options: ContentOnlyOptions): Promise<boolean> {
  const { input, semanticSearch = false, trending, given } = options;
  const { items } = input;
  if (await updateFolder(options)) return true;
  const { made, table, frozen, content, semanticIds } = await placeItems(options);
  const settings = await settingsOf(options);
  const beside = canBeUpdated(options)
    ? (encoded: EncodedBundle) => stateBeside(encoded, items, frozen, settings)
    : undefined;
  const itemScale = given?.itemScale ?? itemScaleFor(made.embeddings, made.prior.length);
  await publish(
    { ...options, beside },
    {
      ...made,
      itemScale,
      ...(beside && { space: given?.name ?? spaceName({ ...frozen, ...made, itemScale }) }),
      itemToItem: table && { ids: idsOf(items), table },
      ...(content && { contentVectors: content }),
      hasResidual: new Uint8Array(items.length).fill(1),
      semanticIds,
      ...(trending && { trending }),
      ...(semanticSearch && { textEncoder: (await openEnglishEncoder()).file }),
    },
  );
  return false;
}

/** What is read of the texts ends here: closures of a longer life would keep it in memory. */
async function placeItems(options: ContentOnlyOptions) {
  const { input, features, seed, semanticSearch = false, given, terminal } = options;
  const { items } = input;
  const { encodeAll } = await openEnglishEncoder();
  const parts = options.parts ?? { runner: HERE, terminal, signal: options.signal };
  const described = options.encodeItems
    ? [describe(items, await options.encodeItems(items.map(textOf)))]
    : await describeItems(items, parts);
  const { keep = keepNothing } = parts;
  const path = { items, described, encodeAll, features, seed };
  const buffer = (sizeBytes: number) => new SharedArrayBuffer(sizeBytes);
  const { table, meaningWeight, frozen, ...made } = await keep('placing the items', () =>
    fitContentPath(path, { given, keep, findNearest: nearestByParts(parts), buffer }),
  );
  await parts.runner.rest?.();
  if (meaningWeight < 1) terminal.print(`${MISREAD} it counts ${100 * meaningWeight} % in what is alike.`);
  const grouping = begun(terminal.progress('grouping the items'));
  const isMapped = items.length <= MAX_MAP_ITEMS;
  const content = semanticSearch || isMapped ? wholeContent(described, items.length) : undefined;
  const groupsOf = semanticSearch ? fitSemanticIds : fitGroups;
  const fields = items.map((item) => item.fields);
  const semanticIds =
    content && (await keep('grouping the items', () => groupsOf(idsOf(items), content, fields, seed)));
  grouping.stop();
  return { made, table, frozen, content, semanticIds };
}

/** Of items alone: with a log, or models of others, more than items decides. */
function canBeUpdated({ semanticSearch, encodeItems, trending, makeMatchFilter }: ContentOnlyOptions): boolean {
  return !semanticSearch && !encodeItems && !trending && !makeMatchFilter;
}

function settingsOf({ seed, input, told }: ContentOnlyOptions): Promise<string> {
  const facets = input.facets.map(({ name }) => name);
  return buildSettings({ seed, facets, columns: publicColumns(input), told });
}

/** @returns false where there is nothing to update, or a build from nothing is due */
async function updateFolder(options: ContentOnlyOptions): Promise<boolean> {
  const { outDir, from = outDir, page, input, features, name, language, terminal, signal } = options;
  if (from === false || !canBeUpdated(options)) return false;
  const bar = begun(terminal.progress('looking for what changed'));
  const updated = await updatedBundle(from, {
    ...{ input, features, name, ...(language && { language }), itemColumns: publicColumns(input) },
    history: options.history ?? (await historyNameIn(outDir)),
    settings: await settingsOf(options),
    parts: options.parts ?? { runner: HERE, terminal, signal },
  }).finally(bar.stop);
  if (!updated) return false;
  if ('reason' in updated) {
    terminal.note(`builds from nothing, and not from the bundle in ${from}: ${updated.reason}`);
    return false;
  }
  signal?.throwIfAborted();
  const { bundle, beside, line } = updated;
  const all = new Map(beside);
  if (resolve(from) !== resolve(outDir)) {
    for (const { path } of filesOf(bundle.manifest)) {
      if (!bundle.files.has(path)) all.set(path, await readFile(join(from, path)));
    }
  }
  await publishEncoded(bundle, { outDir, hasHashedNames: true, ...(page && { page }), beside: async () => all });
  terminal.print(line);
  return true;
}

async function stateBeside(encoded: EncodedBundle, items: readonly Item[], frozen: FrozenPath, settings: string) {
  const rowById = new Map(encoded.itemIds.map((id, row) => [id, row]));
  const rowsInFile = Uint32Array.from(items, ({ id }) => rowById.get(id)!);
  const state = { settings, shards: shardsHash(encoded.manifest), frozen, rowsInFile, renamed: {} };
  return new Map([[BUILD_STATE_FILE, await encodeBuildState(state)]]);
}

/** f32 [numItems, 256] */
function wholeContent(described: Described, numItems: number): Float32Array<ArrayBuffer> {
  const content = new Float32Array(numItems * CONTENT_DIM);
  let place = 0;
  for (const block of described) {
    content.set(block.content, place);
    place += block.content.length;
  }
  return content;
}

type TrainedBundleOptions = Omit<SiteBundleOptions, 'features'> &
  Pick<TrainSiteOptions, 'training' | 'refit' | 'related' | 'settings' | 'withFloat' | 'checkpointFile'> & {
    /** Of a log that `refit` is a part of (default: of `refit`). */
    trending?: string[] | undefined;
    /** What ships where content answers better than the towers do (default: the towers ship in any case). */
    otherwise?: Pick<ContentOnlyOptions, 'features' | 'semanticSearch' | 'trending'>;
  };

/** Towers trained on the site's own log. */
export async function buildTrainedBundle(options: TrainedBundleOptions): Promise<void> {
  const { input, outDir, training, refit = training, seed, withFloat, cacheDir, terminal } = options;
  const { log } = training;
  const encoder = await openEnglishEncoder();
  const bars = stageBars(terminal);
  const made = await trainSite({
    ...options,
    encode: options.encodeItems ?? encoder.encodeAll,
    settings: { ...options.settings, seed },
    teacherCache: `${cacheDir}/teachers`,
    onProgress: bars.show,
    onTrain(progress) {
      bars.show('training', progress.step, progress.totalSteps);
      const figures = progress.validation?.[log.name];
      if (figures) terminal.note(epochLine(progress.epoch, progress.epochs, progress.loss, figures));
    },
  }).finally(bars.stop);
  const { otherwise } = options;
  const compared = await compareModels(training.split, made.contentVectors, made.recall10, options.signal);
  if (!withFloat) terminal.print(compared.line(otherwise !== undefined));
  if (otherwise && !compared.towersWin) return void (await buildContentOnlyBundle({ ...options, ...otherwise }));
  const towers: Towers = {
    ...made,
    towers: made.int8,
    textEncoder: encoder.file,
    qualityDims: made.config.qualityDims,
    contexts: log.contexts?.map(({ name, values }) => ({ name, values })),
    itemToItem: { ids: idsOf(input.items), table: made.table },
    trending: options.trending ?? (await trendingIds(input.items, countsInMemory(refit.split.train))),
    itemTowerInputs: { codes: made.config.numLevels > 0, modalities: made.modalities },
    hasResidual: Uint8Array.from(made.events, (count) => (count > 0 ? 1 : 0)),
  };
  const { float32Embeddings } = made;
  if (float32Embeddings) await publishFloat(outDir, made.float32.userTowerBatch, float32Embeddings);
  await publish({ ...options, features: refit.features }, towers, withFloat);
}

/** One bar a stage: another stage ends the one before. */
function stageBars(terminal: Terminal): { show(stage: string, done: number, total: number): void; stop(): void } {
  let [shown, bar]: [string?, Progress?] = [];
  const stop = () => bar?.stop();
  return {
    show(stage, done, total) {
      if (stage !== shown) {
        stop();
        shown = stage;
        bar = terminal.progress(stage);
      }
      bar?.update(done, total);
    },
    stop,
  };
}

function epochLine(epoch: number, epochs: number, loss: number, figures: { recall10: number; ndcg10: number }): string {
  const validation = `validation Recall@10 ${figures.recall10.toFixed(4)}, NDCG@10 ${figures.ndcg10.toFixed(4)}`;
  return `epoch ${epoch} of ${epochs}: loss ${loss.toFixed(4)}, ${validation}`;
}

function idsOf(items: readonly Item[]): string[] {
  return items.map(({ id }) => id);
}

function textOf({ fields }: Item): string {
  return itemText(fields);
}

/** What `embed` needs to word new items as these. Columns that are left out are nobody's business. */
function publicColumns({ columns }: Items): BundleInput['itemColumns'] {
  return columns
    .filter(({ role }) => role !== 'ignore')
    .map(({ name, role, certainty, separator, isKind, fields }) => ({
      ...{ name, role, certainty, separator, isKind },
      ...(fields && { fields: [...fields] }),
    }));
}

/** @param inFileOrder  keeps the rows as they are; else the best known items come first */
async function publish(options: SiteBundleOptions, made: Towers, inFileOrder = false): Promise<void> {
  const { input, features, outDir, page, beside, name, seed, language, makeMatchFilter, terminal, signal } = options;
  const { hasResidual, semanticIds, ...rest } = made;
  const bundle = {
    ...rest,
    outDir,
    page,
    ...(beside && { beside }),
    hasHashedNames: true,
    name,
    history: options.history ?? (await historyNameIn(outDir)),
    items: input.items.map((item, i) => new SiteItem(item, i, features, hasResidual[i] === 1, semanticIds)),
    facets: input.facets,
    facts: FACT_DETAILS,
    itemColumns: publicColumns(input),
    ...(semanticIds && { codebooks: semanticIds.codebooks }),
    ...(language && { language: await language() }),
    makeMatchFilter,
    notices: made.textEncoder ? [NOTICE] : [],
  };
  signal?.throwIfAborted();
  // Rows in the order of the file are for an evaluation, which looks at no map.
  if (inFileOrder) return void (await writeBundle(bundle));
  const bars = stageBars(terminal);
  const forMapOnly = made.textEncoder === undefined;
  const onProgress = (done: number, total: number) => bars.show(LAYING_OUT, done, total);
  const onStage = (stage: string) => bars.show(stage, 0, UNCOUNTED);
  onStage(LAYING_OUT);
  const { keep } = options.parts ?? {};
  await writeOrderedBundle(bundle, { seed, signal, forMapOnly, onProgress, onStage, keep }).finally(bars.stop);
}

/** A later build keeps what visitors have. */
async function historyNameIn(folder: string): Promise<string | undefined> {
  return readManifest(folder).then(
    ({ history }) => history,
    () => undefined,
  );
}

async function publishFloat(outDir: string, userTowerBatch: Uint8Array, embeddings: Float32Array): Promise<void> {
  const { buffer, byteOffset, byteLength } = embeddings;
  const files = {
    'user-tower-batch.onnx': userTowerBatch,
    'embeddings.f32': new Uint8Array(buffer, byteOffset, byteLength),
  };
  await publishFiles(`${outDir}/${FLOAT_FOLDER}`, new Map(Object.entries(files)));
}
