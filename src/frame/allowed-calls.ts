// The closed set of what a page may ask through a frame, what each call may say, and what comes back: lists without scores,
// which would tell the embedding of a taste. Whose list it is decides told-lists.ts. `recent` is the history by another name: a
// frame draws it, a page does not get it. Words that steer are the visitor's own.
import { copyJson } from './copy-json.ts';
import type { CallName } from './protocol.ts';

interface AllowedCall {
  /** Arguments that go to the engine; more are left out. */
  numArguments: number;
  /** Which of them is an object with these keys. */
  request?: { at: number; keys: readonly string[] };
  /** What comes back; nothing otherwise. */
  isList?: boolean;
}

const FOUND = ['count', 'where', 'exclude', 'boosts', 'pins', 'caps'] as const;
const RULES = [...FOUND, 'diversity', 'novelty'] as const;

const CALLS: Record<CallName, AllowedCall> = {
  forYou: { numArguments: 1, request: { at: 0, keys: [...RULES, 'basket', 'context'] }, isList: true },
  similar: { numArguments: 2, request: { at: 1, keys: RULES }, isList: true },
  goesWith: { numArguments: 2, request: { at: 1, keys: RULES }, isList: true },
  popular: { numArguments: 1, request: { at: 0, keys: RULES }, isList: true },
  trending: { numArguments: 1, request: { at: 0, keys: RULES }, isList: true },
  search: { numArguments: 1, request: { at: 0, keys: [...FOUND, 'query'] }, isList: true },
  record: { numArguments: 3 },
  setFacts: { numArguments: 1 },
  show: { numArguments: 1 },
};

export interface Call {
  id: number;
  name: CallName;
  args: unknown[];
}

/** @returns undefined for what is no call of the set; its arguments are still anything */
export function readCall(data: unknown): Call | undefined {
  const { id, call, args } = (data ?? {}) as { id?: unknown; call?: unknown; args?: unknown };
  const isCall = typeof call === 'string' && Object.hasOwn(CALLS, call) && Number.isSafeInteger(id);
  return isCall && Array.isArray(args) ? { id: id as number, name: call as CallName, args } : undefined;
}

/** @returns plain copies @throws TypeError that says what was found and expected */
export function checkArguments({ name, args }: Call): unknown[] {
  const { numArguments, request } = CALLS[name];
  const copied = copyJson(args.slice(0, numArguments)) as unknown[];
  if (request) checkKeys(copied[request.at] ?? {}, request.keys);
  if (name === 'record' && copied[0] === 'steer') throw new TypeError("found 'steer', expected an act");
  return copied;
}

function checkKeys(request: object, keys: readonly string[]): void {
  const unknown = Object.keys(request).find((key) => !keys.includes(key));
  if (unknown === undefined) return;
  throw new TypeError(`found '${unknown}', expected of ${keys.join(', ')} (a page gets no more through a frame)`);
}

/** What a page learns of an answer: what the items are, and their order. */
export function toldOf({ name }: Call, answer: unknown): unknown {
  if (!CALLS[name].isList) return undefined;
  const { items, requestId } = answer as { items: Record<string, unknown>[]; requestId?: string };
  return { items: items.map(({ itemId, title, facets, details }) => ({ itemId, title, facets, details })), requestId };
}
