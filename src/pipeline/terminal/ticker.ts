// Keeps the line of a progress bar moving while this thread computes and tells nothing: another thread draws it again every
// second, with how long the stage has taken and what is left by the last rate. The two never write at once.
import { Worker } from 'node:worker_threads';

/** What a bar shows. */
export interface Shown {
  /** Everything before the times. */
  text: string;
  /** When the stage began, in milliseconds since the epoch. */
  sinceMs: number;
  /** When this was so. */
  atMs: number;
  /** At that time; undefined where nothing is counted, or no rate is known. */
  secondsLeft?: number | undefined;
}

export interface Ticker {
  /** @param write  draws the line; the thread draws it again until something else is shown */
  show(shown: Shown, write: () => void): void;
  /** Nothing is drawn from now on. */
  hide(): void;
}

/** What the other thread is given. */
interface DrawnOn {
  fd: number;
  columns: number;
  shared: Int32Array<SharedArrayBuffer>;
}

/** Places in what both threads see: who is writing, and which state is the newest; 0 is none. */
const [LOCK, NEWEST] = [0, 1];
const MAX_STATES = 2 ** 30;

/** @param fd  of the terminal @param columns  of it */
export function startTicker(fd: number, columns: number): Ticker {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const workerData: DrawnOn = { fd, columns, shared };
  // Its code is a text: the command line is one file. tsx wraps functions in `__name`.
  const code = `const __name = (named) => named; (${drawAgain})()`;
  const worker = new Worker(code, { eval: true, execArgv: [], workerData });
  worker.unref();
  worker.on('error', () => {}); // a bar that stands still is no reason to end a build
  let states = 0;
  const alone = (work: () => void) => {
    while (Atomics.compareExchange(shared, LOCK, 0, 1) !== 0) Atomics.wait(shared, LOCK, 1, 20);
    work();
    Atomics.store(shared, LOCK, 0);
    Atomics.notify(shared, LOCK);
  };
  return {
    show(shown, write) {
      states = (states % MAX_STATES) + 1;
      worker.postMessage({ ...shown, state: states });
      alone(() => {
        Atomics.store(shared, NEWEST, states);
        write();
      });
    },
    hide: () => alone(() => Atomics.store(shared, NEWEST, 0)),
  };
}

/** The other thread: it knows nothing of this module. */
function drawAgain(): void {
  const { writeSync } = process.getBuiltinModule('node:fs');
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
  const { fd, columns, shared }: DrawnOn = workerData;
  const inWords = (seconds: number) => {
    const minutes = Math.floor(seconds / 60);
    return minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`;
  };
  let shown: (Shown & { state: number }) | undefined;
  parentPort!.on('message', (told) => {
    shown = told;
  });
  setInterval(() => {
    const now = Date.now();
    if (!shown || now - shown.atMs < 1000) return;
    const { text, sinceMs, atMs, secondsLeft, state } = shown;
    const silent = Math.round((now - atMs) / 1000);
    // What was to take so long and goes on is not nearly done.
    const isLeft = secondsLeft !== undefined && silent <= secondsLeft;
    const left = isLeft ? `${inWords(Math.round(secondsLeft - silent))} left, ` : '';
    const line = `${text}${left}for ${inWords(Math.round((now - sinceMs) / 1000))}`;
    if (Atomics.compareExchange(shared, 0, 0, 1) !== 0) return;
    try {
      if (Atomics.load(shared, 1) === state) writeSync(fd, `\r${line.slice(0, columns - 1)}\x1b[K`);
    } catch {
      // The terminal is gone, or busy: the next second will do.
    }
    Atomics.store(shared, 0, 0);
    Atomics.notify(shared, 0);
  }, 500);
}
