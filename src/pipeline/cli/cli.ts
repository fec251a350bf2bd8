// The program: `privet <command>`. bin/privet.mjs loads it through tsx. Ctrl-C asks the command to stop at its next step; a
// second one ends the process at once.

import { main } from './main.ts';
import { processTerminal } from './terminal.ts';

const controller = new AbortController();
process.once('SIGINT', () => {
  controller.abort();
  process.once('SIGINT', () => process.exit(130));
});

process.exitCode = await main(process.argv.slice(2), processTerminal(), controller.signal);
