// What a visitor with a stored history finds when they come back, told through the SDK alone: what stands, opinions,
// counts, what it takes, the export, and what is said of damage. Written once, compared ever since.
import { openPrivet, type Privet, type StoredEvent } from '../../src/sdk/index.ts';
import { lastOpinion } from '../history/last-opinion.ts';
import { filmManifestUrl } from './film-bundle.ts';
import { dumpDatabase } from './stored-databases.ts';

/** Name -> whether its files are gzipped. */
export const GOLDEN_HISTORIES = { 'every-kind': '', 'ten-thousand': '.gz', damaged: '.gz' };
export type GoldenHistory = keyof typeof GOLDEN_HISTORIES;
export const GOLDEN_NAMES = Object.keys(GOLDEN_HISTORIES) as GoldenHistory[];

export const storedPath = (name: GoldenHistory) => `histories/${name}.stored.json${GOLDEN_HISTORIES[name]}`;
export const foundPath = (name: GoldenHistory) => `histories/${name}.found.json${GOLDEN_HISTORIES[name]}`;
export const EXPORT_PATH = 'histories/every-kind.export.json';
/** The database of a page that names no other. */
export const HISTORY_DATABASE = 'privet';
const EVENTS_PER_PAGE = 1000;

/** The films with the history of that database, as a page opens them. */
export function openStoredFilms(): Promise<Privet> {
  return openPrivet(filmManifestUrl, { databaseName: HISTORY_DATABASE, backend: 'wasm', towers: 'manual' });
}

/** What is found; one event more is recorded at the end. */
export async function findHistory(privet: Privet): Promise<object> {
  const { storage, parts } = privet.status;
  const entries = await allEntries(privet);
  const standing = await privet.history();
  const ids = [...new Set(standing.flatMap(({ item }) => item?.itemId ?? []))];
  const opinions = await Promise.all(ids.map(async (id) => [id, lastOpinion((await privet.item(id)).marks)]));
  const footprint = await privet.historyFootprint();
  const exported = await privet.export();
  const { stores } = await dumpDatabase(HISTORY_DATABASE);
  const { numLiked, numDisliked } = await privet.tasteProfile();
  const { source, eventsUsed } = await privet.forYou();
  return {
    status: { storage, ...parts.history },
    counts: { numEvents: entries.length, numStanding: entries.filter(({ stands }) => stands).length },
    footprint,
    taste: { numLiked, numDisliked, source, eventsUsed },
    unknownItems: standing.filter(({ event, item }) => event.itemId !== undefined && !item).length,
    exportSha256: await sha256(exported),
    setAside: stores.find(({ name }) => name === 'quarantine')?.records,
    opinions: Object.fromEntries(opinions),
    standing: standing.map(({ event }) => lineOf(event)),
    next: lineOf((await privet.record('like', 'casablanca-1942', { time: Date.UTC(2026, 0, 1) }))!),
  };
}

/** A line an entry, so that a difference can be read. */
export function foundText(found: object): string {
  const lines = Object.entries(found).map(([key, value]) => {
    const text = Array.isArray(value)
      ? `[\n${value.map((one) => JSON.stringify(one)).join(',\n')}\n]`
      : JSON.stringify(value);
    return `${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

async function allEntries(privet: Privet) {
  const { entries, numEvents } = await privet.events({ limit: EVENTS_PER_PAGE });
  for (let offset = EVENTS_PER_PAGE; offset < numEvents; offset += EVENTS_PER_PAGE) {
    entries.push(...(await privet.events({ offset, limit: EVENTS_PER_PAGE })).entries);
  }
  return entries;
}

/** Fields in one order. */
function lineOf({ sequence, type, itemId, query, value, time }: StoredEvent): string {
  return `${sequence} ${new Date(time).toISOString()} ${type} ${JSON.stringify(itemId ?? query)} ${value ?? ''}`.trim();
}

async function sha256(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
