// What every hook does that asks: once the engine is there, again when the question changes or is asked to, never because of
// something that happened; a late answer to an earlier question is dropped.
import { useCallback, useEffect, useReducer } from 'react';
import type { CallOptions, Privet } from '../sdk/index.ts';
import { useProvided } from './provider.ts';
import { asError } from './shared-engines.ts';

export interface HookOptions {
  /** Asks anew after every change, without being asked to: for a cart, not for a list that somebody reads (default false). */
  live?: boolean;
}

/** The same function as long as the question is the same. */
export type Ask<T> = (engine: Privet, options: CallOptions) => Promise<T>;

export interface Answer<T> {
  /** The last one; of the former question until there is another. Undefined before the first, and where nothing is asked. */
  answer: T | undefined;
  /** Asked, and not answered yet; true on a server. */
  isLoading: boolean;
  /** History, steering or facts changed since, or a better list can be had: `refresh` draws it. */
  isStale: boolean;
  /** Why there is no answer, or no newer one: the engine could not be opened, or refused. */
  error: Error | undefined;
  /** Asks anew; where the engine could not be opened, opens it again. */
  refresh: () => void;
}

interface Question<T> {
  engine: Privet;
  ask: Ask<T>;
}

interface State<T> {
  /** How often it was to be asked anew. */
  turn: number;
  /** What was answered last, in which turn, and with what. */
  answered?: Question<T> & { turn: number; answer?: T | undefined; error?: Error };
  isStale: boolean;
}

type Action<T> =
  | { type: 'refresh' }
  | { type: 'nothing asked' }
  | { type: 'changed'; question: Question<T>; isLive: boolean }
  | { type: 'answered'; question: Question<T>; turn: number; answer: T }
  | { type: 'failed'; question: Question<T>; turn: number; error: Error };

/** @param ask  undefined: nothing is asked, and the answer is undefined */
export function useAnswer<T extends { items: unknown[] }>(
  ask: Ask<T> | undefined,
  { live = false }: HookOptions = {},
): Answer<T> {
  const { engine, status, error, retry } = useProvided();
  const [state, dispatch] = useReducer(reduce<T>, { turn: 0, isStale: false });
  const { turn, answered } = state;
  useEffect(() => {
    if (!engine || !ask) return dispatch({ type: 'nothing asked' });
    const question = { engine, ask };
    const ends = new AbortController();
    ask(engine, { signal: ends.signal }).then(
      (answer) => ends.signal.aborted || dispatch({ type: 'answered', question, turn, answer }),
      (failure) => ends.signal.aborted || dispatch({ type: 'failed', question, turn, error: asError(failure) }),
    );
    return () => ends.abort();
  }, [engine, ask, turn]);
  useEffect(() => {
    if (!engine || !ask) return;
    const hear = () => dispatch({ type: 'changed', question: { engine, ask }, isLive: live });
    const hearChange = ({ isErased }: { isErased?: true }) => (isErased ? dispatch({ type: 'refresh' }) : hear());
    const ends = [engine.on('change', hearChange), engine.on('improved', hear)];
    return () => {
      for (const end of ends) end();
    };
  }, [engine, ask, live]);
  const refresh = useCallback(() => {
    retry();
    dispatch({ type: 'refresh' });
  }, [retry]);
  const isSettled = !!engine && !!ask && isAnswered(state, { engine, ask });
  return {
    answer: ask && answered?.engine === engine ? answered?.answer : undefined,
    isLoading: !!ask && status !== 'failed' && !isSettled,
    isStale: isSettled && state.isStale,
    error: error ?? (isSettled ? answered?.error : undefined),
    refresh,
  };
}

function isAnswered<T>({ answered, turn }: State<T>, { engine, ask }: Question<T>): boolean {
  return answered?.engine === engine && answered.ask === ask && answered.turn === turn;
}

function reduce<T extends { items: unknown[] }>(state: State<T>, action: Action<T>): State<T> {
  switch (action.type) {
    case 'refresh':
      return { ...state, turn: state.turn + 1 };
    case 'nothing asked':
      return state.answered ? { turn: state.turn, isStale: false } : state;
    case 'changed':
      return afterChange(state, action.question, action.isLive);
    case 'answered': {
      const { question, turn, answer } = action;
      return { turn: state.turn, answered: { ...question, turn, answer }, isStale: false };
    }
    case 'failed': {
      const { question, turn, error } = action;
      const { answered } = state;
      // What is on screen stays there, unless it answers another question.
      const isSame = answered?.engine === question.engine && answered.ask === question.ask;
      return { ...state, answered: { ...question, turn, error, answer: isSame ? answered.answer : undefined } };
    }
  }
}

/** Where nothing is shown nothing is moved under a reader's eyes, and an answer under way may not know of the change. */
function afterChange<T extends { items: unknown[] }>(
  state: State<T>,
  question: Question<T>,
  isLive: boolean,
): State<T> {
  const isShown = isAnswered(state, question) && !!state.answered?.answer?.items.length;
  return isShown && !isLive ? { ...state, isStale: true } : { ...state, turn: state.turn + 1 };
}
