// The parts of the page's engine over the film bundle, for measures that take some of them away. No product code knows of it.

import type { FileSource } from '../../../src/engine/base/file-source.ts';
import { StatusBoard } from '../../../src/engine/base/status-board.ts';
import { openParts } from '../../../src/engine/engine-parts.ts';
import type { CatalogLanguage } from '../../../src/engine/language/language-reader.ts';
import { LazyLanguage } from '../../../src/engine/start/lazy-parts.ts';
import { formatLanguage } from '../../../src/formats/language-file.ts';
import { packGzipped } from '../../../src/formats/pack-gzipped.ts';
import { serveFilms } from '../taste/film-engine.ts';

export type EngineParts = Awaited<ReturnType<typeof openParts>>;

export interface FilmParts {
  parts: EngineParts;
  /** What parts are made of. */
  source: FileSource;
  language: CatalogLanguage;
  close(): Promise<void>;
}

/** All items and the table, with an empty history; whoever opens them closes them. */
export async function openFilmParts(folder: string): Promise<FilmParts> {
  const manifestUrl = serveFilms(folder);
  const [status, abort] = [new StatusBoard(), new AbortController()];
  const nobody = { onHistoryChange: () => {}, onRest: () => {} };
  const parts = await openParts({ manifestUrl, databaseName: 'parts', backend: 'wasm' }, status, nobody, abort.signal);
  parts.loadRest();
  await parts.complete;
  await parts.related.settled;
  const { manifest, kept, fetchFile } = parts;
  return {
    parts,
    source: { manifestUrl, manifest, kept, fetchFile, status, signal: abort.signal },
    language: await parts.language.get(),
    async close() {
      abort.abort();
      parts.history.log.close();
      parts.ranker.dispose();
      await parts.models.dispose();
    },
  };
}

/** What sentences mean where nobody has written down what very many people type: the same language file without its head. */
export async function withoutHead({ parts, source, language }: FilmParts): Promise<LazyLanguage> {
  const { manifest, catalog } = parts;
  const { path } = manifest.language!;
  const packed = await packGzipped(path, formatLanguage({ ...language.language, queries: [] }));
  const fetchFile = async () => new Response(packed.bytes);
  return new LazyLanguage({ ...source, manifest: { ...manifest, language: packed.file }, fetchFile, catalog });
}
