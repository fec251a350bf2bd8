// The engine's worker with a way to end it from within, as a browser that has no memory left does: the page hears of it
// what it would hear then, which is nothing.
const ENGINE = new URL('/src/engine/worker.ts?worker_file&type=module', location.href).href;

export interface MortalWorker {
  /** For `openPrivet`. */
  workerUrl: string;
  /** Ends every worker of this script that runs. */
  kill(): void;
  /** Keeps the worker busy in one piece, and the page waits for nothing. */
  keepBusy(ms: number): void;
}

/** @param code  goes before the engine's own */
export function mortalWorker(code = ''): MortalWorker {
  const name = `mortal-${Math.random()}`;
  const script = `${code}
    new BroadcastChannel('${name}').onmessage = ({ data }) => {
      if (data === 'die') return self.close();
      for (const end = Date.now() + data; Date.now() < end; );
    };
    import '${ENGINE}';`;
  const channel = new BroadcastChannel(name);
  return {
    workerUrl: URL.createObjectURL(new Blob([script], { type: 'text/javascript' })),
    kill: () => channel.postMessage('die'),
    keepBusy: (ms) => channel.postMessage(ms),
  };
}
