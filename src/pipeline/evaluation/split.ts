// What a model may learn from, and what it is asked. A case is one target event of a user; its history is everything
// that the user did before it. Every model gets the same training part and the same histories.

import { InputError } from '../../errors.ts';
import { NEGATIVE_EVENT_TYPES, TOWER_EVENT_TYPES } from '../../formats/vocabulary.ts';
import { createRandom } from '../../numerics/random.ts';
import { contextsOf, type Interactions } from '../input/interactions.ts';

export type SplitName = 'leave-last-out' | 'temporal';
export const SPLIT_NAMES: readonly SplitName[] = ['leave-last-out', 'temporal'];

export interface EvaluationCase {
  user: number;
  /** Place of the target in the log's columns; the user's events before it are the history. */
  targetEvent: number;
}

export interface Split {
  name: SplitName;
  /** The whole log. */
  log: Interactions;
  /** The events that models are fitted on; same users and items as `log`. */
  train: Interactions;
  /** For choosing settings. */
  validation: EvaluationCase[];
  /** For the figures. */
  test: EvaluationCase[];
  /**
   * u32 [numUsers], places in the log's columns: the events before them may be learned once settings are chosen. That
   * is the training part with what validation asked for. Absent: nothing more than the training part.
   */
  refitEnds?: Uint32Array;
}

/** Shares of all events, in time, at which the validation and the test period of a temporal split begin. */
const TEMPORAL_QUANTILES = [0.8, 0.9] as const;

/**
 * Most people whose events choose settings. More choose hardly better (docs/training.md), and what the others did last
 * is worth more to learn from: nothing in a log is newer.
 */
export const MAX_VALIDATION_USERS = 10_000;
const VALIDATION_SEED = 1;

/** True for events that speak against their item: never a target, never a sign of popularity. */
export function isNegativeEvent(eventType: number): boolean {
  return NEGATIVE_EVENT_TYPES.has(TOWER_EVENT_TYPES[eventType]!);
}

/** @throws InputError for a temporal split of a log without times */
export function splitInteractions(name: SplitName, log: Interactions, file: string): Split {
  return name === 'temporal' ? temporalSplit(log, file) : leaveLastOut(log);
}

/**
 * Leave-last-out: a user's last target is the test case, the one before it the validation case, and what came before
 * both is for training. Where more than `maxValidationUsers` users have a validation case, a seeded choice of them
 * keeps it; of all others everything before the test case is for training. Users with fewer than two targets take no
 * part.
 */
export function leaveLastOut(log: Interactions, maxValidationUsers = MAX_VALIDATION_USERS): Split {
  const test: EvaluationCase[] = [];
  const secondLast: EvaluationCase[] = [];
  const trainEnds = log.offsets.slice(0, log.numUsers);
  for (let user = 0; user < log.numUsers; user++) {
    const last = lastTarget(log, user, log.offsets[user + 1]!);
    const before = last === undefined ? undefined : lastTarget(log, user, last);
    if (last === undefined || before === undefined) continue;
    test.push({ user, targetEvent: last });
    secondLast.push({ user, targetEvent: before });
    trainEnds[user] = last;
  }
  const refitEnds = trainEnds.slice();
  const validation = validationOf(log, secondLast, maxValidationUsers);
  for (const { user, targetEvent } of validation) trainEnds[user] = targetEvent;
  return { name: 'leave-last-out', log, train: trainingPrefix(log, trainEnds), validation, test, refitEnds };
}

/**
 * For a bundle that ships: a user's last target chooses settings, of at most `maxValidationUsers` users; all else is
 * for training, and everything is once settings are chosen.
 */
export function holdOutLast(log: Interactions, maxValidationUsers = MAX_VALIDATION_USERS): Split {
  const trainEnds = log.offsets.slice(1);
  const last: EvaluationCase[] = [];
  for (let user = 0; user < log.numUsers; user++) {
    const targetEvent = lastTarget(log, user, log.offsets[user + 1]!);
    if (targetEvent !== undefined) last.push({ user, targetEvent });
  }
  const validation = validationOf(log, last, maxValidationUsers);
  const refitEnds = trainEnds.slice();
  for (const { user, targetEvent } of validation) trainEnds[user] = targetEvent;
  return { name: 'leave-last-out', log, train: trainingPrefix(log, trainEnds), validation, test: [], refitEnds };
}

/**
 * The split once settings are chosen: what validation asked for is learned as well, and nothing is left to choose by.
 */
export function refitSplit(split: Split): Split {
  const { log, train, refitEnds } = split;
  return { ...split, train: refitEnds ? trainingPrefix(log, refitEnds) : train, validation: [] };
}

/** Those cases that have a history, at most `maxUsers` of them, in their order. */
function validationOf({ offsets }: Interactions, cases: readonly EvaluationCase[], maxUsers: number): EvaluationCase[] {
  const answerable = cases.filter(({ user, targetEvent }) => targetEvent > offsets[user]!);
  if (answerable.length <= maxUsers) return answerable;
  createRandom(VALIDATION_SEED).shuffle(answerable);
  return answerable.slice(0, maxUsers).sort((a, b) => a.user - b.user);
}

/**
 * By time, for all users at once: training ends where the validation period begins. A user's case in a period is the
 * last target in it, with all earlier events as the history (those of the period too, as they would be known on the
 * device); users without any earlier event take no part.
 */
function temporalSplit(log: Interactions, file: string): Split {
  if (log.timestampsArePositions) {
    throw new InputError({
      file,
      found: 'timestamps that are positions in a sequence, not times',
      expected: 'times for a temporal split (use --split leave-last-out for this log)',
    });
  }
  const sorted = log.timestamps.slice().sort();
  const startOf = (quantile: number) => sorted[Math.floor(quantile * sorted.length)]!;
  const [validationStart, testStart] = [startOf(TEMPORAL_QUANTILES[0]), startOf(TEMPORAL_QUANTILES[1])];
  const users = Array.from({ length: log.numUsers }, (_, user) => user);
  const endsBefore = (timeMs: number) => Uint32Array.from(users, (user) => firstEventFrom(log, user, timeMs));
  return {
    name: 'temporal',
    log,
    train: trainingPrefix(log, endsBefore(validationStart)),
    refitEnds: endsBefore(testStart),
    validation: users.flatMap((user) => periodCase(log, user, validationStart, testStart)),
    test: users.flatMap((user) => periodCase(log, user, testStart, Number.POSITIVE_INFINITY)),
  };
}

function periodCase(log: Interactions, user: number, startMs: number, endMs: number): EvaluationCase[] {
  const targetEvent = lastTarget(log, user, firstEventFrom(log, user, endMs));
  if (targetEvent === undefined || log.timestamps[targetEvent]! < startMs) return [];
  return targetEvent > log.offsets[user]! ? [{ user, targetEvent }] : [];
}

/** Place of the user's last event before `end` that is no dislike. */
function lastTarget(log: Interactions, user: number, end: number): number | undefined {
  for (let event = end - 1; event >= log.offsets[user]!; event--) {
    if (!isNegativeEvent(log.eventTypes[event]!)) return event;
  }
  return undefined;
}

/** Place of the user's first event at or after a time; the end of the user's events if there is none. */
function firstEventFrom(log: Interactions, user: number, timeMs: number): number {
  let event = log.offsets[user]!;
  while (event < log.offsets[user + 1]! && log.timestamps[event]! < timeMs) event++;
  return event;
}

/** @param ends  u32 [numUsers], places in the log's columns: the events before them stay */
function trainingPrefix(log: Interactions, ends: Uint32Array): Interactions {
  return keepEvents(log, (event, user) => event < ends[user]!);
}

/** The log with some of its events alone; users and items keep their numbers. */
export function keepEvents(log: Interactions, isKept: (event: number, user: number) => boolean): Interactions {
  const offsets = new Uint32Array(log.numUsers + 1);
  const places = new Uint32Array(log.items.length);
  let count = 0;
  for (let user = 0; user < log.numUsers; user++) {
    for (let event = log.offsets[user]!; event < log.offsets[user + 1]!; event++) {
      if (isKept(event, user)) places[count++] = event;
    }
    offsets[user + 1] = count;
  }
  const events = places.subarray(0, count);
  const { ratings, contexts } = log;
  return {
    ...log,
    offsets,
    items: events.map((event) => log.items[event]!),
    timestamps: Float64Array.from(events, (event) => log.timestamps[event]!),
    eventTypes: Uint8Array.from(events, (event) => log.eventTypes[event]!),
    ...(ratings && { ratings: Float32Array.from(events, (event) => ratings[event]!) }),
    ...(contexts && { contexts: contextsOf(contexts, events) }),
  };
}
