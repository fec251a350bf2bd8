// An engine that answers every call with one list, and remembers what reached it: anything but what a page may ask is a
// violation, whether it is called or only looked at. And a device that keeps in memory.
import type { ToldDevice, ToldEngine } from '../../src/frame/told-lists.ts';

const ALLOWED = ['forYou', 'similar', 'goesWith', 'popular', 'search', 'record', 'setFacts'];
export const LAMP = { itemId: 'lamp', title: 'Lamp', facets: { kind: ['Light'] }, details: { price: '9' } };
const LIST = { items: [{ ...LAMP, itemIndex: 7, score: 123 }], requestId: 'r1', source: 'mean', eventsUsed: 4 };

export class FakeEngine {
  readonly calls: { name: string; args: unknown[] }[] = [];
  readonly violations: PropertyKey[] = [];
  /** What calls wait for. */
  answered: Promise<unknown> = Promise.resolve();
  /** Name of the error with which `record` is refused. */
  refuses: string | undefined;
  readonly engine: ToldEngine;

  constructor() {
    const get = (_: object, name: PropertyKey) => {
      if (name === 'status') return { numItems: 1000, storage: 'indexeddb', encryption: 'off' };
      if (ALLOWED.includes(name as string)) return (...args: unknown[]) => this.#answer(name as string, args);
      // Promises look at it.
      if (name !== 'then') this.violations.push(name);
      return undefined;
    };
    this.engine = new Proxy({}, { get }) as ToldEngine;
  }

  async #answer(name: string, args: unknown[]): Promise<unknown> {
    this.calls.push({ name, args });
    await this.answered;
    if (args[0] === 'unknown') throw Object.assign(new Error('similar: no such item'), { name: 'RequestError' });
    if (name === 'record' && this.refuses) throw Object.assign(new Error('record: no'), { name: this.refuses });
    return name === 'record' ? { sequence: 12, type: args[0] } : LIST;
  }
}

/** @param settled  what lists wait for before they are a person's */
export function fakeDevice(settled: Promise<unknown> = Promise.resolve()): ToldDevice {
  let kept: string | null = null;
  return {
    ...{ nowMs: () => Date.now(), newSecret: () => '0'.repeat(64), settled: () => settled },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    inTurn: (work) => work(),
    store: () => ({
      read: () => kept,
      write: (text) => {
        kept = text;
        return true;
      },
    }),
  };
}
