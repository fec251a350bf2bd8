// What goes through the queue: names of inputs and results, kinds from our list, and numbers. Nothing in it is ever run, and
// whatever is written otherwise is not read.

import * as v from 'valibot';
import { PART_KINDS, type PartKind } from '../part-kinds.ts';

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
/** Of a machine, or of a version. */
const word = v.pipe(v.string(), v.regex(/^[\w.+-]{1,100}$/));
const kinds = Object.keys(PART_KINDS) as PartKind[];

/** A part that is asked for: the key of its result, and what it is made of. */
export const jobSchema = v.strictObject({
  key: hash,
  kind: v.picklist(kinds),
  inputs: v.pipe(v.array(hash), v.maxLength(16)),
  settings: v.pipe(
    v.record(v.pipe(v.string(), v.regex(/^\w{1,40}$/)), v.pipe(v.number(), v.finite())),
    v.check((settings) => Object.keys(settings).length <= 40),
  ),
});
export type Job = v.InferOutput<typeof jobSchema>;

/** A build that asks, or a worker that is there, and when it said so last: milliseconds of the server's clock. */
const seen = { version: word, code: hash, seenMs: v.pipe(v.number(), v.finite()) };
export const buildSchema = v.strictObject({ ...seen });
export const workerSchema = v.strictObject({
  ...seen,
  host: word,
  threads: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
  /** Builds whose folder it doesn't see. */
  elsewhere: v.pipe(v.array(id), v.maxLength(1000)),
  /** Why it gave up, for people. */
  trouble: v.optional(v.pipe(v.string(), v.maxLength(500))),
});
export type BuildEntry = v.InferOutput<typeof buildSchema>;
export type WorkerEntry = v.InferOutput<typeof workerSchema>;

/** @returns undefined for what is no such text */
export function parseAs<T>(schema: v.GenericSchema<unknown, T>, text: string): T | undefined {
  try {
    const found = v.safeParse(schema, JSON.parse(text));
    return found.success ? found.output : undefined;
  } catch {
    return undefined;
  }
}

export const isId = (text: string): boolean => v.is(id, text);

/** What another machine said, as a line of ours shows it. */
export function plainLine(text: string, maxChars = 500): string {
  return text.replace(/[\p{C}\p{Z}]+/gu, ' ').slice(0, maxChars);
}
