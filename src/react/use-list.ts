// What the hooks of lists are made of: each asks one call of the engine's table.
import { useCallback } from 'react';
import {
  type CallOptions,
  type ElementName,
  type ItemSummary,
  LIST_CALLS,
  type ListCalls,
  type ListRules,
  type Privet,
  type ShownList,
} from '../sdk/index.ts';
import { type Answer, type Ask, type HookOptions, useAnswer } from './use-answer.ts';
import { useSame } from './use-same.ts';

interface ListResponse {
  items: ItemSummary[];
  requestId: string;
}

export interface List<Response extends ListResponse = ListResponse> extends Omit<Answer<Response>, 'answer'> {
  /** What a `select` in the list records as its `list`; the elements use the same names. */
  name: ElementName;
  /** Best first (`useRecent`: newest first); empty while there is none. */
  items: Response['items'];
  /** Goes back with events on these items. */
  requestId: string | undefined;
  /** All that the engine answered. */
  response: Response | undefined;
}

const NO_ITEMS: never[] = [];

export function useList<Response extends ListResponse>(
  name: ElementName,
  ask: Ask<Response> | undefined,
  options: HookOptions,
): List<Response> {
  const { answer, ...rest } = useAnswer(ask, options);
  return { name, items: answer?.items ?? NO_ITEMS, requestId: answer?.requestId, response: answer, ...rest };
}

/** Calls that are asked by rules alone, and beside something. */
type Beside = { [Name in ShownList]: (typeof LIST_CALLS)[Name] extends { beside: string } ? Name : never }[ShownList];
type Alone = Exclude<ShownList, Beside | 'search'>;
export type AnswerOf<Name extends ShownList> = Awaited<ReturnType<ListCalls[Name]>>;
export type ShownItem<Name extends ShownList> = AnswerOf<Name>['items'][number];
export type RulesOf<Name extends Alone> = NonNullable<Parameters<ListCalls[Name]>[0]>;
type Asks = (...args: unknown[]) => Promise<never>;

/** Asks by a request alone. */
export function useRules<Name extends Alone>(name: Name, request: RulesOf<Name>, options: HookOptions) {
  const same = useSame(request);
  const ask = useCallback((engine: Privet, call: CallOptions) => (engine[name] as Asks)(same, call), [name, same]);
  return useList<AnswerOf<Name>>(LIST_CALLS[name].element, ask, options);
}

/** Asks beside an id or ids; without any, nothing is asked. */
export function useBeside<Name extends Beside>(
  name: Name,
  beside: string | readonly string[] | undefined,
  rules: ListRules,
  options: HookOptions,
) {
  const same = useSame({ beside, rules });
  const ask = useCallback(
    (engine: Privet, call: CallOptions) => (engine[name] as Asks)(same.beside, same.rules, call),
    [name, same],
  );
  const isAsked = beside !== undefined && (typeof beside === 'string' || beside.length > 0);
  return useList<AnswerOf<Name>>(LIST_CALLS[name].element, isAsked ? ask : undefined, options);
}
