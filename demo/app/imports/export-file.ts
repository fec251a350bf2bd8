// What a person takes along where they have catalogs of their own: their history and those in one file
// (docs/formats/export.md). Without such catalogs it is the history's file alone, as it always was.

import { RequestError } from '../../../src/visitor-files.ts';

const FORMAT = 'privet-export';
const VERSION = 1;
/** Of an export, and of any file that is read here. */
export const MAX_EXPORT_BYTES = 64_000_000;

/** @returns the size @throws RequestError */
export function checkSize(name: string, sizeBytes: number): number {
  if (sizeBytes <= MAX_EXPORT_BYTES) return sizeBytes;
  const [size, most] = [Math.round(sizeBytes / 1e6), MAX_EXPORT_BYTES / 1e6];
  throw new RequestError(`${name}: it has ${size} MB, expected at most ${most} MB`);
}

/** The parts of an export as they lie in one, JSON each. */
export interface ExportParts {
  /** A history file. */
  history: string;
  /** A list; its entries are checked by whoever keeps them. */
  catalogs: Blob;
}

/** @param catalogs  of src/own-catalogs */
export function formatExportFile({ history, catalogs }: ExportParts): Blob {
  const head = `{"format":"${FORMAT}","version":${VERSION},"history":${history.trimEnd()},"catalogs":`;
  return new Blob([head, catalogs, '}\n'], { type: 'application/json' });
}

export function isExportFile(json: unknown): boolean {
  return typeof json === 'object' && json !== null && (json as { format?: unknown }).format === FORMAT;
}

/** @throws RequestError for another version, or one that lacks a part */
export function parseExportFile(json: unknown): ExportParts & { numCatalogs: number } {
  const { version, history, catalogs } = json as Record<string, unknown>;
  if (version !== VERSION) throw new RequestError(`export file: version is ${version}, expected ${VERSION}`);
  if (typeof history !== 'object' || history === null)
    throw new RequestError('export file: history is missing, expected the file of one');
  if (!Array.isArray(catalogs)) throw new RequestError('export file: catalogs are missing, expected a list');
  return {
    history: JSON.stringify(history),
    catalogs: new Blob([JSON.stringify(catalogs)]),
    numCatalogs: catalogs.length,
  };
}
