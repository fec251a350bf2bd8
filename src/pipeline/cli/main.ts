// The command line as a function: arguments in, exit code out. Exit codes: 0 done; 1 the input or the bundle is not as it
// should be (one message, no stack); 2 the call is not as it should be; 130 stopped by Ctrl-C.

import { Command, CommanderError } from 'commander';
import { checkFilmsCommand } from '../../../demo/films/cli/check-films.ts';
import { filmsCommand } from '../../../demo/films/cli/films.ts';
import { trainFilmsCommand } from '../../../demo/films/cli/train-films.ts';
import { CatalogFormatError, InputError, ModelLoadError } from '../../errors.ts';
import { benchCommand } from './bench.ts';
import { buildCommand } from './build.ts';
import { embedCommand } from './embed.ts';
import { evaluateCommand } from './evaluate.ts';
import type { Terminal } from './terminal.ts';

const EXIT_INPUT = 1;
const EXIT_USAGE = 2;
const EXIT_STOPPED = 130;

/**
 * @param args    the arguments after the program's name
 * @param signal  stops a running command between two steps
 * @returns       the exit code
 * @throws only what is a bug
 */
export async function main(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  try {
    await createProgram(terminal, signal).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (signal.aborted) {
      terminal.note('privet: stopped, nothing was half-written');
      return EXIT_STOPPED;
    }
    if (!isForPeople(error)) throw error;
    terminal.note(`privet: ${error.message}`);
    return EXIT_INPUT;
  }
}

/** Errors whose message says what to do; a stack would only bury it. */
function isForPeople(error: unknown): error is Error {
  return error instanceof InputError || error instanceof CatalogFormatError || error instanceof ModelLoadError;
}

function createProgram(terminal: Terminal, signal: AbortSignal): Command {
  const commands = [
    buildCommand(terminal, signal),
    evaluateCommand(terminal, signal),
    embedCommand(terminal, signal),
    filmsCommand(terminal),
    checkFilmsCommand(terminal),
    benchCommand(terminal, signal),
    trainFilmsCommand(terminal, signal),
  ];
  const program = new Command('privet').description(
    'Private recommendations in any web page: makes and measures the bundle that the page loads.',
  );
  for (const command of commands) program.addCommand(command);
  for (const command of [program, ...commands]) configure(command, terminal);
  return program;
}

function configure(command: Command, terminal: Terminal): void {
  const trimmed = (write: (text: string) => void) => (text: string) => write(text.replace(/\n$/, ''));
  command.exitOverride();
  command.showHelpAfterError('(--help shows all options and examples)');
  command.configureOutput({ writeOut: trimmed(terminal.print), writeErr: trimmed(terminal.note) });
}
