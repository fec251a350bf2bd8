// Remembers which backends were chosen for a bundle on a device, so that the next visit measures nothing. A choice
// holds for one device and one version of what was measured. It says nothing about the visitor. Where storage is
// refused, each visit measures again.
import { type DBSchema, openDB } from 'idb';
import type { BackendPath, Measurement } from './choose-backends.ts';

const DATABASE = 'privet-backends';
const LAYOUT_VERSION = 1;

interface BackendSchema extends DBSchema {
  choices: { key: string; value: { version: string; path: BackendPath } & Partial<MeasuredWays> };
}

/** What a choice was made by. */
export interface MeasuredWays {
  measurements: Measurement[];
  /** Milliseconds since the epoch. */
  measuredAtMs: number;
}

export interface RememberedChoice extends Partial<MeasuredWays> {
  path: BackendPath;
}

export interface BackendKey {
  /** The bundle: its manifest's URL. */
  bundle: string;
  /** The GPU, by `describeAdapter`. */
  device: string;
  /** All that a measurement depends on beside the device: code, models, catalog size. */
  version: string;
}

/** The choice that was made for this key; undefined where there is none, or another version's. */
export async function recallBackends({ bundle, device, version }: BackendKey): Promise<RememberedChoice | undefined> {
  const choice = await withDatabase((database) => database.get('choices', keyOf(bundle, device)));
  if (choice?.version !== version) return undefined;
  if (!isPath(choice.path)) return undefined;
  const { path, measurements, measuredAtMs } = choice;
  // A choice of an older version of this code came without its figures.
  if (!measurements?.every(isMeasurement) || typeof measuredAtMs !== 'number') return { path };
  return { path, measurements, measuredAtMs };
}

/** Keeps a choice; one for an older version of the same bundle on the same device is replaced. Never rejects. */
export async function rememberBackends(
  { bundle, device, version }: BackendKey,
  choice: RememberedChoice,
): Promise<void> {
  await withDatabase((database) => database.put('choices', { version, ...choice }, keyOf(bundle, device)));
}

/** What tells one GPU from another. Browsers blur it on purpose: two GPUs of one family may look alike. */
export function describeAdapter({ vendor, architecture, device, description }: GPUAdapterInfo): string {
  return [vendor, architecture, device, description].join(' / ');
}

function keyOf(bundle: string, device: string): string {
  return JSON.stringify([bundle, device]);
}

function isPath({ tower, ranking }: BackendPath): boolean {
  return (isProcessorOrGpu(tower) || tower === 'js') && isProcessorOrGpu(ranking);
}

function isMeasurement({ path, medianMs }: Measurement): boolean {
  return isPath(path) && typeof medianMs === 'number';
}

function isProcessorOrGpu(value: unknown): boolean {
  return value === 'webgpu' || value === 'wasm';
}

type Database = Awaited<ReturnType<typeof openDB<BackendSchema>>>;

/** Undefined when storage is refused. */
async function withDatabase<T>(use: (database: Database) => Promise<T>): Promise<T | undefined> {
  let database: Database | undefined;
  try {
    database = await openDB<BackendSchema>(DATABASE, LAYOUT_VERSION, {
      upgrade: (upgrading) => void upgrading.createObjectStore('choices'),
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return await use(database);
  } catch {
    return undefined;
  } finally {
    database?.close();
  }
}
