// What `open` opens: the history and the catalog, side by side, each telling how far it is. The catalog is open with
// its first shard; the others arrive behind it. A history that cannot be stored and a shard that fails cost what they
// hold; only a catalog without a single item is an error.

import type { JoinedBundles } from '../../bundle/joined-bundles.ts';
import type { DeviceStore } from '../../bundle/kept-files.ts';
import type { KeptOnDevice } from '../../bundle/kept-on-device.ts';
import { type LoadItemsOptions, type LoadOptions, loadItems, loadManifestFile } from '../../bundle/load-bundle.ts';
import { openVersion, type RememberedFile, readVersion, rememberedVersion } from '../../bundle/open-version.ts';
import type { RowRun } from '../../bundle/row-changes.ts';
import { ItemCatalog } from '../../catalog/item-catalog.ts';
import { CatalogFormatError, messageOf } from '../../errors.ts';
import { isOfNetwork } from '../../fetching/persist.ts';
import type { Integrity } from '../../formats/integrity.ts';
import type { Manifest } from '../../formats/manifest.ts';
import type { ErasureNote } from '../../history/erasure-note.ts';
import { type HistoryStatus, openHistory } from '../../history/history-log.ts';
import { historyName } from '../../history/history-name.ts';
import { ownHistoryName } from '../../own-catalogs/history-name.ts';
import type { PartStatus } from '../base/status-api.ts';
import type { StatusBoard } from '../base/status-board.ts';
import { HistoryView } from '../lists/history-view.ts';
import type { CheckedOpenOptions } from './open-options.ts';
import type { HistoryListener, OwedErasures } from './start-api.ts';

export interface OpenedBundle {
  manifest: Manifest;
  /** What the manifest was read from. */
  manifestBytes: Uint8Array<ArrayBuffer>;
  /** What the page named the manifest by. */
  integrity?: Integrity | undefined;
  /** The bundles that the manifest stands for, where it is not that of one. */
  joined?: JoinedBundles | undefined;
  /** Where its versions stay on the device, if they do. */
  versions: KeptOnDevice | undefined;
  /** Where a file is looked for before it is fetched, and put when it was. */
  onDevice: DeviceStore | undefined;
  /** Where the bundle's files come from: the host, or what is stored here. */
  fetchFile: typeof fetch;
  catalog: ItemCatalog;
  history: HistoryView;
  /** The page named no history: one of the time before histories had names may be of this catalog. */
  isNamedByCatalog: boolean;
  /** Fulfilled when every shard has arrived or failed; never rejects. */
  complete: Promise<void>;
  /** Fetches again what failed of the catalog. @throws where something is still missing, why */
  loadMissing: () => Promise<void>;
  /** Lets the shards behind the first one come. Until then the worker has nothing to do but the first list. */
  loadRest: () => void;
}

/** A page that asks for no list gets the whole catalog all the same. */
const LOAD_REST_AFTER_MS = 1000;

/** Told of rows that are in the catalog from now on. */
export type ItemsListener = (firstIndex: number, count: number) => void;

export interface BundleListeners {
  onHistoryChange: HistoryListener;
  owedErasures?: OwedErasures | undefined;
  onItems: ItemsListener;
  /** The first items are there, and the others are about to be fetched. */
  onRest: () => void;
}

type CatalogListeners = Omit<BundleListeners, 'onHistoryChange' | 'owedErasures'>;

/**
 * @throws CatalogFormatError when there is no manifest, or not one shard can be used; IntegrityError when the manifest is not
 *         the one that the page names; what `signal` was aborted with
 */
export async function openBundle(
  options: CheckedOpenOptions,
  status: StatusBoard,
  { onHistoryChange, owedErasures, ...listeners }: BundleListeners,
  signal: AbortSignal,
): Promise<OpenedBundle> {
  const source = openSource(options, signal);
  const openHistory = (name: string) => openStatedHistory(name, options, status, onHistoryChange, owedErasures);
  // A history that the page names waits for nothing.
  const opening = options.databaseName ? openHistory(options.databaseName) : nameOf(options, source).then(openHistory);
  opening.catch(() => {}); // the source's failure is told below
  try {
    const opened = await openCatalog(options, source, status, listeners, signal);
    const history = await opening;
    return { ...opened, history, isNamedByCatalog: !options.databaseName && !options.ownCatalog };
  } catch (error) {
    await opening.then(({ log }) => log.close()).catch(() => {});
    throw error;
  }
}

async function nameOf({ manifestUrl, ownCatalog }: CheckedOpenOptions, source: Promise<Source>): Promise<string> {
  return ownCatalog ? ownHistoryName(ownCatalog) : historyName(manifestUrl, (await source).manifest.history);
}

async function openStatedHistory(
  databaseName: string,
  { owed = [], expectedLocks = [] }: CheckedOpenOptions,
  status: StatusBoard,
  onChange: HistoryListener,
  owedErasures?: OwedErasures,
): Promise<HistoryView> {
  const onStatus = ({ storage, encryption, message, isErasureOwed }: HistoryStatus) => {
    status.set({ storage, encryption, isErasureOwed });
    status.setPart('history', message === undefined ? { state: 'ready' } : { state: 'degraded', message });
  };
  status.setPart('history', { state: 'loading' });
  status.set({ databaseName });
  const erasure = owedErasures && noteOf(databaseName, owed.includes(databaseName), owedErasures);
  const expectsEncrypted = expectedLocks.includes(databaseName);
  const log = await openHistory({ databaseName, expectsEncrypted, onChange, onStatus, ...(erasure && { erasure }) });
  onStatus(log.status);
  return new HistoryView(log);
}

/** Pages keep the notes of all their histories. */
function noteOf(database: string, wasOwed: boolean, owed: OwedErasures): ErasureNote {
  let isFirst = true;
  return {
    order: async () => owed.order(database),
    async isOwed() {
      // The page thread has its first list to draw: what it said with the options will do.
      const isKnown = isFirst && !wasOwed;
      isFirst = false;
      return isKnown ? false : owed.isOwed(database);
    },
    paid: async () => owed.paid(database),
  };
}

/** Looked up at each call, as every global is. */
const fetchFromHost: typeof fetch = (input, init) => fetch(input, init);

/** Code that the films do without. */
async function openOwnCatalog(id: string, manifestUrl: string): Promise<typeof fetch> {
  const { ownCatalogFetch } = await import('../../own-catalogs/own-catalog.ts');
  return ownCatalogFetch(id, manifestUrl);
}

/** Resolves with the first shard that can be used. */
async function openCatalog(
  options: CheckedOpenOptions,
  opening: Promise<Source>,
  status: StatusBoard,
  listeners: CatalogListeners,
  signal: AbortSignal,
) {
  const { manifestUrl } = options;
  status.setPart('catalog', { state: 'loading' });
  let source: Source | undefined;
  try {
    source = await opening;
    const { manifest } = source;
    const catalog = new ItemCatalog(manifest);
    const totalBytes = manifest.catalog.items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    status.setPart('catalog', { state: 'loading', totalBytes });
    status.set({ catalogName: catalog.name });
    const load = { signal, fetch: source.fetchFile, kept: source.onDevice };
    const { first, complete, ...more } = streamItems(manifestUrl, source, catalog, status, listeners, load);
    await Promise.race([first, complete]);
    setTimeout(more.loadRest, LOAD_REST_AFTER_MS);
    return { ...source, catalog, complete: complete.catch(() => {}), ...more };
  } catch (error) {
    // The host may have other files by now, and says so by its manifest.
    if (source?.isRemembered && !signal.aborted) {
      await source.versions?.dropManifest('opened');
      return openCatalog(options, openSource(options, signal), status, listeners, signal);
    }
    status.setPart('catalog', { state: 'failed', message: messageOf(error) });
    throw error;
  }
}

interface Source
  extends Pick<
    OpenedBundle,
    'manifest' | 'manifestBytes' | 'joined' | 'integrity' | 'versions' | 'onDevice' | 'fetchFile'
  > {
  isRemembered?: boolean | undefined;
}

/** A stored catalog; else the version that is kept here, which needs no network; else the host's. */
async function openSource(options: CheckedOpenOptions, signal: AbortSignal): Promise<Source> {
  const { manifestUrl, ownCatalog, keepFiles = false, integrity } = options;
  if (options.furtherManifestUrls?.length) return openSeveral(options, signal);
  if (ownCatalog) {
    const fetchFile = await openOwnCatalog(ownCatalog, manifestUrl);
    const { manifest, bytes } = await loadManifestFile(manifestUrl, { signal, fetch: fetchFile });
    // The text encoder is the site's, and may be kept with the site's own bundle.
    const { kept } = await readVersion(manifestUrl);
    return { fetchFile, manifest, manifestBytes: bytes, integrity, versions: undefined, onDevice: kept };
  }
  const { kept, version } = keepFiles ? await openVersion(manifestUrl, signal, integrity) : {};
  const { manifest, bytes, isRemembered } = version ?? (await loadFromHost(options, signal, kept));
  return {
    fetchFile: fetchFromHost,
    manifest,
    manifestBytes: bytes,
    integrity,
    versions: kept,
    onDevice: kept,
    isRemembered,
  };
}

/** Code that pages of one bundle do without. */
async function openSeveral(options: CheckedOpenOptions, signal: AbortSignal): Promise<Source> {
  const { openJoined } = await import('../../bundle/joined-bundles.ts');
  const { integrity } = options;
  const joined = await openJoined(options, { signal, fetch: fetchFromHost, integrity });
  const unkept = { manifestBytes: new Uint8Array(), versions: undefined, onDevice: undefined };
  return { ...unkept, fetchFile: fetchFromHost, manifest: joined.manifest, joined, integrity };
}

/**
 * One that the page names and that a worker before this one opened is asked for no more. Where the host has none, a version
 * that is kept and not named is no help, and this is told.
 */
async function loadFromHost(
  { manifestUrl, integrity }: CheckedOpenOptions,
  signal: AbortSignal,
  kept: KeptOnDevice | undefined,
): Promise<RememberedFile> {
  const remembered = integrity && (await rememberedVersion(kept, integrity));
  if (remembered) return remembered;
  try {
    const found = await loadManifestFile(manifestUrl, { signal, fetch: fetchFromHost, integrity });
    if (integrity) kept?.putManifest('opened', found.bytes).catch(() => {});
    return found;
  } catch (error) {
    const isHostsFault = error instanceof CatalogFormatError && !signal.aborted;
    if (!integrity || !isHostsFault || !(await kept?.manifest('current').catch(() => undefined))) throw error;
    const also = 'the version that is kept on this device is not the one that this page names, and is not used';
    throw new CatalogFormatError(`${error.message}; ${also}`, { cause: error });
  }
}

/** `complete` rejects when not one shard can be used. */
function streamItems(
  manifestUrl: string,
  { manifest, joined }: Source,
  catalog: ItemCatalog,
  status: StatusBoard,
  { onItems, onRest }: CatalogListeners,
  fetching: Pick<LoadOptions, 'signal' | 'fetch' | 'kept'>,
): Pick<OpenedBundle, 'complete' | 'loadMissing' | 'loadRest'> & { first: Promise<void> } {
  const [first, tellFirst] = signalled();
  const [restAfter, loadRest] = signalled();
  void restAfter.then(onRest);
  const load = { ...fetching, numFirst: joined?.bundles.length, rows: joined?.openRows(catalog) };
  let numToCome = joined?.bundles.length ?? 1;
  const onShard = ({ firstItemIndex, numItems }: RowRun) => {
    status.set({ numItems: catalog.available.count() });
    onItems(firstItemIndex, numItems);
    if (--numToCome <= 0) tellFirst();
  };
  const loadInto = async (options: LoadItemsOptions) => {
    const hereBytes = manifest.catalog.items
      .filter(({ firstItemIndex }) => catalog.hasArrived(firstItemIndex))
      .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const onProgress = (loadedBytes: number) => status.setProgress('catalog', 'items', hereBytes + loadedBytes);
    const failures = await loadItems(manifestUrl, manifest, catalog, { ...load, ...options, onProgress, onShard });
    stateCatalog(status, catalog, failures, joined?.left());
    return failures;
  };
  const complete = loadInto({ restAfter }).then(() => {});
  const loadMissing = async () => {
    await complete.catch(() => {});
    if (catalog.isWhole) return;
    status.setPart('catalog', { state: 'loading' });
    const failures = await loadInto({});
    if (failures.length > 0) throw failures.find(isOfNetwork) ?? failures[0];
  };
  return { first, loadRest, loadMissing, complete };
}

/** A promise and the function that fulfils it. */
function signalled(): [promise: Promise<void>, fulfil: () => void] {
  let fulfil!: () => void;
  const promise = new Promise<void>((resolve) => {
    fulfil = resolve;
  });
  return [promise, fulfil];
}

/** The last word on the catalog. */
function stateCatalog(status: StatusBoard, catalog: ItemCatalog, failures: readonly Error[], left?: string): void {
  const numItems = catalog.available.count();
  if (numItems === 0 && failures.length > 0) throw failures[0];
  const reasons = failures.map(({ message }) => message).join('; ');
  const numMissing = catalog.numItems - numItems - catalog.absent.count();
  const message = `${numMissing} of ${catalog.numItems} items are missing: ${reasons}`;
  const whole: PartStatus = { state: 'ready', ...(left && { message: left }) };
  status.setPart('catalog', failures.length === 0 ? whole : { state: 'degraded', message });
}
