// Threads that do single parts, for whoever asks: who finds none free waits.

import type { PartRecord } from '../part-records.ts';
import type { NamedPart, PartRunner } from '../parts.ts';
import { onThreads } from '../run-on-threads.ts';

export class PartPool {
  readonly #all: readonly PartRunner[];
  readonly #free: PartRunner[];
  readonly #waiting: ((runner: PartRunner) => void)[] = [];

  constructor(numThreads: number) {
    this.#all = Array.from({ length: numThreads }, () => onThreads(1));
    this.#free = [...this.#all];
  }

  async run(part: NamedPart): Promise<PartRecord> {
    const runner = this.#free.pop() ?? (await new Promise<PartRunner>((resolve) => this.#waiting.push(resolve)));
    try {
      let found: PartRecord | undefined;
      await runner.run([part], async (_, result) => {
        found = result;
      });
      return found!;
    } catch (error) {
      await runner.close(); // its thread may be gone: the next part gets another
      throw error;
    } finally {
      const next = this.#waiting.shift();
      if (next) next(runner);
      else this.#free.push(runner);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((runner) => runner.close()));
  }
}
