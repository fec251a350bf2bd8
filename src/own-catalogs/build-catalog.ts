// One build from where it stands to the end: encode a run of items, keep their vectors, and at growing sizes fit the
// content path anew and write a bundle of all items so far. So the first thousands can be recommended after a second or
// two, and what is fitted on few items does not stay that way. Whatever ends it (the person, a closed tab), the next
// build goes on from the last run.

import { StorageUnavailableError } from '../errors.ts';
import { CONTENT_DIM } from '../formats/vocabulary.ts';
import type { Items } from '../items/item.ts';
import { ITEM_RULES, tableItems } from '../items/item-reader.ts';
import { itemScaleFor, quantizeItemEmbeddings } from '../numerics/quantize.ts';
import { itemText } from '../text/item-text.ts';
import type { ContentEncoder } from '../towers/text-encoder.ts';
import { type OwnDatabase, readVectors, stored } from './catalog-database.ts';
import { type OwnRecord, readTable } from './catalog-records.ts';
import { endBuild, MAP_FILE, publicRecord, putBundle, putVectors, restartBuild } from './catalog-store.ts';
import { openItemEncoder } from './encode-items.ts';
import { type GroupedItems, groupItems } from './group-items.ts';
import { encodeMap, layOutItems } from './map-file.ts';
import { type FittedItems, fitItems, makeOwnBundle } from './own-bundle.ts';
import type { BuildProgress, EncoderFile } from './own-catalogs-api.ts';

/** Items that are encoded between two writes, in some 200 ms: a message that says stop is heard between them. */
const RUN = 2000;
/** Each bundle but the last holds so many times the items of the one before: fitting costs half a second and more. */
const GROWTH = 4;
/** A bundle that the last one follows soon is not worth its fit. */
const WORTH_A_FIT = 0.5;
/** Of the fits in between, and of the one that stays: ten nearest items agree to .93 and .95 with those of 30. */
const ITERATIONS = { between: 8, last: 12 };
const SEED = 1;

export interface BuildOptions {
  database: OwnDatabase;
  encoder: EncoderFile;
  signal: AbortSignal;
  onProgress: (progress: BuildProgress) => void;
}

/** @returns the catalog as it is then: `ready`, or `stopped` when the signal was aborted */
export async function buildCatalog(record: OwnRecord, options: BuildOptions): Promise<OwnRecord> {
  const { database, signal } = options;
  const table = await readTable(database, record.id);
  if (!table)
    throw new StorageUnavailableError(
      'own catalogs: the rows of this one are gone. Delete it and bring the file again.',
    );
  const source = tableItems(table, record.roles);
  // Vectors of items that were told from each other by other rules would be those of other items now, and two encoders'
  // vectors have nothing in common.
  const made = { rules: ITEM_RULES, encoder: options.encoder.file.sha256 };
  const isOurs = record.rules === made.rules && record.encoder === made.encoder;
  const current = isOurs ? record : await restartBuild(database, record, made, source.items.length);
  return new Build(current, source, options).run(signal);
}

class Build {
  #record: OwnRecord;
  readonly #source: Items;
  readonly #options: BuildOptions;
  /** f32 [numItems, 256], filled up to numEncoded. */
  readonly #content: Float32Array;
  #startMs = 0;
  #numBefore = 0;

  constructor(record: OwnRecord, source: Items, options: BuildOptions) {
    this.#record = record;
    this.#source = source;
    this.#options = options;
    this.#content = new Float32Array(source.items.length * CONTENT_DIM);
  }

  async run(signal: AbortSignal): Promise<OwnRecord> {
    const { database } = this.#options;
    this.#tell('loading');
    const known = await readVectors(database, this.#record.id, CONTENT_DIM);
    this.#content.set(known.subarray(0, this.#content.length));
    const numEncoded = Math.min(known.length, this.#content.length) / CONTENT_DIM;
    this.#record = { ...this.#record, state: 'building', numEncoded };
    await this.#encodeAll(await openItemEncoder(this.#options.encoder), signal);
    return endBuild(database, this.#record);
  }

  async #encodeAll(encoder: ContentEncoder, signal: AbortSignal): Promise<void> {
    const { items } = this.#source;
    this.#startMs = performance.now();
    this.#numBefore = this.#record.numEncoded;
    while (this.#record.numEncoded < items.length && !signal.aborted) {
      const first = this.#record.numEncoded;
      const texts = items.slice(first, first + RUN).map(({ fields }) => itemText(fields));
      const vectors = encoder.encodeAll(texts);
      this.#tell('encoding', first + texts.length);
      this.#content.set(vectors, first * CONTENT_DIM);
      this.#record = await putVectors(this.#options.database, this.#record, first, vectors);
      if (this.#isTimeToFit()) await this.#fit(encoder);
    }
    // All of it is there, but a tab that was closed may have left it without its map.
    const { numEncoded, numUsable, numItems } = this.#record;
    if (numEncoded > numUsable || numEncoded === numItems) await this.#fit(encoder);
  }

  #isTimeToFit(): boolean {
    const { numEncoded, numUsable, numItems } = this.#record;
    const isLarger = numEncoded >= GROWTH * numUsable;
    return isLarger && numItems - numEncoded > WORTH_A_FIT * numEncoded;
  }

  /** A bundle of all that is encoded. A complete one is usable at once; its groups and its map follow. */
  async #fit({ encodeAll }: ContentEncoder): Promise<void> {
    const { numEncoded, numItems } = this.#record;
    if (numEncoded < 2) return;
    const isComplete = numEncoded === numItems;
    this.#tell('fitting');
    const items = this.#source.items.slice(0, numEncoded);
    const content = this.#content.subarray(0, numEncoded * CONTENT_DIM);
    const fitted = await fitItems(items, content, encodeAll, {
      iterations: isComplete ? ITERATIONS.last : ITERATIONS.between,
      hasTable: isComplete,
    });
    await this.#publish(fitted);
    if (!isComplete || !(await this.#goesOn('grouping'))) return;
    const grouped = groupItems(items, content, SEED);
    await this.#publish(fitted, grouped);
    if (!(await this.#goesOn('mapping'))) return;
    const positions = await this.#layOut(fitted);
    if (!positions) return;
    const bytes = encodeMap(items, positions, grouped);
    await stored(() => this.#options.database.put('files', bytes, [this.#record.id, MAP_FILE]));
  }

  async #publish(fitted: FittedItems, grouped?: GroupedItems): Promise<void> {
    const files = await makeOwnBundle({
      name: this.#record.name,
      generation: this.#record.generation + 1,
      fitted,
      facets: this.#source.facets,
      encoderFile: this.#options.encoder.file,
      ...(grouped && { grouped }),
    });
    this.#record = await putBundle(this.#options.database, this.#record, files, fitted.items.length);
    this.#tell('encoding');
  }

  /** Tells what comes next and lets a message that says stop be heard. */
  async #goesOn(stage: BuildProgress['stage']): Promise<boolean> {
    this.#tell(stage);
    await new Promise((resolve) => setTimeout(resolve));
    return !this.#options.signal.aborted;
  }

  /** By what items are, not how good they are. A map that cannot be drawn costs the map alone. */
  async #layOut({ embeddings, prior, qualityDims }: FittedItems): Promise<Float32Array | undefined> {
    const { signal } = this.#options;
    const dim = prior.length;
    const tasteDim = dim - qualityDims;
    const steps = quantizeItemEmbeddings(embeddings, itemScaleFor(embeddings, dim));
    const taste = steps.filter((_, i) => i % dim < tasteDim);
    try {
      return await layOutItems(taste, tasteDim, SEED, signal);
    } catch (error) {
      if (!signal.aborted) console.warn(error);
      return undefined;
    }
  }

  #tell(stage: BuildProgress['stage'], numEncoded = this.#record.numEncoded): void {
    const seconds = (performance.now() - this.#startMs) / 1000;
    const numDone = numEncoded - this.#numBefore;
    const itemsPerSecond = stage === 'encoding' && numDone > 0 && seconds > 0.5 ? numDone / seconds : undefined;
    const secondsLeft = itemsPerSecond && (this.#record.numItems - numEncoded) / itemsPerSecond;
    this.#options.onProgress({
      stage,
      catalog: { ...publicRecord(this.#record), numEncoded },
      ...(itemsPerSecond !== undefined && { itemsPerSecond }),
      ...(secondsLeft !== undefined && { secondsLeft }),
    });
  }
}
