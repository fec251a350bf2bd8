// Runs in the page: keeps account of every call of its engine, and of the lists that it was answered.

export interface WatchedCalls {
  engine: unknown;
  numCalls: number;
  /** Names of calls that have no answer yet, by number. */
  underWay: Map<number, string>;
  /** Calls that rejected, by the name of the error. */
  rejected: Record<string, number>;
  /** The last answers of `forYou`, newest last. */
  lists: { request: object; itemIds: string[] }[];
}

declare global {
  /** Of the page that is watched. */
  var watchedCalls: WatchedCalls;
}

/** May be called again: an engine that is watched already stays so. */
export function watchCalls(): void {
  const engine = privet as unknown as Record<string, (...args: object[]) => unknown>;
  if (globalThis.watchedCalls?.engine === engine) return;
  const calls: WatchedCalls = { engine, numCalls: 0, underWay: new Map(), rejected: {}, lists: [] };
  globalThis.watchedCalls = calls;
  const properties = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(engine));
  for (const [name, { value: method }] of Object.entries(properties)) {
    if (typeof method !== 'function' || name === 'constructor') continue;
    engine[name] = (...args) => {
      const answer = method.apply(engine, args);
      if (!(answer instanceof Promise)) return answer;
      const number = calls.numCalls++;
      calls.underWay.set(number, name);
      answer.then(
        (given) => {
          calls.underWay.delete(number);
          if (name !== 'forYou') return;
          const itemIds = given.items.map(({ itemId }: { itemId: string }) => itemId);
          calls.lists = [...calls.lists.slice(-9), { request: args[0] ?? {}, itemIds }];
        },
        (error) => {
          calls.underWay.delete(number);
          calls.rejected[error.name] = (calls.rejected[error.name] ?? 0) + 1;
        },
      );
      return answer;
    };
  }
}
