// The match filter of the films: trained on written judgements (`npm run films -- matches --fit`), and committed beside the
// towers that it reads.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzip } from '../../../src/formats/gzip.ts';
import { MAX_INFLATED_MATCH_FILTER_BYTES } from '../../../src/formats/manifest.ts';
import { type MatchFilterFile, parseMatchFilter } from '../../../src/formats/match-filter.ts';

export const MATCH_FILTER_FILE = 'film-match-filter.json.gz';

/** @returns undefined where none was trained @throws CatalogFormatError for a file that is damaged */
export async function readFilmMatchFilter(folder: string): Promise<MatchFilterFile | undefined> {
  const bytes = await readFile(join(folder, MATCH_FILTER_FILE)).catch(() => undefined);
  if (!bytes) return undefined;
  const inflated = await gunzip(new Uint8Array(bytes), MAX_INFLATED_MATCH_FILTER_BYTES, MATCH_FILTER_FILE);
  return parseMatchFilter(JSON.parse(new TextDecoder().decode(inflated)), MATCH_FILTER_FILE);
}
