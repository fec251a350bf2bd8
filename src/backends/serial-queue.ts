// Runs asynchronous tasks one after another. ONNX Runtime's WebGPU builds suspend WebAssembly in the middle of a call,
// and a second call into the same module must not come in between.

export type SerialQueue = <T>(task: () => Promise<T>) => Promise<T>;

/** A queue; a task that fails rejects its own promise and does not hold up the ones behind it. */
export function createSerialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => {});
    return result;
  };
}
