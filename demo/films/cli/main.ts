// `npm run films -- <command>`: what only those need who work on the film demo.

import { Command } from 'commander';
import { runProgram } from '../../../src/pipeline/cli/program.ts';
import type { Terminal } from '../../../src/pipeline/terminal/terminal.ts';
import { checkCommand } from './check.ts';
import { languageCommand } from './language.ts';
import { matchesCommand } from './matches.ts';
import { starsCommand } from './stars.ts';
import { tasteCommand } from './taste.ts';
import { trainCommand } from './train.ts';

/** @returns the exit code, as `runProgram` */
export function main(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const program = new Command('films')
    .description('The film demo: its catalog, its records, its towers.')
    .addCommand(checkCommand(terminal))
    .addCommand(tasteCommand(terminal, signal))
    .addCommand(starsCommand(terminal))
    .addCommand(languageCommand(terminal))
    .addCommand(matchesCommand(terminal))
    .addCommand(trainCommand(terminal, signal));
  return runProgram(program, args, terminal, signal);
}
