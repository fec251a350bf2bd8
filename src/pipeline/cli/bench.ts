// `privet bench`: the door to the benchmark, which is a package of its own with the engines that it compares with. It
// is loaded by its path, so that nothing else of the command line needs it.

import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { Terminal } from '../terminal/terminal.ts';

/** What bench/node/command.ts exports. */
interface BenchModule {
  benchCommand(terminal: Terminal, signal: AbortSignal): Command;
}

const BENCH = new URL('../../../bench/node/command.ts', import.meta.url);

/** The package privet-cli comes without it. */
export const hasBench = () => existsSync(BENCH);

/** Hands all arguments on, --help too. */
export function benchCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('bench')
    .description('measure ranking, beside what a developer would otherwise use (privet bench --help)')
    .helpOption(false)
    .allowUnknownOption()
    .argument('[options...]')
    .action(async (_options, _flags, door: Command) => {
      const { benchCommand: open } = (await import(BENCH.href)) as BenchModule;
      const command = open(terminal, signal)
        .copyInheritedSettings(door)
        .helpOption('-h, --help', 'display help for command');
      await command.parseAsync(door.args, { from: 'user' });
    });
}
