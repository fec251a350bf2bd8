// What a list filters and shows of a film. Unknown is absent, never a word such as "unknown": an absent value satisfies
// no filter. Only of series, forms and studios absent means that there is none: all films were looked through for them.

import type { AskedFacts } from '../records/asked-facts.ts';
import type { FilmFacts } from '../records/film-facts.ts';
import type { FilmForms } from '../records/film-forms.ts';
import type { FilmPrizes } from '../records/film-prizes.ts';
import type { FilmRecord } from '../records/film-record.ts';
import type { FilmRow } from './film-row.ts';
import { regionsOf } from './regions.ts';

/** Facets of the film catalog with their labels, in menu order. */
export const FILM_FACETS = [
  { name: 'genre', label: 'Genre' },
  { name: 'decade', label: 'Decade' },
  { name: 'board', label: 'Rated' },
  { name: 'length', label: 'Length' },
  { name: 'mood', label: 'Mood' },
  { name: 'theme', label: 'Theme' },
  { name: 'pace', label: 'Pace' },
  { name: 'audience', label: 'Made for' },
  { name: 'era', label: 'Set in' },
  { name: 'creativeType', label: 'Kind of story' },
  { name: 'source', label: 'Made from' },
  { name: 'cautions', label: 'With' },
  { name: 'form', label: 'Made as', absentIsNone: true },
  { name: 'country', label: 'Country' },
  { name: 'region', label: 'Region', inMenus: false },
  { name: 'language', label: 'Spoken in' },
  // In no menu, and so in no reason: it gives something away.
  { name: 'ending', label: 'Ending', inMenus: false },
  { name: 'warnings', label: 'To know before', inMenus: false },
  { name: 'directedBy', label: 'Directed by', inMenus: false },
  { name: 'lead', label: 'In the lead', inMenus: false },
  { name: 'songs', label: 'Songs', inMenus: false },
  { name: 'season', label: 'Time of the year', inMenus: false },
  { name: 'prize', label: 'Won', inMenus: false, absentIsNone: true },
  { name: 'canon', label: 'On the list', inMenus: false, absentIsNone: true },
  { name: 'franchise', label: 'Series', inMenus: false, isSeries: true },
  { name: 'studio', label: 'Studio', inMenus: false, absentIsNone: true },
  { name: 'people', label: 'People', inMenus: false },
] as const;

/** Said of a film that was looked at and needs no caution; absent is unknown. */
export const NO_CAUTION = 'nothing of these';

/** Said of a film that needs no warning, as of one without cautions. */
const NO_WARNING = 'nothing to warn of';
/** What may be in a film of which that is not known: whoever wants to avoid it avoids this too. */
export const mayBe = (warning: string): string => `maybe ${warning}`;

/** As one says it. */
export const SEASON_WORDS = {
  christmas: 'at Christmas',
  'new year': 'at New Year',
  halloween: 'at Halloween',
  thanksgiving: 'at Thanksgiving',
  valentine: 'on Valentine’s Day',
  easter: 'at Easter',
  'fourth of july': 'on the Fourth of July',
  hanukkah: 'at Hanukkah',
  winter: 'in winter',
  spring: 'in spring',
  summer: 'in summer',
  autumn: 'in autumn',
} as const;

/** What every film has that won one of the Oscars, and one of the prizes. */
const [OSCAR, ANY_PRIZE] = ['an Oscar', 'a main prize'];

/** Films below are short, films above the second bound long; in minutes. */
export const LENGTH_BOUNDS_MIN = [90, 150] as const;

/** Genres that also count as a wider one, so that a filter on comedies finds them. */
const WIDER_GENRE: Record<string, string> = { 'Romantic Comedy': 'Comedy', 'Black Comedy': 'Comedy' };
/** Creative types that people look for among the genres. */
const TYPES_THAT_ARE_GENRES = new Set(['Science Fiction', 'Fantasy', 'Super Hero']);

const grouped = new Intl.NumberFormat('en-GB');

/** What a model wrote of a film, where it did. */
export interface WrittenOfFilm {
  record?: FilmRecord | undefined;
  /** What is known of it today. */
  facts?: FilmFacts | undefined;
  /** What people ask before they choose it. */
  asked?: AskedFacts | undefined;
  /** How and by which studio it is made, where that is worth a word. */
  forms?: FilmForms | undefined;
  prizes?: FilmPrizes | undefined;
}

/** Facet values by name; a facet of which nothing is known is absent. */
export function filmFacets(
  row: FilmRow,
  { record, facts, asked, forms, prizes }: WrittenOfFilm = {},
): Record<string, string[]> {
  const values: Record<(typeof FILM_FACETS)[number]['name'], (string | null | undefined)[]> = {
    genre: [
      row.genre,
      WIDER_GENRE[row.genre ?? ''],
      TYPES_THAT_ARE_GENRES.has(row.creativeType ?? '') ? row.creativeType : null,
    ],
    decade: [row.releaseYear === null ? null : `${Math.floor(row.releaseYear / 10) * 10}s`],
    board: [row.board],
    length: [lengthClass(row.runningTimeMin)],
    mood: record?.moods ?? [],
    theme: record?.themes ?? [],
    pace: [record?.pace],
    audience: [record?.audience],
    era: [record?.setting?.era],
    creativeType: [row.creativeType],
    source: [row.source],
    cautions: record?.cautions?.length === 0 ? [NO_CAUTION] : (record?.cautions ?? []),
    form: forms?.form ?? [],
    studio: forms?.studio ?? [],
    country: facts?.country ?? [],
    region: regionsOf(facts?.country ?? []),
    language: asked?.language ?? [],
    ending: [asked?.ending && `${asked.ending} ending`, asked?.twist && 'twist ending'],
    warnings: warningsOf(asked),
    directedBy: (asked?.director ?? []).map((gender) => `directed by a ${gender}`),
    lead: (asked?.lead ?? []).map((gender) => `about a ${gender}`),
    songs: [asked?.sung === undefined ? null : asked.sung ? 'sung' : 'not sung'],
    season: (asked?.when ?? []).map((time) => SEASON_WORDS[time]),
    prize: withWider(Object.keys(prizes?.prizes ?? {})),
    canon: Object.keys(prizes?.canons ?? {}),
    franchise: [facts?.franchise],
    people: [...new Set([...(row.director?.split(/ and |, /) ?? []), ...(record?.cast ?? [])])],
  };
  const known = Object.entries(values).map(([name, list]) => [name, list.filter((value) => value != null)] as const);
  return Object.fromEntries(
    known.filter(([, list]) => list.length > 0).map(([name, list]) => [name, list as string[]]),
  );
}

/** Whoever won one of them won an Oscar, and a prize. */
function withWider(won: readonly string[]): string[] {
  if (won.length === 0) return [];
  return [...won, ...(won.some((prize) => prize.startsWith('Oscar')) ? [OSCAR] : []), ANY_PRIZE];
}

/** `Palme d’Or 1994 · Oscar for best screenplay 1995`, the earliest first. */
function wonWords({ prizes = {} }: Partial<FilmPrizes> = {}): string {
  const won = Object.entries(prizes).sort((a, b) => a[1] - b[1]);
  return won.map(([prize, year]) => `${prize} ${year}`).join(' · ');
}

function warningsOf({ with: has, unsure }: Partial<AskedFacts> = {}): string[] {
  if (!has || !unsure) return [];
  const found = [...has, ...unsure.map(mayBe)];
  return found.length === 0 ? [NO_WARNING] : found;
}

/** Facts for display by name, known ones only, in the order in which they are shown. */
export function filmDetails(
  row: FilmRow,
  { record, facts, asked, prizes }: WrittenOfFilm = {},
): Record<string, string> {
  const gross = row.worldwideGrossDollars;
  const votes = row.imdbVotes === null ? '' : ` (${grouped.format(row.imdbVotes)} votes)`;
  const details = {
    logline: record?.logline ?? null,
    otherTitles: facts?.titles?.join(' · ') || null,
    year: row.releaseYear,
    director: row.director,
    runningTime: row.runningTimeMin === null ? null : `${row.runningTimeMin} min`,
    cast: record?.cast?.join(', ') || null,
    place: record?.setting?.place ?? null,
    pace: record?.pace ?? null,
    fromAge: asked?.age ?? null,
    won: wonWords(prizes) || null,
    distributor: row.distributor,
    imdbRating: row.imdbRating === null ? null : row.imdbRating.toFixed(1) + votes,
    rottenTomatoes: row.rottenTomatoesPercent === null ? null : `${row.rottenTomatoesPercent}%`,
    worldwideGross: gross === null ? null : `$${grouped.format(gross)}`,
  };
  const known = Object.entries(details).filter(([, value]) => value !== null);
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
}

function lengthClass(runningTimeMin: number | null): string | null {
  if (runningTimeMin === null) return null;
  const [short, long] = LENGTH_BOUNDS_MIN;
  if (runningTimeMin < short) return `Under ${short} min`;
  return runningTimeMin > long ? `Over ${long} min` : `${short} to ${long} min`;
}
