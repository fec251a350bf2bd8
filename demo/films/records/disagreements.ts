// Where a record and the source do not agree, or a record contradicts itself. Each finding is either a mistake to mend
// or a fact to settle: demo/films/data/settled.jsonl names those that were looked at and are right as they are, with
// the reason.
import type { FilmRow } from '../cleaning/film-row.ts';
import type { FilmRecord } from './film-record.ts';
import { ERAS } from './vocabularies.ts';

/** Lengths within so many minutes are the same: sources count differently. */
const SAME_LENGTH_MIN = 5;
const RESTRICTED = new Set(['R', 'NC-17']);
const FOR_CHILDREN = new Set(['kids', 'family']);
/** The first era that is counted by decades, and the year it begins. */
const FIRST_DECADE = { era: '1960s', year: 1960 } as const;

export type CheckName = 'director' | 'running time' | 'audience' | 'cautions' | 'era';

export interface Disagreement {
  id: string;
  check: CheckName;
  /** In words: what the record says against what else is known. */
  what: string;
}

/** @param row  what the source (or the record of an added film) knows */
export function disagreements(record: FilmRecord, row: FilmRow): Disagreement[] {
  const { id, director, runningTime, audience, cautions, setting } = record;
  const found: Disagreement[] = [];
  const tell = (check: CheckName, what: string) => found.push({ id, check, what });
  if (director && row.director && !sameNames(director, row.director)) {
    tell('director', `record: ${director}; source: ${row.director}`);
  }
  if (runningTime && row.runningTimeMin && Math.abs(runningTime - row.runningTimeMin) > SAME_LENGTH_MIN) {
    tell('running time', `record: ${runningTime} min; source: ${row.runningTimeMin} min`);
  }
  if (audience && row.board) {
    if (FOR_CHILDREN.has(audience) && RESTRICTED.has(row.board))
      tell('audience', `made for ${audience}, rated ${row.board}`);
    if (audience === 'adults' && row.board === 'G') tell('audience', 'made for adults, rated G');
  }
  if (cautions?.length === 0 && row.board && RESTRICTED.has(row.board))
    tell('cautions', `none, but rated ${row.board}`);
  const begins = decadeOf(setting?.era);
  if (begins !== undefined && row.releaseYear !== null && begins > row.releaseYear) {
    tell('era', `set in the ${setting!.era}, released in ${row.releaseYear}`);
  }
  return found;
}

/** One of the names is enough: sources list one of several directors. */
function sameNames(a: string, b: string): boolean {
  const names = (text: string) =>
    text
      .toLowerCase()
      .split(/ and |, /)
      .map((name) => name.replace(/[^\p{L}]/gu, ''));
  const known = new Set(names(b));
  return names(a).some((name) => known.has(name));
}

/** First year of an era that is a decade. */
function decadeOf(era: string | undefined): number | undefined {
  const place = ERAS.indexOf(era as (typeof ERAS)[number]) - ERAS.indexOf(FIRST_DECADE.era);
  return era && /^\d{4}s$/.test(era) ? FIRST_DECADE.year + 10 * place : undefined;
}
