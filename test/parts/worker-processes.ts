// Workers that a test starts, stops for a while and kills.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./serve-parts.ts', import.meta.url));

export class WorkerProcesses {
  readonly #children: ChildProcess[] = [];
  readonly #args: string[];

  constructor(url: string, folder: string) {
    this.#args = ['--import', 'tsx', SCRIPT, url, folder];
  }

  /** @returns when it waits for builds */
  async start(): Promise<ChildProcess> {
    const child = spawn(process.execPath, this.#args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#children.push(child);
    await once(child.stdout!, 'data');
    child.stdout!.resume();
    return child;
  }

  async end(): Promise<void> {
    await Promise.all(this.#children.splice(0).map(kill));
  }
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
