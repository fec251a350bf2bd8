// What a trial found of one arm, printed as one JSON line, so that runs of weeks can be laid side by side.

export interface Result {
  /** The question, for example `training`. Lines of different trials don't compare. */
  trial: string;
  /** What was asked for, where a trial asks several things, for example `cold items, among all`. */
  targets?: string;
  /** Name of what was measured. */
  arm: string;
  /** What the arm changed against the defaults, by the setting's name. */
  changed: Readonly<Record<string, number>>;
  /** 0 to 1 */
  recall10: number;
  ndcg10: number;
  /** People asked. */
  users: number;
  epochs?: number;
  seed?: number;
}

/** @param more  further figures of the trial; rounded like all others */
export function resultLine(result: Result, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...result, ...more }, rounded);
}

/** Four decimals say more than any of these logs can tell. Integers and all that is no number stay. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(4)) : value;
}
