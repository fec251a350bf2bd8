// Runs `privet` as a process of its own, and says what it said: its errors are written for people.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How a line begins that says why a run failed: of the command line, or of how it was called. */
const REASON = /^(privet|error): /;
/** Of a run that ended without a reason. */
const MAX_LAST_LINES = 20;

export interface CommandLineRun {
  /** Absolute path. */
  script: string;
  args: readonly string[];
  /** The working directory. */
  root: string;
  /** Stops it at its next step. */
  signal: AbortSignal;
  /** Hears of stages, progress and warnings. */
  onLine(line: string): void;
}

/** @throws Error whose message is the command line's own; what `signal` was aborted with */
export async function runCommandLine({ script, args, root, signal, onLine }: CommandLineRun): Promise<void> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = () => child.kill('SIGINT');
  signal.addEventListener('abort', stop);
  const reason: string[] = [];
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (reason.length > 0 || REASON.test(line)) reason.push(line);
    else onLine((lines[lines.length] = line));
  });
  try {
    const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
    signal.throwIfAborted();
    if (code === 0) return;
    const told = reason.length > 0 ? reason : [`privet build ended with ${code}`, ...lines.slice(-MAX_LAST_LINES)];
    throw new Error(told.join('\n'));
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
