// Fetches everything that any act of a person may need, one thing after the other in one order for everyone, and goes on
// by itself where the network was away; the model card and the files of search by meaning, which nothing else fetches.
import * as v from 'valibot';
import { searchFilesOf, sumBytes } from '../../bundle/bundle-files.ts';
import { fetchGzipped, fetchVerified } from '../../bundle/fetch-verified.ts';
import { CatalogFormatError, ModelLoadError, messageOf, RequestError } from '../../errors.ts';
import { persist } from '../../fetching/persist.ts';
import { hearSlowRequests } from '../../fetching/slow-requests.ts';
import { type ModelCard, parseModelCard } from '../../formats/model-card.ts';
import type { EncoderFile } from '../../own-catalogs/own-catalogs-api.ts';
import { check } from '../base/check.ts';
import { type FileSource, fetchOptions } from '../base/file-source.ts';
import type { WarmUpReport } from '../base/status-api.ts';
import type { StatusBoard } from '../base/status-board.ts';
import type { Turn } from './turn.ts';

export interface WarmUp {
  /** By what they make ready. Each fetches what is not here yet, and rejects where it cannot be had. */
  steps: Readonly<Record<string, () => Promise<unknown>>>;
  /** The first so many are what a search by words needs: behind them a slow host holds up none. */
  numForSearch: number;
  /** Of the bundle's files, those that come with it, and those that its caller does without. */
  totalBytes: number;
  leftOutBytes: number;
  status: StatusBoard;
  turn: Turn;
  signal: AbortSignal;
}

/** @returns what is here, when all is. @throws ModelLoadError that says what is missing though the host answers */
export async function runWarmUp(warmUp: WarmUp): Promise<WarmUpReport> {
  const { steps, numForSearch, totalBytes, leftOutBytes, status, turn, signal } = warmUp;
  const failures: unknown[] = [];
  const goOn = () => {
    turn.take();
    status.setWarmUp({ state: 'loading', totalBytes });
  };
  const onWait = (message: string) => {
    status.setWarmUp({ state: 'waiting', totalBytes, message });
    turn.holdUp();
  };
  goOn();
  let numDone = 0;
  const unhear = hearSlowRequests((waitingFor) => {
    if (waitingFor && numDone >= numForSearch) onWait(waitingFor.message);
    else if (status.warmUp.state === 'waiting') goOn();
  });
  for (const [part, step] of Object.entries(steps)) {
    try {
      await persist(step, { signal, onWait, onTry: goOn });
      turn.isHere(part);
    } catch (error) {
      if (signal.aborted) unhear();
      signal.throwIfAborted();
      failures.push(error);
    }
    numDone++;
  }
  unhear();
  if (failures.length === 0) {
    status.setWarmUp({ state: 'ready', totalBytes, leftOutBytes });
    return { totalBytes, leftOutBytes };
  }
  const message = failures.map(messageOf).join('; ');
  status.setWarmUp({ state: 'failed', totalBytes, message });
  throw new ModelLoadError(`warm-up: not everything is here: ${message}`, { cause: failures[0] });
}

/**
 * What search by meaning needs; a search that comes later finds it made, and one that waits for it sees how far it is.
 *
 * @throws what cannot be had
 */
export async function fetchSearchFiles(
  source: FileSource & { searcher: { prepareMeaning(): Promise<void> } },
): Promise<void> {
  const { kept, manifest, manifestUrl, fetchFile, searcher, status, signal } = source;
  const files = searchFilesOf(manifest);
  if (files.length === 0 || status.stateOf('text-encoder') === 'ready') return; // it goes by words, or is here
  const totalBytes = sumBytes(files);
  status.setPart('text-encoder', { state: 'loading', totalBytes });
  try {
    for (const file of files) {
      const onProgress = (loadedBytes: number) => status.setProgress('text-encoder', file.path, loadedBytes);
      await kept.keep(new URL(file.path, manifestUrl).href, file, { signal, onProgress, fetch: fetchFile });
      onProgress(file.sizeBytes);
    }
  } finally {
    status.setPart('text-encoder', { state: 'idle', totalBytes });
  }
  await searcher.prepareMeaning();
}

/** The text encoder as it lies here, for whoever encodes beside the engine. @throws where it cannot be had */
export async function readEncoder(source: FileSource): Promise<EncoderFile> {
  const { manifest, manifestUrl } = source;
  const file = manifest.models.textEncoder;
  if (!file) throw new ModelLoadError('text-encoder: the bundle has none');
  const options = fetchOptions(source, 'text-encoder', file.path);
  return { file, bytes: await fetchGzipped(new URL(file.path, manifestUrl).href, file, options) };
}

const encoderFile = v.object({ file: v.object({ path: v.string() }), bytes: v.instance(Uint8Array, 'bytes') });

/** Takes what `readEncoder` read elsewhere; what the bytes are is checked where they are used. @throws RequestError */
export function takeEncoder({ kept, manifest }: FileSource, encoder: unknown): void {
  const { bytes } = check('useEncoder', encoderFile, encoder) as EncoderFile;
  if (manifest.models.textEncoder) kept.take(manifest.models.textEncoder, bytes);
}

/** @throws RequestError where the bundle has none, CatalogFormatError where it cannot be had or is none */
export async function fetchModelCard({
  manifest,
  manifestUrl,
  kept,
  fetchFile,
  signal,
}: FileSource): Promise<ModelCard> {
  const file = manifest.modelCard;
  if (!file) throw new RequestError('model card: the bundle has none');
  const options = { signal, fetch: fetchFile, kept };
  const bytes = await fetchVerified(new URL(file.path, manifestUrl).href, file, options, CatalogFormatError);
  return parseModelCard(new TextDecoder().decode(bytes), file.path);
}
