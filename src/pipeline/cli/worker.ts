// `privet worker`: does parts of builds that other machines make.

import { Command } from 'commander';
import { queueAddress } from '../parts/queue/queue-address.ts';
import { serveQueue } from '../parts/queue/serve-queue.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type PartsOptions, sharedFolder } from './build-parts.ts';
import { cacheOption, queueOption, sharedOption, workersOption } from './options.ts';

const EXAMPLES = `
Examples:
  $ privet worker --queue redis://queue.example:6379 --shared /mnt/privet
  $ PRIVET_QUEUE=rediss://user:password@queue.example:6380 privet worker --shared /mnt/privet --workers 8

A worker does parts for every build that names the same queue and sees the same folder, with the same version of Privet, until
it is stopped: Ctrl-C or SIGTERM ends it after the parts that it has begun, a second one at once. A part of a worker that
died or lost its connection is given to another after some 20 seconds. docs/scale.md has more.
It needs the packages bullmq and ioredis: npm install bullmq ioredis.`;

export function workerCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('worker')
    .summary('do parts of builds that other machines make')
    .description('Does parts of builds that other machines make (privet build --queue), until it is stopped.')
    .addOption(queueOption())
    .addOption(sharedOption())
    .addOption(workersOption())
    .addOption(cacheOption())
    .addHelpText('after', EXAMPLES)
    .action((options: PartsOptions, command: Command) =>
      serveQueue({
        address: queueAddress(options.queue ?? command.error('error: found no --queue and no PRIVET_QUEUE')),
        folder: sharedFolder(options),
        numThreads: options.workers,
        note: terminal.note,
        signal,
      }),
    );
}
