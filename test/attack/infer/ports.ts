// What a page talks to: the port as it is, with its very policy over a device that is pretended, and the port as it was, which
// handed its calls to the engine and withheld scores and three rules.
import { randomBytes } from 'node:crypto';
import type { Engine } from '../../../src/engine/engine.ts';
import type { CallName } from '../../../src/frame/protocol.ts';
import { type ToldEngine, type ToldList, ToldLists } from '../../../src/frame/told-lists.ts';
import type { HistoryEvent } from '../../../src/history/events.ts';

export type PortCall = Exclude<CallName, 'show'>;

export interface Port {
  ask(name: PortCall, ...args: unknown[]): Promise<unknown>;
}

export function portNow(engine: Engine, nowMs: () => number): Port {
  let stored: string | null = null;
  const device = {
    ...{ nowMs, wait: async () => {}, settled: async () => {}, newSecret: () => randomBytes(32).toString('hex') },
    inTurn: <T>(work: () => Promise<T>) => work(),
    store: () => ({
      read: () => stored,
      write: (text: string) => {
        stored = text;
        return true;
      },
    }),
  };
  const lists = new ToldLists(device);
  let told: ToldEngine | undefined;
  return {
    ask: async (name, ...args) => {
      told ??= await asPrivet(engine);
      return lists.answer(told, name, args);
    },
  };
}

export function portBefore(engine: Engine): Port {
  return {
    ask: async (name, ...args) => {
      const privet = (await asPrivet(engine)) as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      return privet[name]!(...args);
    },
  };
}

/** The engine's calls as the SDK has them. */
async function asPrivet(engine: Engine): Promise<ToldEngine> {
  const { numItems, encryption } = await engine.status();
  const status = { numItems, storage: 'indexeddb', encryption };
  const record = (type: string, itemId: unknown, details: object = {}) =>
    engine.record({ ...details, type, itemId } as HistoryEvent);
  const calls = ['forYou', 'similar', 'goesWith', 'popular', 'trending', 'search', 'setFacts'] as const;
  const bound = calls.map((name) => [name, (engine[name] as (...args: unknown[]) => unknown).bind(engine)]);
  return { ...Object.fromEntries(bound), status, record } as ToldEngine;
}

export const idsOf = (list: unknown): string[] => (list as ToldList).items.map(({ itemId }) => itemId);
