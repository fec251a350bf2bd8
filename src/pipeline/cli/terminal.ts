// Where commands print. Results go to stdout, everything about the run (stages, progress with an ETA, warnings) to stderr,
// so that `--json` output can be piped. Tests hand in a terminal that collects.

import cliProgress, { type Options, SingleBar } from 'cli-progress';

export interface Terminal {
  /** A result line. */
  print(text: string): void;
  /** A line about the run. */
  note(text: string): void;
  /** Starts a progress bar; the one before it ends. */
  progress(label: string): Progress;
}

export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

const MAX_WARNINGS = 10;

export function processTerminal(): Terminal {
  // At most one bar is drawn: whatever is printed, and any other bar that moves, ends it.
  let drawn: Progress | undefined;
  const end = () => {
    drawn?.stop();
    drawn = undefined;
  };
  return {
    print(text) {
      end();
      process.stdout.write(`${text}\n`);
    },
    note(text) {
      end();
      process.stderr.write(`${text}\n`);
    },
    progress(label) {
      const bar = progressBar(label);
      return {
        update(done, total) {
          if (drawn !== bar) end();
          drawn = bar;
          bar.update(done, total);
        },
        stop: bar.stop,
      };
    },
  };
}

/** Prints warnings, the first few in full. */
export function noteWarnings(terminal: Terminal, warnings: readonly string[]): void {
  for (const warning of warnings.slice(0, MAX_WARNINGS)) terminal.note(`warning: ${warning}`);
  const more = warnings.length - MAX_WARNINGS;
  if (more > 0) terminal.note(`warning: … and ${more} more`);
}

/** On no terminal it prints a line every few seconds instead. */
function progressBar(label: string): Progress {
  const bar = new SingleBar({
    format: `${label.padEnd(28)} {bar} {percentage}%, {eta_formatted}`,
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 5000,
    hideCursor: true,
    etaBuffer: 50,
    formatTime: timeLeft,
  });
  let isStarted = false;
  return {
    update(done, total) {
      if (!isStarted && done >= total) return; // nothing was left to do: no bar
      if (!isStarted) bar.start(total, done);
      isStarted = true;
      bar.setTotal(total);
      bar.update(done);
    },
    stop() {
      if (isStarted) bar.stop();
      isStarted = false;
    },
  };
}

/** Before anything moved there is no rate, and cli-progress says 'NULL' or 'INF' in place of seconds. */
function timeLeft(seconds: number | string, options: Options, round: number): string {
  const isKnown = Number.isFinite(Number(seconds));
  return isKnown ? `${cliProgress.Format.TimeFormat(Number(seconds), options, round)} left` : 'measuring the time left';
}
