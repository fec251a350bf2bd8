// A person's own export from another service: which one it is shows in its columns, not in its name. A history of this
// app is recognized too and handed on as it is, so that one door serves for all files.
import { isHistory, RequestError } from '../../../src/visitor-files.ts';
import { type ExportParts, isExportFile, parseExportFile } from './export-file.ts';
import { imdb, tmdb } from './imdb-tmdb.ts';
import { letterboxd } from './letterboxd.ts';
import { netflix } from './netflix.ts';
import { readFiles, type UploadedFile } from './read-files.ts';
import type { ExportedFilm, LeftOut, Service, SourceFile } from './service.ts';
import { trakt } from './trakt.ts';

const SERVICES: readonly Service[] = [letterboxd, imdb, trakt, tmdb, netflix];
/** Things of a message about what was found. */
const MAX_NAMED = 8;

export type ReadExport =
  | { kind: 'films'; service: string; films: ExportedFilm[]; leftOut: LeftOut; paths: string[] }
  /** A history that this app exported: its text, and own catalogs where there were any. */
  | { kind: 'history'; text: string; own?: OwnCatalogsOfFile };

/** Catalogs of the person's own in an export, not yet checked. */
export interface OwnCatalogsOfFile extends Pick<ExportParts, 'catalogs'> {
  numCatalogs: number;
}

/** @throws RequestError that says what was found and what was expected */
export async function readExport(uploads: readonly UploadedFile[]): Promise<ReadExport> {
  if (uploads.length === 0) throw new RequestError('import: no file was given, expected at least one');
  const files = await readFiles(uploads, (source) => {
    return (
      isHistory(source.json) || isExportFile(source.json) || SERVICES.some((service) => service.recognizes(source))
    );
  });
  const history = files.find(({ json }) => isHistory(json));
  if (history) return { kind: 'history', text: JSON.stringify(history.json) };
  const whole = files.find(({ json }) => isExportFile(json));
  if (whole) {
    const { history: text, ...own } = parseExportFile(whole.json);
    return { kind: 'history', text, own };
  }
  for (const service of SERVICES) {
    const recognized = files.filter((file) => service.recognizes(file));
    if (recognized.length === 0) continue;
    const { films, leftOut } = service.read(recognized);
    return { kind: 'films', service: service.name, films, leftOut, paths: recognized.map(({ path }) => path) };
  }
  throw new RequestError(`${uploads[0]!.name}: ${foundIn(files)}, expected ${expected()}`);
}

function foundIn(files: readonly SourceFile[]): string {
  const named = (names: string[]) => {
    const shown = names.slice(0, MAX_NAMED).map((name) => name.slice(0, 40) || 'one without a name');
    return `${shown.join(', ')}${names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : ''}`;
  };
  if (files.length === 0) return 'it holds no csv and no JSON file';
  if (files.length > 1) return `the files in it are ${named(files.map(({ path }) => path))}`;
  const { table } = files[0]!;
  if (!table) return 'it is JSON of another kind';
  return table.columns.length === 0 ? 'it is empty' : `its columns are ${named(table.columns)}`;
}

function expected(): string {
  const known = SERVICES.map((service) => service.expected);
  return `${known.join('; ')}; or a history that this app exported`;
}
