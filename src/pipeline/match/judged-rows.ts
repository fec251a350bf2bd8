// Judged pairs as what the page's own engine reads of them: each profile is told to the engine, as a visitor's history and
// words, and the engine says what its match filter would see.
import type { Engine } from '../../engine/engine.ts';
import { InputError } from '../../errors.ts';
import { gradeOf, type JudgedProfile } from '../../formats/judgements.ts';
import type { JudgedRows } from '../../match-filter/fit-match-filter.ts';

const HOUR_MS = 3_600_000;
/** Where items are from that the engine itself lists. */
export const LISTED = 'list';

export interface JudgedPair {
  profile: JudgedProfile;
  item: JudgedProfile['judged'][number];
}

export interface ReadRows extends JudgedRows {
  names: string[];
  pairs: JudgedPair[];
  /** Pairs and events of items that the catalog does not have. */
  numUnknown: number;
}

export interface ReadRowsOptions {
  /** Its history is replaced. */
  engine: Engine;
  has: (itemId: string) => boolean;
  onProgress?: ((numDone: number, numAll: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** @throws InputError where the catalog has none of the items */
export async function readJudgedRows(
  profiles: readonly JudgedProfile[],
  { engine, has, onProgress, signal }: ReadRowsOptions,
): Promise<ReadRows> {
  const rows = {
    values: [] as Float32Array[],
    grades: [] as number[],
    profiles: [] as number[],
    isListed: [] as boolean[],
  };
  const pairs: JudgedPair[] = [];
  let names: string[] = [];
  let numUnknown = 0;
  for (const [p, profile] of profiles.entries()) {
    signal?.throwIfAborted();
    const judged = profile.judged.filter(({ item }) => has(item));
    const events = profile.events.filter(({ itemId }) => has(itemId));
    numUnknown += profile.judged.length - judged.length + profile.events.length - events.length;
    if (judged.length > 0 && events.length > 0) {
      await tellProfile(engine, { ...profile, events });
      const read = await engine.matchValues(judged.map(({ item }) => item));
      names = read.names;
      for (const [i, values] of read.values.entries()) {
        rows.values.push(values);
        rows.grades.push(gradeOf(judged[i]!));
        rows.profiles.push(p);
        rows.isListed.push(judged[i]!.from === undefined || judged[i]!.from === LISTED);
        pairs.push({ profile, item: judged[i]! });
      }
    }
    onProgress?.(p + 1, profiles.length);
  }
  await engine.forget();
  if (pairs.length === 0)
    throw new InputError({
      file: 'judgements',
      found: 'no pair whose items the catalog has',
      expected: 'judgements of this catalog',
    });
  return { ...rows, names, pairs, numUnknown };
}

/** Makes the profile the engine's visitor: its events an hour apart, the last one an hour ago, and what was said just now. */
export async function tellProfile(
  engine: Engine,
  { events, said }: Pick<JudgedProfile, 'events' | 'said'>,
): Promise<void> {
  await engine.forget();
  const nowMs = Date.now();
  await engine.addEvents(events.map((event, i) => ({ ...event, time: nowMs - (events.length - i) * HOUR_MS })));
  if (said !== undefined) await engine.steer(said);
}
