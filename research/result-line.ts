// One measured variant: what a bench, or `privet evaluate`, found with some settings changed. The benches print it as a JSON line,
// so that runs of weeks can be laid side by side. docs/evaluation.md specifies the line.

/** What was changed against the defaults, by the setting's name. */
export type Changes = Readonly<Record<string, number | string | boolean>>;

export interface Variant {
  /** The question, for example `training-trial`. Lines of different benches are never compared. */
  bench: string;
  /** What was asked for, where a bench asks several things, for example `cold items, among all`. */
  targets?: string;
  /** Its name, unique among what one run of a bench compares. */
  variant: string;
  changed: Changes;
  /** 0 to 1 */
  recall10: number;
  /** 0 to 1; absent where a bench has none. */
  ndcg10?: number;
  /** People asked; absent: no standard error can be given. */
  users?: number;
  epochs?: number;
  seed?: number;
}

/** The name of the variant without any changes: what the others are compared with. */
export const PLAIN = 'plain';

/** The name of a variant that has none of its own: its changes, `plain` without any. */
export function nameOfChanges(changed: Changes): string {
  const pairs = Object.entries(changed).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? PLAIN : pairs.join(', ');
}

/** @param more  further figures of the bench, which no table shows; rounded like all others */
export function variantLine(variant: Variant, more: Readonly<Record<string, unknown>> = {}): string {
  const entries = Object.entries({ command: 'bench', ...variant, ...more });
  return JSON.stringify(Object.fromEntries(entries.map(([name, value]) => [name, rounded(value)])));
}

/** Four decimals say more than any of these logs can tell. Integers and all that is no number stay. */
function rounded(value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(4)) : value;
}
