// Where commands print. Results go to stdout, everything about the run (stages, progress with an ETA, warnings) to
// stderr, so that `--json` output can be piped. Tests hand in a terminal that collects.

import { type Progress, progressBar } from './progress-bar.ts';
import { startTicker, type Ticker } from './ticker.ts';

export interface Terminal {
  /** A result line. */
  print(text: string): void;
  /** A line about the run. */
  note(text: string): void;
  /** Starts a progress bar; the one before it ends. */
  progress(label: string): Progress;
}

const MAX_WARNINGS = 10;

export function processTerminal(): Terminal {
  // At most one bar is drawn: whatever is printed, and any other bar that moves, ends it.
  let drawn: Progress | undefined;
  const { stderr } = process;
  let ticker: Ticker | undefined;
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
      if (stderr.isTTY) ticker ??= startTicker(stderr.fd, stderr.columns ?? 80);
      const bar = progressBar(label, stderr, undefined, ticker);
      return {
        update(...state) {
          if (drawn !== bar) end();
          drawn = bar;
          bar.update(...state);
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
