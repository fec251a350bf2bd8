// An engine that answers every call with one list, and remembers what reached it: anything but what a page may ask is a
// violation, whether it is called or only looked at.
import type { FrameEngine } from '../../src/frame/bridge.ts';

const ALLOWED = ['forYou', 'similar', 'goesWith', 'popular', 'search', 'record', 'setFacts'];
export const LAMP = { itemId: 'lamp', title: 'Lamp', facets: { kind: ['Light'] }, details: { price: '9' } };
const LIST = { items: [{ ...LAMP, itemIndex: 7, score: 123 }], requestId: 'r1', source: 'mean', eventsUsed: 4 };

export class FakeEngine {
  readonly calls: { name: string; args: unknown[] }[] = [];
  readonly violations: PropertyKey[] = [];
  readonly listeners = new Map<string, () => void>();
  /** What calls wait for. */
  answered: Promise<unknown> = Promise.resolve();
  readonly engine: FrameEngine;

  constructor() {
    const on = (type: string, listener: () => void) => {
      this.listeners.set(type, listener);
      return () => this.listeners.delete(type);
    };
    const get = (_: object, name: PropertyKey) => {
      if (name === 'on') return on;
      if (ALLOWED.includes(name as string)) return (...args: unknown[]) => this.#answer(name as string, args);
      // Promises look at it.
      if (name !== 'then') this.violations.push(name);
      return undefined;
    };
    this.engine = new Proxy({}, { get }) as FrameEngine;
  }

  async #answer(name: string, args: unknown[]): Promise<unknown> {
    this.calls.push({ name, args });
    await this.answered;
    if (args[0] === 'unknown') throw Object.assign(new Error('similar: no such item'), { name: 'RequestError' });
    return name === 'record' ? { sequence: 12, type: args[0] } : LIST;
  }
}
