// Workers that a test starts, stops for a while and kills.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./serve-parts.ts', import.meta.url));

export class WorkerProcesses {
  readonly #children: ChildProcess[] = [];

  constructor(
    readonly url: string,
    readonly folder: string,
  ) {}

  /** @returns when it waits for builds */
  async start(): Promise<ChildProcess> {
    const args = ['--import', 'tsx', SCRIPT, this.url, this.folder];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
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
