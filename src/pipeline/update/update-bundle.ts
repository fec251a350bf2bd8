// An update: the items of a file become a bundle again, and nearly all files of the one before stay as they are. Rows that
// changed lie over its shards in a small file, neighbours and places that came in another; facts are a file of their own. New
// items are placed in the space that the build fitted. Where that would cost quality, or something else than items changed, it
// says so and leaves it to a build from nothing.

import { fileURLToPath } from 'node:url';
import { type BundleFiles, type EncodedBundle, MANIFEST_FILE } from '../../bundle/encode-bundle.ts';
import { numShardRows } from '../../bundle/row-changes.ts';
import { encodeFactFiles } from '../../bundle/shards.ts';
import { FACT_DETAILS } from '../../formats/fact-details.ts';
import { encodeItemToItem } from '../../formats/item-to-item.ts';
import { formatLanguage, type LanguageFile } from '../../formats/language-file.ts';
import { formatManifest, type Manifest } from '../../formats/manifest.ts';
import { packGzipped } from '../../formats/pack-gzipped.ts';
import { encodeTasteMap } from '../../formats/taste-map.ts';
import { FEATURES } from '../../formats/vocabulary.ts';
import type { Item, Items } from '../../items/item.ts';
import { quantizeItemEmbeddings } from '../../numerics/quantize.ts';
import { itemText } from '../../text/item-text.ts';
import { embedInSpace } from '../../untrained/content-space.ts';
import { rowsOfColumns } from '../../untrained/likeness/columns.ts';
import { describe } from '../../untrained/likeness/described.ts';
import { codeFingerprint } from '../code/code-fingerprint.ts';
import { openEnglishEncoder } from '../encoder/english-encoder.ts';
import { readManifest } from '../input/read-bundle-folder.ts';
import { type BuildParts, describeTexts } from '../parts/content-parts.ts';
import {
  BUILD_STATE_FILE,
  type BuildState,
  encodeBuildState,
  type KeptBuildState,
  readBuildState,
  shardsHash,
} from './build-state.ts';
import { type BundleBefore, readBundleBefore } from './bundle-before.ts';
import { changedRowFiles, type RowToWrite } from './changed-rows.ts';
import { type BundleRows, type ItemChanges, itemChanges, rowOf } from './item-changes.ts';
import { mapChanges } from './map-changes.ts';
import { type Alike, nearestOfFew, type WholeCatalog } from './nearest-of-few.ts';
import { type RowPlaces, rowPlaces } from './row-places.ts';
import { tableChanges } from './table-changes.ts';

/** Share of the items that may be new, gone or written anew since the build: what was frozen then fits them still. */
const MOST_CHANGED = 0.05;
/** A small catalog may change by so many all the same. */
const ALWAYS_ALLOWED = 20;

export interface UpdateInput {
  input: Items;
  /** f32 [numItems, 6] */
  features: Float32Array;
  name: string;
  history: string | undefined;
  /** Of `buildSettings`. */
  settings: string;
  /** Made where values changed. */
  language?: () => Promise<LanguageFile>;
  itemColumns: Manifest['itemColumns'];
  parts: BuildParts;
}

export type Updated =
  | { bundle: EncodedBundle; beside: ReadonlyMap<string, Uint8Array>; line: string }
  | { reason: string };

/**
 * @param folder  of the bundle before
 * @returns       the bundle, of which `files` has what is new, or why it has to be built from nothing; undefined where there
 *                is nothing that could be updated
 */
export async function updatedBundle(folder: string, input: UpdateInput): Promise<Updated | undefined> {
  const manifest = await readManifest(folder).catch(() => undefined);
  const state = manifest && (await readBuildState(folder));
  if (!manifest || !state) return undefined;
  if (state.settings !== input.settings) return { reason: 'it was built with other settings, columns or code' };
  if (state.shards !== shardsHash(manifest)) return { reason: 'what its build left beside it is of another build' };
  return new Update(await readBundleBefore(folder, manifest), state, input).run();
}

/** What a bundle depends on beside its items. */
export async function buildSettings(told: object): Promise<string> {
  return `${await codeFingerprint([fileURLToPath(import.meta.url)])} ${JSON.stringify(told)}`;
}

/** Rows that are placed anew: embeddings and neighbours. */
interface Placed {
  /** i8 [anew.length, embeddingDim] */
  embeddings: Int8Array;
  nearest: Alike[][];
}

class Update {
  readonly #before: BundleBefore;
  readonly #state: KeptBuildState;
  readonly #given: UpdateInput;
  readonly #files: BundleFiles = new Map();

  constructor(before: BundleBefore, state: KeptBuildState, given: UpdateInput) {
    this.#before = before;
    this.#state = state;
    this.#given = given;
  }

  async run(): Promise<Updated> {
    const { input, features, name, history, itemColumns } = this.#given;
    const { manifest: before } = this.#before;
    const changes = itemChanges(input.items, features, this.#before.rows);
    const numChanged = changes.added.length + changes.gone.length + changes.moved.size;
    const since = numChanged + (before.itemToItemChanges?.rows.length ?? 0);
    if (since > Math.max(ALWAYS_ALLOWED, MOST_CHANGED * input.items.length)) {
      return { reason: `${since} of ${input.items.length} items are new, gone or written anew since it was built` };
    }
    const places = rowPlaces(input.items, this.#before.rows, changes);
    const renamed = renamedSince(this.#state.renamed, changes.renamed);
    const placed = await this.#place(places, renamed);
    const manifest: Manifest = {
      ...before,
      name,
      ...(history !== undefined && { history }),
      numItems: places.numItems,
      vocabularies: { ...before.vocabularies, facets: input.facets },
      itemColumns,
    };
    const rows = changedRowFiles(
      this.#rowsToWrite(places, changes, placed),
      manifest,
      before.catalog.items[0]!.numItems,
    );
    if (!rows) return { reason: 'more changed than one file holds' };
    manifest.catalog = { ...before.catalog, ...(await this.#addRows(rows)), ...(await this.#addFacts(places)) };
    if (rows.length === 0) delete manifest.catalog.changes;
    await this.#addTable(manifest, places, placed);
    await this.#addMap(manifest, places, placed);
    await this.#addLanguage(manifest, changes);
    this.#files.set(MANIFEST_FILE, new TextEncoder().encode(formatManifest(manifest)));
    const itemIds = Array.from(places.inFile, (place) => input.items[place]!.id);
    // Nothing else of it changes by an update.
    const state = changes.renamed.size > 0 ? await encodeBuildState({ ...this.#state, renamed }) : this.#state.packed;
    const beside = new Map([[BUILD_STATE_FILE, state]]);
    return { bundle: { manifest, files: this.#files, itemIds }, beside, line: lineOf(changes) };
  }

  async #place({ inFile, anew, numItems }: RowPlaces, renamed: BuildState['renamed']): Promise<Placed> {
    const { input, features } = this.#given;
    const { likeness, space, spaceColumns = likeness.columns } = this.#state.frozen;
    const asBuilt = (row: number): Item => underOldNames(input.items[inFile[row]!]!, renamed);
    const items = anew.map(asBuilt);
    const encoder = await openEnglishEncoder();
    const described = (own: readonly Item[]) =>
      describe(own, encoder.encodeAll(own.map(({ fields }) => itemText(fields))));
    const block = described(items);
    const ownFeatures = rowsOf(
      features,
      FEATURES.length,
      Array.from(anew, (row) => inFile[row]!),
    );
    const columns = rowsOfColumns(spaceColumns, items);
    const embedded = embedInSpace(space, [block], columns, ownFeatures);
    const embeddings = quantizeItemEmbeddings(embedded, this.#before.manifest.itemScale);
    if (anew.length === 0 || !this.#before.table) return { embeddings, nearest: anew.map(() => []) };
    const { ofBuild, others } = this.#rowsOfBuild(anew, numItems);
    const { rowsInFile } = this.#state;
    const textOf = await this.#before.textsOfBuild();
    const whole = await describeTexts(Array.from(rowsInFile, textOf), this.#given.parts);
    const later = described(others.map(asBuilt));
    const catalog: WholeCatalog = {
      described: {
        *[Symbol.iterator]() {
          yield* whole;
          yield later;
        },
      },
      rows: Int32Array.from([...Array.from(rowsInFile, (row) => (ofBuild[row] ? row : -1)), ...others]),
      itemOf: asBuilt,
    };
    return { embeddings, nearest: nearestOfFew(this.#state.frozen, { block, items, rows: anew }, catalog) };
  }

  /** Which rows have the items that the build described there, and those that have others. */
  #rowsOfBuild(anew: readonly number[], numItems: number): { ofBuild: Uint8Array; others: number[] } {
    const { manifest } = this.#before;
    const ofBuild = new Uint8Array(Math.max(numItems, numShardRows(manifest)));
    ofBuild.fill(1, 0, Math.min(numItems, numShardRows(manifest)));
    for (const row of [...anew, ...(manifest.itemToItemChanges?.rows ?? [])]) ofBuild[row] = 0;
    return { ofBuild, others: Array.from({ length: numItems }, (_, row) => row).filter((row) => ofBuild[row] === 0) };
  }

  /** All that differ from what the shards say. */
  #rowsToWrite({ inFile, anew, numItems }: RowPlaces, { edited }: ItemChanges, placed: Placed): RowToWrite[] {
    const { input, features } = this.#given;
    const { manifest, rows, laidOver } = this.#before;
    const D = manifest.embeddingDim;
    const Q = FEATURES.length;
    const placeAnew = new Map(anew.map((row, i) => [row, i]));
    const all = new Set([...anew, ...edited.keys(), ...laidOver]);
    return [...all]
      .filter((row) => row < numItems)
      .sort((a, b) => a - b)
      .map((row) => {
        const place = inFile[row]!;
        const ownFeatures = features.slice(place * Q, (place + 1) * Q);
        const i = placeAnew.get(row);
        const embedding = i === undefined ? embeddingIn(rows, row, D) : placed.embeddings.slice(i * D, (i + 1) * D);
        embedding.set(quantizeItemEmbeddings(ownFeatures, manifest.itemScale), D - Q);
        return { row, item: input.items[place]!, features: ownFeatures, embedding };
      });
  }

  async #addRows(
    files: NonNullable<ReturnType<typeof changedRowFiles>>,
  ): Promise<Pick<Manifest['catalog'], 'changes'>> {
    const changes: NonNullable<Manifest['catalog']['changes']> = [];
    for (const [i, { inflated, ...range }] of files.entries()) {
      changes.push({ ...(await this.#add(`catalog/changes-00${i}.arrow.gz`, inflated)), ...range });
    }
    return { changes };
  }

  async #addFacts({ inFile }: RowPlaces): Promise<Pick<Manifest['catalog'], 'facts'>> {
    const items = Array.from(inFile, (place) => this.#given.input.items[place]!);
    const facts: NonNullable<Manifest['catalog']['facts']> = [];
    for (const file of await encodeFactFiles(items, FACT_DETAILS, this.#before.manifest.catalog.items)) {
      const { firstItemIndex, numItems, inflated, bytes } = file;
      const name = `catalog/facts-${String(facts.length).padStart(3, '0')}.arrow.gz`;
      facts.push({ ...(await this.#add(name, inflated, bytes)), firstItemIndex, numItems });
    }
    return facts.length > 0 ? { facts } : {};
  }

  async #addTable(manifest: Manifest, { numItems, anew }: RowPlaces, { nearest }: Placed): Promise<void> {
    const { table: base, tableBefore: before } = this.#before;
    delete manifest.itemToItemChanges;
    if (!base || (anew.length === 0 && !before && numItems === base.numItems)) return;
    const { usual } = this.#state.frozen;
    const { table, rows } = tableChanges({ base, before, numItems, anew, nearest, usual });
    const file = await this.#add('catalog/item-to-item-changes.bin.gz', encodeItemToItem(table));
    manifest.itemToItemChanges = { ...file, rows };
  }

  async #addMap(manifest: Manifest, { numItems, anew }: RowPlaces, { nearest }: Placed): Promise<void> {
    const { map: base, mapBefore: before } = this.#before;
    delete manifest.tasteMapChanges;
    if (!base) return;
    const { map, rows } = mapChanges({ base, before, numItems, anew, nearest });
    if (rows.length === 0) return;
    const file = await this.#add('catalog/taste-map-changes.bin.gz', encodeTasteMap(map));
    manifest.tasteMapChanges = { ...file, rows };
  }

  async #addLanguage(manifest: Manifest, { renamed, added, moved, edited }: ItemChanges): Promise<void> {
    if (renamed.size + added.length + moved.size + edited.size === 0) return;
    const { language } = this.#given;
    if (language) manifest.language = await this.#add('catalog/language.json.gz', formatLanguage(await language()));
  }

  async #add(...packing: Parameters<typeof packGzipped>) {
    const { bytes, file } = await packGzipped(...packing);
    this.#files.set(file.path, bytes);
    return file;
  }
}

function lineOf({ added, gone, moved, edited, numFacts }: ItemChanges): string {
  return (
    `updated: ${added.length} new, ${gone.length} gone, ${moved.size} written anew, ` +
    `${edited.size} with other values, ${numFacts} with other facts; all else is as it was`
  );
}

function rowsOf(matrix: Float32Array, width: number, chosen: readonly number[]): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(chosen.length * width);
  for (const [i, row] of chosen.entries()) rows.set(matrix.subarray(row * width, (row + 1) * width), i * width);
  return rows;
}

function embeddingIn(rows: BundleRows, row: number, dim: number): Int8Array<ArrayBuffer> {
  const { items, row: place } = rowOf(rows, row);
  return items.embeddings.slice(place * dim, (place + 1) * dim);
}

/** By facet, of each name of a value that of the build. */
function renamedSince(before: BuildState['renamed'], now: ItemChanges['renamed']): BuildState['renamed'] {
  const all = Object.fromEntries(Object.entries(before).map(([facet, names]) => [facet, { ...names }]));
  for (const [facet, values] of now) {
    for (const [old, name] of values) (all[facet] ??= {})[name] = before[facet]?.[old] ?? old;
  }
  return all;
}

/** Values that are called otherwise count as what they were called. */
function underOldNames(item: Item, renamed: BuildState['renamed']): Item {
  if (Object.keys(renamed).length === 0) return item;
  const facets = Object.entries(item.facets).map(([facet, values]) => [
    facet,
    values.map((value) => renamed[facet]?.[value] ?? value),
  ]);
  return { ...item, facets: Object.fromEntries(facets) };
}
