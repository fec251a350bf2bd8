// The closed set of what a page may ask through a frame, what each call may say, and what comes back: lists without scores,
// which would tell the embedding of a taste. Whose list it is decides told-lists.ts. Words that steer
// are the visitor's own.
import { FRAME_LISTS, LIST_CALLS, type ListCall } from '../engine/list-calls.ts';
import { copyJson } from './copy-json.ts';
import type { CallName } from './protocol.ts';

interface AllowedCall {
  /** Arguments that go to the engine; more are left out. */
  numArguments: number;
  /** Of a list, which alone is answered: which of them has its rules. */
  rulesAt?: number;
}

const CALLS = {
  ...Object.fromEntries(FRAME_LISTS.map((name) => [name, allowedList(LIST_CALLS[name])])),
  record: { numArguments: 3 },
  setFacts: { numArguments: 1 },
  show: { numArguments: 1 },
} as Record<CallName, AllowedCall>;

/** None of these is about a history. Which call takes which of them, the engine says. */
const RULES = [
  ...['count', 'where', 'exclude', 'boosts', 'pins', 'caps', 'diversity', 'novelty', 'hideSoldOut'],
  ...['basket', 'context', 'query'],
];

/** What only the visitor says: what steers, and what the match filter shall let through. */
const OWN_WORDS: readonly unknown[] = ['steer', 'allow'];

function allowedList({ beside }: ListCall): AllowedCall {
  const at = beside ? 1 : 0;
  return { numArguments: at + 1, rulesAt: at };
}

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
  const { numArguments, rulesAt } = CALLS[name];
  const copied = copyJson(args.slice(0, numArguments)) as unknown[];
  if (rulesAt !== undefined) checkRules(copied[rulesAt] ?? {});
  if (name === 'record' && OWN_WORDS.includes(copied[0])) throw new TypeError(`found '${copied[0]}', expected an act`);
  return copied;
}

function checkRules(request: object): void {
  const unknown = Object.keys(request).find((key) => !RULES.includes(key));
  if (unknown === undefined) return;
  throw new TypeError(`found '${unknown}', expected of ${RULES.join(', ')} (a page gets no more through a frame)`);
}

/** What a page learns of an answer: what the items are, and their order. */
export function toldOf({ name }: Call, answer: unknown): unknown {
  if (CALLS[name].rulesAt === undefined) return undefined;
  const { items, requestId } = answer as { items: Record<string, unknown>[]; requestId?: string };
  return { items: items.map(({ itemId, title, facets, details }) => ({ itemId, title, facets, details })), requestId };
}
