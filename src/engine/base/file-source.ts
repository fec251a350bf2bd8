// Where the files of the open bundle come from, the same for every part of the engine that loads one, and whom to tell.
import type { FetchOptions } from '../../bundle/fetch-verified.ts';
import type { JoinedBundles } from '../../bundle/joined-bundles.ts';
import type { KeptFiles } from '../../bundle/kept-files.ts';
import type { Manifest } from '../../formats/manifest.ts';
import type { PartName } from './status-api.ts';
import type { StatusBoard } from './status-board.ts';

export interface FileSource {
  manifestUrl: string;
  manifest: Manifest;
  /** The bundles that the manifest stands for, where it is not that of one. */
  joined?: JoinedBundles | undefined;
  /** What is here already. */
  kept: KeptFiles;
  fetchFile: typeof fetch;
  status: StatusBoard;
  signal: AbortSignal;
}

/** @param path  the file whose bytes count as the part's */
export function fetchOptions(source: FileSource, part: PartName, path: string): FetchOptions {
  const { kept, fetchFile, status, signal } = source;
  const onProgress = (loadedBytes: number) => status.setProgress(part, path, loadedBytes);
  return { kept, signal, onProgress, fetch: fetchFile };
}
