// A command line as a function: arguments in, exit code out. Exit codes: 0 done; 1 the input or the bundle is not as it
// should be (one message, no stack); 2 the call is not as it should be; 130 stopped by Ctrl-C or SIGTERM.

import { type Command, CommanderError } from 'commander';
import { CatalogFormatError, InputError, ModelLoadError } from '../../errors.ts';
import { inWords } from '../base/system-errors.ts';
import { TELL_USAGE, usageLine } from '../bench/usage-line.ts';
import { processTerminal, type Terminal } from '../terminal/terminal.ts';

const EXIT_INPUT = 1;
const EXIT_USAGE = 2;
const EXIT_STOPPED = 130;

/**
 * @param program  with its commands
 * @param args     the arguments after the program's name
 * @param signal   stops a running command between two steps
 * @returns        the exit code
 * @throws only what is a bug
 */
export async function runProgram(
  program: Command,
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  for (const command of [program, ...program.commands]) configure(command, terminal);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (signal.aborted) {
      terminal.note(`${program.name()}: stopped, nothing was half-written`);
      return EXIT_STOPPED;
    }
    const told = inWords(error);
    if (!isForPeople(told)) throw error;
    terminal.note(`${program.name()}: ${told.message}`);
    return EXIT_INPUT;
  }
}

/** Runs a program as this process. Ctrl-C or SIGTERM asks it to stop at its next step; a second one ends it at once. */
export async function runProcess(
  main: (args: readonly string[], terminal: Terminal, signal: AbortSignal) => Promise<number>,
): Promise<void> {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(EXIT_STOPPED);
    controller.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  process.exitCode = await main(process.argv.slice(2), processTerminal(), controller.signal);
  if (process.env[TELL_USAGE]) process.stderr.write(`${usageLine()}\n`);
}

/** Errors whose message says what to do; a stack would only bury it. */
function isForPeople(error: unknown): error is Error {
  return error instanceof InputError || error instanceof CatalogFormatError || error instanceof ModelLoadError;
}

function configure(command: Command, terminal: Terminal): void {
  const trimmed = (write: (text: string) => void) => (text: string) => write(text.replace(/\n$/, ''));
  command.exitOverride();
  command.showHelpAfterError('(--help shows all options and examples)');
  command.configureOutput({ writeOut: trimmed(terminal.print), writeErr: trimmed(terminal.note) });
}
