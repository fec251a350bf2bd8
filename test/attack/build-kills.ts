// Builds that are killed: the build itself, one of its workers, or the queue with all that it has. What comes of it must be the
// bytes of a build that nobody disturbed; how much of the work was done twice is counted in CPU time of all processes.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../../src/numerics/random.ts';
import { snapshot } from '../bundle/bundle-fixture.ts';
import { type QueueServer, startQueueServer } from '../parts/queue-server.ts';
import { kill, WorkerProcesses } from '../parts/worker-processes.ts';

const PRIVET = fileURLToPath(new URL('../../bin/privet.mjs', import.meta.url));
/** Of Linux, in a second. */
const TICKS = 100;

export type Victim = 'build' | 'worker' | 'queue';

export interface KilledBuild {
  victim: Victim;
  afterMs: number;
  isSame: boolean;
  /** What the run after the kill says that it found. */
  found: string;
  /** Of the build that nobody disturbed, in the same way: 0 is nothing. */
  shareTwice: number;
}

/** CPU seconds of a process and its threads so far; 0 once it is gone. */
function cpuOf({ pid }: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return 0;
  }
}

class Process {
  readonly child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #watch: NodeJS.Timeout;
  cpuSeconds = 0;
  said = '';

  constructor(child: ChildProcess) {
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (this.said += text));
    this.#watch = setInterval(() => (this.cpuSeconds = Math.max(this.cpuSeconds, cpuOf(child))), 50);
    this.#ended = once(child, 'exit').finally(() => clearInterval(this.#watch));
  }

  /** @throws Error where it ends otherwise than well */
  async end(): Promise<void> {
    await this.#ended;
    if (this.child.exitCode !== 0)
      throw new Error(`a build ended with ${this.child.exitCode}: ${this.said.slice(-500)}`);
  }
}

export class BuildKiller {
  readonly #folder: string;
  readonly #items: string;

  constructor(folder: string, items: string) {
    this.#folder = folder;
    this.#items = items;
  }

  /** Kills once, at some moment of the time that a build takes; goes on; compares. */
  async *killAll(victims: readonly Victim[], seed: number): AsyncGenerator<KilledBuild> {
    const random = createRandom(seed);
    const server = await startQueueServer();
    const usual = new Map<Victim, Awaited<ReturnType<BuildKiller['once']>>>();
    try {
      const alone = await this.once('build', server);
      for (const victim of victims) {
        if (!usual.has(victim)) usual.set(victim, victim === 'build' ? alone : await this.once(victim, server));
        const { tookMs, cpuSeconds } = usual.get(victim)!;
        const afterMs = Math.round(random.next() * tookMs);
        const killed = await this.once(victim, server, afterMs);
        const isSame = JSON.stringify(killed.files) === JSON.stringify(alone.files);
        yield { victim, afterMs, isSame, found: killed.found, shareTwice: killed.cpuSeconds / cpuSeconds - 1 };
      }
    } finally {
      await server.close();
    }
  }

  /** A build from nothing, disturbed after a while. */
  async once(victim: Victim, server: QueueServer, afterMs?: number) {
    const [out, shared] = [join(this.#folder, 'out'), join(this.#folder, 'parts')];
    for (const old of [out, shared]) rmSync(old, { recursive: true, force: true });
    const isAlone = victim === 'build';
    const workers = new WorkerProcesses(server.url, shared);
    const helpers = isAlone ? [] : [new Process(await workers.start()), new Process(await workers.start())];
    const options = isAlone ? ['--workers', '2', '--cache', this.#folder] : ['--queue', server.url, '--shared', shared];
    const args = [PRIVET, 'build', this.#items, '--bundle-only', '--name', 'Shop', '--out', out, ...options];
    const start = () => new Process(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] }));
    const startMs = performance.now();
    const builds = [start()];
    try {
      if (afterMs !== undefined) {
        await Promise.race([pause(afterMs), builds[0]!.end()]);
        if (victim === 'queue') await server.kill().then(() => server.begin());
        if (victim === 'worker') {
          await kill(helpers[0]!.child);
          helpers.push(new Process(await workers.start()));
        }
        if (victim === 'build') {
          await kill(builds[0]!.child);
          builds.push(start());
        }
      }
      await builds.at(-1)!.end();
      const found =
        builds
          .at(-1)!
          .said.match(/^(?!the queue).*: going on/gm)
          ?.join('; ') ?? '';
      const cpuSeconds = [...builds, ...helpers].reduce((sum, process) => sum + process.cpuSeconds, 0);
      return { files: await snapshot(out), tookMs: performance.now() - startMs, cpuSeconds, found };
    } finally {
      await workers.end();
    }
  }
}
