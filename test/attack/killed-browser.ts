// A Chromium of its own that can be killed with all of its processes at once, by the signal that nothing hears. The
// operating system keeps what the browser wrote: this is the end of a process, not of the power.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { LAUNCH } from '../e2e/global-setup.ts';

const ARGUMENTS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-breakpad', '--disable-sync', '--disable-extensions'],
  ...['--no-first-run', '--password-store=basic', '--disable-popup-blocking', '--disable-renderer-backgrounding'],
  ...['--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows', ...LAUNCH.args],
];

export class KilledBrowser {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;

  /** @param profile  a folder, made where it is missing; no other browser may have it open */
  constructor(profile: string, url: string) {
    const args = [...ARGUMENTS, `--user-data-dir=${profile}`, url];
    // A group of processes of its own: it and all that it starts are killed by one call.
    this.#process = spawn(LAUNCH.executablePath, args, { detached: true, stdio: 'ignore' });
    this.#ended = once(this.#process, 'exit');
  }

  /** @throws Error where it had ended before */
  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#process;
    if (pid === undefined || exitCode !== null || signalCode !== null) {
      throw new Error(
        `browser: it ended by itself (${exitCode ?? signalCode}), expected that it runs until it is killed`,
      );
    }
    process.kill(-pid, 'SIGKILL');
    await this.#ended;
  }
}
