// A progress bar with the time that is left: on a terminal one line that is drawn again and again; elsewhere, such as
// in a log, a line every few seconds.

export interface Progress {
  /** The first call starts the bar, unless nothing is left to do. */
  update(done: number, total: number): void;
  /** Ends it where it is; a later update starts another. */
  stop(): void;
}

/** What is used of a stream of the process. */
export interface Stream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const BAR_LENGTH = 40;
const LABEL_LENGTH = 28;
const TERMINAL_EVERY_MS = 100;
const LOG_EVERY_MS = 5000;
/** The rate is that of so many updates: it may change on the way. */
const UPDATES_OF_RATE = 50;

interface Update {
  atMs: number;
  done: number;
  total: number;
}

/** @param now  milliseconds */
export function progressBar(
  label: string,
  stream: Stream = process.stderr,
  now = performance.now.bind(performance),
): Progress {
  let updates: Update[] = [];
  let drawnMs = 0;
  const draw = () => {
    const line = `${label.padEnd(LABEL_LENGTH)} ${lineOf(updates)}`;
    stream.write(stream.isTTY ? `\r${line.slice(0, (stream.columns ?? 80) - 1)}\x1b[K` : `${line}\n`);
    drawnMs = now();
  };
  return {
    update(done, total) {
      if (updates.length === 0 && done >= total) return;
      if (updates.length === 0) drawnMs = stream.isTTY ? Number.NEGATIVE_INFINITY : now();
      updates = [...updates.slice(1 - UPDATES_OF_RATE), { atMs: now(), done, total }];
      if (now() - drawnMs >= (stream.isTTY ? TERMINAL_EVERY_MS : LOG_EVERY_MS)) draw();
    },
    stop() {
      if (updates.length === 0) return;
      draw();
      if (stream.isTTY) stream.write('\n');
      updates = [];
    },
  };
}

function lineOf(updates: readonly Update[]): string {
  const [first, last] = [updates[0]!, updates.at(-1)!];
  const share = Math.min(1, last.total > 0 ? last.done / last.total : 1);
  const length = Math.floor(share * BAR_LENGTH);
  const bar = '='.repeat(length) + '-'.repeat(BAR_LENGTH - length);
  const secondsLeft = ((last.total - last.done) * (last.atMs - first.atMs)) / (last.done - first.done) / 1000;
  return `${bar} ${Math.floor(100 * share)}%, ${timeLeft(share === 1 ? 0 : secondsLeft)}`;
}

/** Before anything moved there is no rate. */
function timeLeft(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return 'measuring the time left';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s left`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes}m${whole % 60}s left` : `${Math.floor(minutes / 60)}h${minutes % 60}m left`;
}
