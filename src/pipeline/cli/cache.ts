// `privet cache`: what is kept between runs, by kind and size, and an end to it.

import { Command } from 'commander';
import { textTable } from '../base/text-table.ts';
import { cacheEntries, clearCache } from '../parts/cache-folder.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { cacheOption } from './options.ts';

const EXAMPLES = `
Examples:
  $ privet cache
  $ privet cache --clear

A build keeps the results of its parts there, so that the next one, or one that was stopped, does nothing twice. It keeps no more
than its --cache-max. --clear removes what Privet has written there, and nothing else that lies in the folder.`;

export function cacheCommand(terminal: Terminal): Command {
  return new Command('cache')
    .summary('tell what is kept between runs, or remove it')
    .description('Tells what is kept between runs, by kind and size, or removes it.')
    .addOption(cacheOption())
    .option('--clear', 'remove all of it')
    .addHelpText('after', EXAMPLES)
    .action(({ cache, clear }: { cache: string; clear?: boolean }) => {
      const entries = cacheEntries(cache);
      if (entries.length === 0) return terminal.print(`${cache}: nothing is kept there`);
      const sizes = entries.map(({ name, what, numFiles, sizeBytes }) => [
        `${name}: ${what}`,
        `${numFiles} ${numFiles === 1 ? 'file' : 'files'}`,
        `${(sizeBytes / 1e6).toFixed(1)} MB`,
      ]);
      for (const line of textTable(sizes)) terminal.print(line);
      if (!clear) return;
      clearCache(cache);
      terminal.print(`${cache}: all of it is removed`);
    });
}
