// A teacher for the towers: what the closed-form models (transitions and EASE, blended) answer to every history of the
// training part. The towers learn part of their targets from it (Hinton, Vinyals and Dean, Distilling the knowledge in
// a neural network, 2015): its answers are smoother than the one item that happened to come next, and they hold what
// counts over all users say.
//
// Counts that a user's own events are part of would give the next item away. Users are therefore dealt into folds, and
// each fold is answered by models that were fitted on the others (cross-fitting).

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OrtModule } from '../../towers/session.ts';
import { writeWhole } from '../base/write-whole.ts';
import { fitEaseRows } from '../closed-form/ease.ts';
import { standardize } from '../closed-form/standardize.ts';
import { addTransitions, transitionWeights } from '../closed-form/transitions.ts';
import { cooccurrencesOf, userItemMatrix } from '../closed-form/user-item-matrix.ts';
import { codeFingerprint } from '../code/code-fingerprint.ts';
import { historyOf } from '../evaluation/recommender.ts';
import { type EvaluationCase, isNegativeEvent, keepEvents, type Split } from '../evaluation/split.ts';
import { topScores } from '../evaluation/top-scores.ts';
import type { Interactions } from '../input/interactions.ts';
import type { AddShare, Teacher } from './training-data.ts';
import { ownRows } from './training-log.ts';

const FOLDS = 4;
/** Items of one answer: the best ones; the rest of the distribution is left out. */
const ANSWER_LENGTH = 20;
/** Tried on validation cases: weight of EASE against transitions, and how sharp the softmax of their scores is. */
const EASE_WEIGHTS = [0, 0.2, 0.4, 0.8];
const SHARPNESSES = [0.35, 0.5, 0.7, 1, 1.4];
const MAX_VALIDATION_CASES = 1000;

/**
 * The same answers for a log that goes on where the teacher's ends: events after a user's last one have none.
 *
 * @param taught   u32 [numUsers + 1]: offsets of the teacher's log
 * @param offsets  of the longer log
 */
export function teacherOfLonger(teacher: Teacher, taught: Uint32Array, offsets: Uint32Array): Teacher {
  const taughtEvents = new Int32Array(offsets.at(-1)!).fill(-1);
  for (let user = 0; user + 1 < taught.length; user++) {
    const start = taught[user]!;
    for (let i = 0; i < taught[user + 1]! - start; i++) taughtEvents[offsets[user]! + i] = start + i;
  }
  return {
    addAnswer(event, share, add) {
      const known = event === undefined ? -1 : taughtEvents[event]!;
      return teacher.addAnswer(known < 0 ? undefined : known, share, add);
    },
  };
}

export interface TeacherOptions {
  ort: OrtModule;
  /** Row in TrainingItems of each of the log's items (default: their own numbers). */
  itemRows?: Uint32Array;
  /** Folder where answers are kept, by a hash of log and code: they take minutes for a million events. */
  cacheFolder?: string;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

export async function fitTeacher(split: Split, options: TeacherOptions): Promise<Teacher> {
  const { train } = split;
  const answers = new Answers(train.items.length, options.itemRows ?? ownRows(train));
  const cacheFile = options.cacheFolder && join(options.cacheFolder, `${await fingerprint(split)}.answers`);
  if (cacheFile && (await answers.load(cacheFile))) return answers;
  const repeats = repeatsItems(train);
  let settings: BlendSettings | undefined;
  let done = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const scorer = await fitScorer(
      keepEvents(train, (_, user) => user % FOLDS !== fold),
      options,
    );
    // Validation targets of a fold's users were in nobody's fit.
    settings ??= chooseSettings(
      scorer,
      split,
      split.validation.filter(({ user }) => user % FOLDS === fold),
      repeats,
    );
    for (let user = fold; user < train.numUsers; user += FOLDS) {
      if (user % 64 < FOLDS) {
        await new Promise(setImmediate);
        options.signal?.throwIfAborted();
        options.onProgress?.(done, train.numUsers);
      }
      answerUser(train, user, scorer, settings, repeats, answers);
      done++;
    }
  }
  options.onProgress?.(train.numUsers, train.numUsers);
  if (cacheFile) await answers.save(cacheFile);
  return answers;
}

async function fingerprint({ train, log, validation }: Split): Promise<string> {
  const code = await codeFingerprint([fileURLToPath(import.meta.url)]);
  const hash = createHash('sha256').update(`${code} ${train.numItems} `);
  for (const column of [train.offsets, train.items, train.eventTypes]) hash.update(column);
  hash.update(Uint32Array.from(validation, ({ targetEvent }) => log.items[targetEvent]!));
  return hash.digest('hex').slice(0, 16);
}

/** The scores of both models for a history that grows event by event. */
interface Scorer {
  numItems: number;
  /** Adds what one more event that speaks for its item says to EASE's scores. */
  addToEase(scores: Float32Array, item: number): void;
  addTransitions: (scores: Float32Array, history: { items: Uint32Array; eventTypes: Uint8Array }) => void;
}

async function fitScorer(train: Interactions, { ort, signal }: TeacherOptions): Promise<Scorer> {
  const rows = await transitionWeights(train, { signal });
  return {
    numItems: train.numItems,
    addToEase: await fitEaseRows(cooccurrencesOf(userItemMatrix(train)), ort, { signal }),
    addTransitions: (scores, history) => addTransitions(scores, rows, history),
  };
}

interface BlendSettings {
  easeWeight: number;
  sharpness: number;
}

/** The settings under which the validation targets are likeliest. */
function chooseSettings(scorer: Scorer, split: Split, all: readonly EvaluationCase[], repeats: boolean): BlendSettings {
  const cases = all.slice(0, MAX_VALIDATION_CASES);
  const choices = EASE_WEIGHTS.flatMap((easeWeight) => SHARPNESSES.map((sharpness) => ({ easeWeight, sharpness })));
  const logLikelihoods = new Float64Array(choices.length);
  for (const entry of cases) {
    const history = historyOf(split.log, entry);
    const target = split.log.items[entry.targetEvent]!;
    const [transitions, ease] = [new Float32Array(scorer.numItems), new Float32Array(scorer.numItems)];
    scorer.addTransitions(transitions, history);
    history.items.forEach((item, i) => {
      if (!isNegativeEvent(history.eventTypes[i]!)) scorer.addToEase(ease, item);
    });
    standardize(transitions, transitions);
    standardize(ease, ease);
    const seen = repeats ? new Set<number>() : new Set(history.items);
    choices.forEach(({ easeWeight, sharpness }, c) => {
      let total = 0;
      const logit = (item: number): number => sharpness * (transitions[item]! + easeWeight * ease[item]!);
      for (let item = 0; item < scorer.numItems; item++) if (!seen.has(item)) total += Math.exp(logit(item));
      logLikelihoods[c]! += logit(target) - Math.log(total);
    });
  }
  return choices[logLikelihoods.indexOf(Math.max(...logLikelihoods))]!;
}

/** Answers every history of a user: before the second event, the third, ... */
function answerUser(
  train: Interactions,
  user: number,
  scorer: Scorer,
  { easeWeight, sharpness }: BlendSettings,
  repeats: boolean,
  answers: Answers,
): void {
  const [start, end] = [train.offsets[user]!, train.offsets[user + 1]!];
  const ease = new Float32Array(scorer.numItems);
  const blend = new Float32Array(scorer.numItems);
  const standardEase = new Float32Array(scorer.numItems);
  for (let event = start + 1; event < end; event++) {
    if (!isNegativeEvent(train.eventTypes[event - 1]!)) scorer.addToEase(ease, train.items[event - 1]!);
    const history = {
      items: train.items.subarray(start, event),
      eventTypes: train.eventTypes.subarray(start, event),
    };
    blend.fill(0);
    scorer.addTransitions(blend, history);
    standardize(blend, blend);
    if (easeWeight > 0) {
      standardize(ease, standardEase);
      for (let item = 0; item < blend.length; item++) blend[item]! += easeWeight * standardEase[item]!;
    }
    const best = topScores(blend, ANSWER_LENGTH, repeats ? new Uint32Array() : history.items);
    if (!(blend[best[0]!]! > 0)) continue; // nothing of this history was ever met
    answers.set(
      event,
      best,
      Float32Array.from(best, (item) => Math.exp(sharpness * (blend[item]! - blend[best[0]!]!))),
    );
  }
}

/** Whether people of this log come back to an item; where nobody does, an answer leaves out what was met. */
function repeatsItems({ numUsers, offsets, items }: Interactions): boolean {
  let distinct = 0;
  for (let user = 0; user < numUsers; user++)
    distinct += new Set(items.subarray(offsets[user], offsets[user + 1])).size;
  return distinct < 0.99 * items.length;
}

/** Answers of fixed length, a byte for each share. */
class Answers implements Teacher {
  /** u32 [numEvents, ANSWER_LENGTH], the log's own item numbers */
  readonly #items: Uint32Array<ArrayBuffer>;
  /** u8 [numEvents, ANSWER_LENGTH], 0 = no further item */
  readonly #shares: Uint8Array<ArrayBuffer>;
  readonly #itemRows: Uint32Array;

  constructor(numEvents: number, itemRows: Uint32Array) {
    this.#items = new Uint32Array(numEvents * ANSWER_LENGTH);
    this.#shares = new Uint8Array(numEvents * ANSWER_LENGTH);
    this.#itemRows = itemRows;
  }

  /** @param weights  of the items, the largest first; need not add up to 1 */
  set(event: number, items: Uint32Array, weights: Float32Array): void {
    const at = event * ANSWER_LENGTH;
    items.forEach((item, i) => {
      this.#items[at + i] = item;
      this.#shares[at + i] = Math.round((255 * weights[i]!) / weights[0]!);
    });
  }

  /** @returns false where there is no whole file of these answers */
  async load(file: string): Promise<boolean> {
    const bytes = await readFile(file).catch(() => undefined);
    const itemBytes = new Uint8Array(this.#items.buffer);
    if (bytes?.length !== itemBytes.length + this.#shares.length) return false;
    itemBytes.set(bytes.subarray(0, itemBytes.length));
    this.#shares.set(bytes.subarray(itemBytes.length));
    return true;
  }

  save(file: string): Promise<void> {
    return writeWhole(file, Buffer.concat([Buffer.from(this.#items.buffer), this.#shares]));
  }

  addAnswer(event: number | undefined, share: number, add: AddShare): number {
    if (event === undefined) return 0;
    const at = event * ANSWER_LENGTH;
    let total = 0;
    for (let i = at; i < at + ANSWER_LENGTH; i++) total += this.#shares[i]!;
    if (total === 0) return 0;
    for (let i = at; i < at + ANSWER_LENGTH && this.#shares[i]! > 0; i++) {
      add(this.#itemRows[this.#items[i]!]!, (share * this.#shares[i]!) / total);
    }
    return share;
  }
}
