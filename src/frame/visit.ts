// What this device remembers of what pages were told: the secret, this visit's items, and how often of late. Tabs of the
// origin share it, so that a page gets no more by opening several.

/** A visit ends when a page has asked for nothing for so long. */
const VISIT_MS = 30 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** Visits of a day in which a page is told something of a person. */
const MOST_A_DAY = 2;
const SECRET = /^[0-9a-f]{64}$/;

export interface Told {
  /** 64 hex digits. */
  secret: string;
  /** When a page asked last, in milliseconds since the epoch. */
  lastMs: number;
  /** When items were told of first, once for each visit of the last day. */
  madeMs: number[];
  /** Ids of this visit's items. */
  itemIds?: string[];
  /** What a page itself said something of since the visit began: it is not told of that any more. */
  without?: string[];
}

/** Where it is kept. */
export interface ToldStore {
  read(): string | null;
  /** @returns whether it is kept */
  write(text: string): boolean;
}

/** @returns what is remembered, in the visit of now; what cannot be read is nothing */
export function visitAt(nowMs: number, store: ToldStore, newSecret: () => string): Told {
  const told = parse(store.read()) ?? { secret: newSecret(), lastMs: nowMs, madeMs: [] };
  // A clock that was set back begins no visit.
  if (nowMs - told.lastMs >= VISIT_MS) {
    delete told.itemIds;
    delete told.without;
  }
  const madeMs = told.madeMs.filter((ms) => nowMs - ms < DAY_MS);
  return { ...told, madeMs, lastMs: nowMs };
}

export const isSpent = ({ madeMs }: Told): boolean => madeMs.length >= MOST_A_DAY;

function parse(text: string | null): Told | undefined {
  try {
    const told = JSON.parse(text ?? 'null') as Partial<Told> | null;
    const areIds = (ids: unknown) =>
      ids === undefined || (Array.isArray(ids) && ids.every((id) => typeof id === 'string'));
    const isTold =
      SECRET.test(`${told?.secret}`) &&
      Number.isFinite(told!.lastMs) &&
      Array.isArray(told!.madeMs) &&
      told!.madeMs.every(Number.isFinite) &&
      areIds(told!.itemIds) &&
      areIds(told!.without);
    return isTold ? (told as Told) : undefined;
  } catch {
    return undefined;
  }
}
