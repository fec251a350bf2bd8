// Finds the WebAssembly memory of a library that does not show it: while the library loads, the functions that make
// instances are watched. What such a memory has grown to is what a tab holds for that library.

type Exports = Record<string, unknown>;

/** @returns the result of `load`, and a function that reads the bytes of all memories that it made or was given */
export async function watchWasmMemory<T>(load: () => Promise<T>): Promise<{ result: T; wasmBytes(): number }> {
  const memories = new Set<WebAssembly.Memory>();
  const note = (value: unknown) => {
    if (value instanceof WebAssembly.Memory) memories.add(value);
  };
  const noteAll = (group: Exports | undefined) => {
    for (const value of Object.values(group ?? {})) note(value);
  };
  const original = { ...pick(WebAssembly) };
  const watched = (make: (source: never, imports: never) => Promise<unknown>) => {
    return async (source: never, imports: never) => {
      for (const group of Object.values((imports ?? {}) as Record<string, Exports>)) noteAll(group);
      const made = (await make(source, imports)) as { instance?: { exports: Exports }; exports?: Exports };
      noteAll(made.instance?.exports ?? made.exports);
      return made;
    };
  };
  Object.assign(WebAssembly, {
    instantiate: watched(original.instantiate as never),
    instantiateStreaming: watched(original.instantiateStreaming as never),
  });
  try {
    const result = await load();
    return { result, wasmBytes: () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0) };
  } finally {
    Object.assign(WebAssembly, original);
  }
}

const pick = ({ instantiate, instantiateStreaming }: typeof WebAssembly) => ({ instantiate, instantiateStreaming });
