// Several bundles of one space as one catalog: rows of one behind those of the other, facets side by side, one history. What is
// above sees a manifest whose files have whole addresses, and rows by their place in all of them. All bundles are fetched for
// everyone, in the order that the page names them, first shards first. Specification: docs/scale.md.

import type { ItemCatalog } from '../catalog/item-catalog.ts';
import { CatalogFormatError, messageOf, RequestError } from '../errors.ts';
import type { ItemShard } from '../formats/catalog.ts';
import type { LanguageFile } from '../formats/language-file.ts';
import type { GzippedFile, Manifest, RowChanges, Shard } from '../formats/manifest.ts';
import type { FetchOptions } from './fetch-verified.ts';
import { joinLanguages } from './join-languages.ts';
import { type LoadManifestOptions, loadManifestFile, openRows } from './load-bundle.ts';
import { type RowRun, rowRuns } from './row-changes.ts';

/** Each costs requests before the first list. */
const MOST_BUNDLES = 16;
const MOST_ITEMS = 10_000_000;
/** Ids that a message names. */
const MOST_NAMED = 3;

export interface BundleOfSeveral {
  /** Absolute. */
  manifestUrl: string;
  manifest: Manifest;
  /** Row of its first item. */
  firstItemIndex: number;
}

export interface JoinedBundles {
  /** In the order that the page names them. */
  bundles: readonly BundleOfSeveral[];
  /** As if they were one: `path` of each file is its whole address. */
  manifest: Manifest;
  /**
   * As that of load-bundle.ts. Runs come in the order in which they are asked for, so that of two items with one id the same
   * one is taken whatever the network does.
   *
   * @param catalog  that they are added to
   */
  openRows(catalog: ItemCatalog): (run: RowRun, options: FetchOptions) => Promise<ItemShard>;
  /** The languages of all that have one. */
  readLanguages(read: (manifestUrl: string, file: GzippedFile) => Promise<LanguageFile>): Promise<LanguageFile>;
  /** What was left out of them, for people; undefined where nothing was. */
  left(): string | undefined;
}

export interface SeveralOptions {
  manifestUrl: string;
  furtherManifestUrls?: readonly string[] | undefined;
  /** Named by the page: then the manifests need not name one. */
  databaseName?: string | undefined;
  keepFiles?: boolean | undefined;
  ownCatalog?: string | undefined;
}

/**
 * @throws RequestError for options that do not go with several bundles; CatalogFormatError for a manifest that cannot be had,
 *         or bundles that do not go together; IntegrityError; what `signal` was aborted with
 */
export async function openJoined(options: SeveralOptions, load: LoadManifestOptions): Promise<JoinedBundles> {
  const urls = [options.manifestUrl, ...(options.furtherManifestUrls ?? [])];
  checkOptions(options, urls);
  const manifests = await Promise.all(
    urls.map(async (url) => {
      const named = (error: unknown) => {
        if (!(error instanceof CatalogFormatError)) throw error;
        throw new CatalogFormatError(`${url}: ${messageOf(error)}`, { cause: error });
      };
      return (await loadManifestFile(url, load).catch(named)).manifest;
    }),
  );
  let firstItemIndex = 0;
  const bundles = manifests.map((manifest, i): BundleOfSeveral => {
    const bundle = { manifestUrl: urls[i]!, manifest, firstItemIndex };
    firstItemIndex += manifest.numItems;
    return bundle;
  });
  for (const bundle of bundles) checkBundle(bundle, bundles[0]!, options.databaseName !== undefined);
  if (firstItemIndex > MOST_ITEMS) fail(`${firstItemIndex} items in all`, `at most ${MOST_ITEMS}: leave bundles out`);
  return join(bundles);
}

function checkOptions({ keepFiles, ownCatalog }: SeveralOptions, urls: readonly string[]): void {
  const refuse = (found: string, expected: string): never => {
    throw new RequestError(`several bundles: found ${found}, expected ${expected}`);
  };
  if (keepFiles) refuse('keepFiles', 'none: what is kept on the device is one bundle so far, leave it out');
  if (ownCatalog) refuse('ownCatalog', 'none: it takes the place of one bundle, open it by itself');
  if (urls.length > MOST_BUNDLES) refuse(`${urls.length}`, `at most ${MOST_BUNDLES}`);
  const twice = urls.find((url, i) => urls.indexOf(url) < i);
  if (twice !== undefined) refuse(`${twice} twice`, 'each bundle once');
}

function checkBundle(
  { manifestUrl, manifest }: BundleOfSeveral,
  first: BundleOfSeveral,
  isHistoryNamed: boolean,
): void {
  const { models, matchFilter, space, history } = manifest;
  const other = first.manifest;
  const beyond = [
    models.userTower && 'towers',
    matchFilter && 'a match filter',
    models.textEncoder && 'a text encoder',
  ];
  const [found] = beyond.filter(Boolean);
  if (found) fail(`${manifestUrl} with ${found}`, 'bundles of items alone, which only go together so far');
  if (space === undefined || space !== other.space) {
    fail(
      `${manifestUrl} in the space ${space ?? 'of a build that names none'}`,
      `that of ${first.manifestUrl} (${other.space ?? 'which names none either'}): build it with --space-of and the other's folder`,
    );
  }
  // The space says so of bundles that a build made.
  for (const name of ['embeddingDim', 'qualityDims', 'itemScale', 'meanStrength'] as const) {
    if (manifest[name] !== other[name]) {
      const mend = 'build it again with --space-of';
      fail(`${manifestUrl} with ${name} ${manifest[name]}`, `${other[name]}, as ${first.manifestUrl} has: ${mend}`);
    }
  }
  if (isHistoryNamed || (history !== undefined && history === other.history)) return;
  fail(
    `${manifestUrl} with ${history === undefined ? 'no history' : `the history '${history}'`}`,
    `one history in all${other.history === undefined ? '' : `, '${other.history}' as in ${first.manifestUrl}`}: build each with the same --history, or open them with databaseName`,
  );
}

function fail(found: string, expected: string): never {
  throw new CatalogFormatError(`several bundles: found ${found}, expected ${expected}`);
}

/** A run of one bundle, by its first row in all. */
interface Place {
  bundle: BundleOfSeveral;
  run: RowRun;
}

function join(bundles: readonly BundleOfSeveral[]): JoinedBundles {
  const places = new Map<number, Place>();
  for (const bundle of bundles) {
    for (const run of rowRuns(bundle.manifest)) places.set(bundle.firstItemIndex + run.firstItemIndex, { bundle, run });
  }
  const leftOut: LeftOut = { numItems: 0, named: [] };
  const openAll = (catalog: ItemCatalog) => {
    const open = new Map(bundles.map((bundle) => [bundle, openRows(bundle.manifestUrl, bundle.manifest)]));
    let before = Promise.resolve();
    return async ({ firstItemIndex }: RowRun, options: FetchOptions) => {
      const { bundle, run } = places.get(firstItemIndex)!;
      const those = before;
      let tellDone!: () => void;
      before = new Promise((resolve) => (tellDone = resolve));
      try {
        const items = await open.get(bundle)!(run, options);
        await those;
        return withoutTaken(items, catalog, leftOut);
      } finally {
        // In a task of its own: by then it is in the catalog.
        void those.then(() => setTimeout(tellDone));
      }
    };
  };
  return {
    bundles,
    manifest: manifestOfAll(bundles, places),
    openRows: openAll,
    async readLanguages(read) {
      const files: LanguageFile[] = [];
      for (const { manifestUrl, manifest } of bundles) {
        const { language } = manifest;
        if (language)
          files.push(await read(manifestUrl, { ...language, path: new URL(language.path, manifestUrl).href }));
      }
      return joinLanguages(files);
    },
    left: () => leftOutLine(leftOut),
  };
}

/** First runs of all bundles come first, then the others of each. */
function manifestOfAll(bundles: readonly BundleOfSeveral[], places: ReadonlyMap<number, Place>): Manifest {
  const manifests = bundles.map(({ manifest }) => manifest);
  const { format, version, history, space, embeddingDim, qualityDims, contentDim, sequenceLength } = manifests[0]!;
  const { itemScale, prior, meanStrength, vocabularies } = manifests[0]!;
  const runs = Array.from(places, ([firstItemIndex, { bundle, run }]) => {
    const { shard = bundle.manifest.catalog.changes!.at(-1)! } = run;
    return { ...addressed(shard, bundle), firstItemIndex, numItems: run.numItems };
  });
  const firstRows = new Set(bundles.map(({ firstItemIndex }) => firstItemIndex));
  const isFirst = ({ firstItemIndex }: { firstItemIndex: number }) => firstRows.has(firstItemIndex);
  const beside = <F extends Shard | RowChanges>(filesOf: (manifest: Manifest) => readonly F[] | undefined) =>
    bundles.flatMap((bundle) =>
      (filesOf(bundle.manifest) ?? []).map((file) => {
        return { ...addressed(file, bundle), firstItemIndex: bundle.firstItemIndex + file.firstItemIndex };
      }),
    );
  const isRun = new Set(runs.map(({ path }) => path));
  const facets = new Map<string, Manifest['vocabularies']['facets'][number]>();
  for (const facet of manifests.flatMap((manifest) => manifest.vocabularies.facets)) {
    if (!facets.has(facet.name)) facets.set(facet.name, facet);
  }
  const itemToItem = bytesOfAll(bundles, (manifest) => [manifest.itemToItem, manifest.itemToItemChanges]);
  const language = bytesOfAll(bundles, (manifest) => [manifest.language]);
  return {
    ...{ format, version, history, space, embeddingDim, qualityDims, contentDim, sequenceLength },
    ...{ itemScale, prior, meanStrength },
    name: manifests.map(({ name }) => name).join(', '),
    numItems: manifests.reduce((sum, { numItems }) => sum + numItems, 0),
    catalog: {
      items: [...runs.filter(isFirst), ...runs.filter((run) => !isFirst(run))],
      content: [],
      facts: beside(({ catalog }) => catalog.facts),
      changes: beside(({ catalog }) => catalog.changes).filter(({ path }) => !isRun.has(path)),
    },
    models: {},
    ...(itemToItem && { itemToItem }),
    ...(language && { language }),
    vocabularies: { ...vocabularies, facets: [...facets.values()] },
    notices: [...new Set(manifests.flatMap(({ notices }) => notices))],
  };
}

function addressed<F extends { path: string }>(file: F, { manifestUrl }: BundleOfSeveral): F {
  return { ...file, path: new URL(file.path, manifestUrl).href };
}

/** An entry that stands for a kind of file of all bundles: the first, with the bytes of all. */
function bytesOfAll(
  bundles: readonly BundleOfSeveral[],
  filesOf: (manifest: Manifest) => (GzippedFile | undefined)[],
): GzippedFile | undefined {
  const files = bundles.flatMap((bundle) =>
    filesOf(bundle.manifest).flatMap((file) => (file ? [addressed(file, bundle)] : [])),
  );
  return files[0] && { ...files[0], sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}

/** What an earlier run has stays there: the row of the other is empty. */
function withoutTaken(items: ItemShard, catalog: ItemCatalog, leftOut: LeftOut): ItemShard {
  const absent = new Set<number>();
  for (const [row, id] of items.ids.entries()) {
    const known = catalog.indexOf(id);
    if (known !== undefined && catalog.itemId(known) === id) absent.add(row);
  }
  if (absent.size === 0) return items;
  const { numItems, embeddings, features } = items;
  for (const row of absent) {
    leftOut.numItems++;
    if (leftOut.named.length < MOST_NAMED) leftOut.named.push(items.ids[row]!);
    for (const matrix of [embeddings, features]) {
      const width = matrix.length / numItems;
      matrix.fill(0, row * width, (row + 1) * width);
    }
  }
  const without = <T>(columns: Record<string, T[]>, empty: () => T) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [
        name,
        values.map((value, row) => (absent.has(row) ? empty() : value)),
      ]),
    );
  return { ...items, absent, facets: without(items.facets, () => []), details: without(items.details, () => null) };
}

interface LeftOut {
  numItems: number;
  /** Ids of the first of them. */
  named: string[];
}

function leftOutLine({ numItems, named }: LeftOut): string | undefined {
  if (numItems === 0) return undefined;
  const items = numItems === 1 ? '1 item is' : `${numItems} items are`;
  const ids = named.join(', ') + (numItems > named.length ? ', …' : '');
  return `${items} in two of the bundles (${ids}): the one that came first is taken.`;
}
