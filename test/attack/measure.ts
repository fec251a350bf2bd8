// What a call takes: its time, and the memory that it asks for by numbers. Buffers and lists are counted as they are asked
// for, so that one of gigabytes is seen even where it is refused or never touched.

import { performance } from 'node:perf_hooks';

export interface Measured {
  /** What was thrown, if something was. */
  error?: unknown;
  ms: number;
  /** Bytes of the largest buffer or list, a list's entry being 8. */
  largestBytes: number;
  /** Bytes of all of them. */
  totalBytes: number;
}

const BUFFERS = [
  ...['ArrayBuffer', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array'],
  ...['Float64Array', 'BigInt64Array'],
] as const;

/** Globals are replaced while the call runs: nothing else may run beside it. */
export async function measure(call: () => unknown): Promise<Measured> {
  const measured: Measured = { ms: 0, largestBytes: 0, totalBytes: 0 };
  const take = (bytes: number) => {
    measured.largestBytes = Math.max(measured.largestBytes, bytes);
    measured.totalBytes += bytes;
  };
  const restore = watch(take);
  const start = performance.now();
  try {
    await call();
  } catch (error) {
    measured.error = error;
  } finally {
    measured.ms = performance.now() - start;
    restore();
  }
  return measured;
}

function watch(take: (bytes: number) => void): () => void {
  const globals = globalThis as unknown as Record<string, { BYTES_PER_ELEMENT?: number }>;
  const before = BUFFERS.map((name) => [name, globals[name]!] as const);
  for (const [name, Buffer] of before) {
    const entryBytes = Buffer.BYTES_PER_ELEMENT ?? 1;
    globals[name] = new Proxy(Buffer as never, {
      construct(target, args, newTarget) {
        if (typeof args[0] === 'number' || args[0]?.length > 0) take(entryBytes * (args[0].length ?? args[0]));
        return Reflect.construct(target, args, newTarget);
      },
    });
  }
  const { from } = Array;
  Array.from = ((source: { length?: number }, ...rest: []) => {
    take(8 * (source.length ?? 0));
    return Reflect.apply(from, Array, [source, ...rest]);
  }) as typeof Array.from;
  return () => {
    for (const [name, Buffer] of before) globals[name] = Buffer;
    Array.from = from;
  };
}
