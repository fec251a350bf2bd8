// Reads result lines of benches and of `privet evaluate --json` for the comparison of variants. Lines without Recall@10 (times,
// memory, other list lengths, segments that nobody is in) are left out and counted; anything malformed is an error.

import * as v from 'valibot';
import { InputError, quoted } from '../../input/input-error.ts';
import { type InputRecord, readRecords } from '../../input/read-records.ts';
import { nameOfChanges, type Variant } from './variant.ts';

export interface VariantsInput {
  /** In file order. */
  variants: Variant[];
  /** Lines without a figure to compare. */
  numLeftOut: number;
}

const NAME = v.pipe(v.string('a text'), v.trim(), v.minLength(1, 'a text'), v.maxLength(200, 'at most 200 characters'));
const SHARE = v.pipe(
  v.number('a number from 0 to 1'),
  v.minValue(0, 'a number from 0 to 1'),
  v.maxValue(1, 'a number from 0 to 1'),
);
const COUNT = v.pipe(
  v.number('an integer of at least 1'),
  v.integer('an integer of at least 1'),
  v.minValue(1, 'an integer of at least 1'),
);
const SEED = v.pipe(v.number('an integer'), v.integer('an integer'));
const CHANGES = v.record(
  v.string(),
  v.union([v.number(), v.string(), v.boolean()], 'numbers, texts or booleans'),
  'an object of changed settings',
);

const BENCH_LINE = v.object({
  bench: NAME,
  targets: v.optional(NAME),
  variant: v.optional(NAME),
  changed: v.optional(CHANGES, {}),
  recall10: SHARE,
  ndcg10: v.optional(SHARE),
  users: v.optional(COUNT),
  epochs: v.optional(COUNT),
  seed: v.optional(SEED),
});

const EVALUATE_LINE = v.object({
  model: NAME,
  split: NAME,
  seen: NAME,
  segment: NAME,
  recall: SHARE,
  ndcg: SHARE,
  users: COUNT,
  seed: v.optional(SEED),
});

/** The list length that variants are compared at. */
const K = 10;

/**
 * @param file  .jsonl or .ndjson
 * @throws InputError naming file, line, what was found and what was expected
 */
export async function readVariants(file: string, signal?: AbortSignal): Promise<VariantsInput> {
  const variants: Variant[] = [];
  let numLeftOut = 0;
  for await (const record of readRecords(file, { signal })) {
    const variant = variantOf(record, file);
    if (variant) variants.push(variant);
    else numLeftOut++;
  }
  return { variants, numLeftOut };
}

/** @returns  undefined for a line that has nothing to compare */
function variantOf({ line, values }: InputRecord, file: string): Variant | undefined {
  const place = { file, line };
  if (values.command === 'bench') {
    if (values.recall10 === undefined) return undefined;
    const { variant, ...found } = checked(BENCH_LINE, values, place);
    return { ...found, variant: variant ?? nameOfChanges(found.changed) };
  }
  if (values.command === 'evaluate') {
    if (values.k !== K || values.users === 0) return undefined;
    const { model, split, seen, segment, recall, ndcg, users, seed } = checked(EVALUATE_LINE, values, place);
    return {
      bench: `evaluate, ${split}`,
      targets: `${segment} items, seen ${seen}`,
      variant: model,
      changed: {},
      recall10: recall,
      ndcg10: ndcg,
      users,
      ...(seed !== undefined && { seed }),
    };
  }
  const found = values.command === undefined ? 'no command' : `command ${quoted(values.command)}`;
  throw new InputError({ ...place, found, expected: 'a line of a bench or of privet evaluate --json' });
}

/** The line as the schema has it; columns that it does not know are dropped. */
function checked<Schema extends v.GenericSchema<unknown, unknown>>(
  schema: Schema,
  values: Record<string, unknown>,
  place: { file: string; line: number },
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, values);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const name = v.getDotPath(issue) ?? 'line';
  const column = String(issue.path?.[0]?.key ?? '');
  const isMissing = values[column] === undefined;
  const found = isMissing ? `no ${name}` : `${name} ${quoted(issue.input)}`;
  const expected = isMissing ? `${name} in every line of this kind` : issue.message;
  throw new InputError({ ...place, found, expected });
}
