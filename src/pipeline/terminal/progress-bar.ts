// A progress bar with the time that is left: on a terminal one line that is drawn again and again, by a thread of its own
// while nothing is told (ticker.ts); elsewhere, such as in a log, a line every few seconds.
import type { Ticker } from './ticker.ts';

export interface Progress {
  /**
   * The first call starts the bar, unless nothing is left to do. A total of UNCOUNTED: there is nothing to count yet.
   *
   * @param about  shown behind the label
   */
  update(done: number, total: number, about?: string): void;
  /** Ends it where it is; a later update starts another. */
  stop(): void;
}

/** What is used of a stream of the process. */
export interface Stream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** The total of work that tells no steps: shown is how long it takes. */
export const UNCOUNTED = Number.POSITIVE_INFINITY;

/** Starts a bar before anything can be counted. */
export function begun(bar: Progress): Progress {
  bar.update(0, UNCOUNTED);
  return bar;
}

/** With the times it fits into 80 columns. */
const BAR_LENGTH = 20;
const LABEL_LENGTH = 28;
const TERMINAL_EVERY_MS = 100;
const LOG_EVERY_MS = 5000;
/** The rate is that of so many updates: it may change on the way. */
const UPDATES_OF_RATE = 50;
/** What took less and counted nothing leaves no line. */
const WORTH_TELLING_MS = 1000;

interface Update {
  atMs: number;
  done: number;
  total: number;
}

/** @param now  milliseconds @param ticker  of the terminal that the stream is, if it is one */
export function progressBar(
  label: string,
  stream: Stream = process.stderr,
  now = performance.now.bind(performance),
  ticker?: Ticker,
): Progress {
  let updates: Update[] = [];
  let shownLabel = label;
  let [drawnMs, begunMs] = [0, 0];
  const write = (line: string) =>
    stream.write(stream.isTTY ? `\r${line.slice(0, (stream.columns ?? 80) - 1)}\x1b[K` : `${line}\n`);
  const draw = () => {
    const text = `${shownLabel.padEnd(LABEL_LENGTH)} ${barOf(updates)}`;
    const line = `${text}${timesOf(updates, now() - begunMs)}`;
    const silentMs = now() - updates.at(-1)!.atMs;
    const atMs = Date.now() - silentMs;
    const shown = { text, atMs, sinceMs: Date.now() - (now() - begunMs), secondsLeft: secondsLeft(updates) };
    if (ticker) ticker.show(shown, () => write(line));
    else write(line);
    drawnMs = now();
  };
  return {
    update(done, total, about) {
      if (updates.length === 0 && done >= total) return;
      shownLabel = about === undefined ? label : `${label}, ${about}`;
      if (updates.length === 0) {
        begunMs = now();
        drawnMs = stream.isTTY ? Number.NEGATIVE_INFINITY : now();
      }
      // What is counted otherwise has another rate.
      const same = updates.at(-1)?.total === total ? updates.slice(1 - UPDATES_OF_RATE) : [];
      updates = [...same, { atMs: now(), done, total }];
      if (now() - drawnMs >= (stream.isTTY ? TERMINAL_EVERY_MS : LOG_EVERY_MS)) draw();
    },
    stop() {
      if (updates.length === 0) return;
      const isShort = updates.at(-1)!.total === UNCOUNTED && now() - begunMs < WORTH_TELLING_MS;
      if (!isShort) draw();
      ticker?.hide();
      if (stream.isTTY) stream.write(isShort ? '\r\x1b[K' : '\n');
      updates = [];
    },
  };
}

function barOf(updates: readonly Update[]): string {
  const { total, done } = updates.at(-1)!;
  if (total === UNCOUNTED) return '';
  const share = shareOf(done, total);
  const length = Math.floor(share * BAR_LENGTH);
  return `${'='.repeat(length)}${'-'.repeat(BAR_LENGTH - length)} ${Math.floor(100 * share)}%, `;
}

function timesOf(updates: readonly Update[], tookMs: number): string {
  const { total } = updates.at(-1)!;
  if (total === UNCOUNTED) return `for ${inWords(tookMs / 1000)}`;
  const left = secondsLeft(updates);
  return left === undefined ? 'measuring the time left' : `${inWords(left)} left`;
}

const shareOf = (done: number, total: number): number => Math.min(1, total > 0 ? done / total : 1);

/** Before anything moved there is no rate. */
function secondsLeft(updates: readonly Update[]): number | undefined {
  const [first, last] = [updates[0]!, updates.at(-1)!];
  if (last.total === UNCOUNTED) return undefined;
  if (shareOf(last.done, last.total) === 1) return 0;
  const seconds = ((last.total - last.done) * (last.atMs - first.atMs)) / (last.done - first.done) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function inWords(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes}m${whole % 60}s` : `${Math.floor(minutes / 60)}h${minutes % 60}m`;
}
