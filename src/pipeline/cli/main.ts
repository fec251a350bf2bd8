// `privet <command>`: makes and measures the bundle that a page loads.

import { Command } from 'commander';
import { ownVersion } from '../base/own-version.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { benchCommand } from './bench.ts';
import { buildCommand } from './build.ts';
import { cacheCommand } from './cache.ts';
import { embedCommand } from './embed.ts';
import { embedHeadersCommand } from './embed-headers.ts';
import { evaluateCommand } from './evaluate.ts';
import { judgeCommand } from './judge.ts';
import { previewCommand } from './preview.ts';
import { runProgram } from './program.ts';
import { workerCommand } from './worker.ts';

/** All commands, which docs/command-line.md is written from as well. */
export function privetProgram(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('privet')
    .description('Private recommendations in any web page: makes and measures the bundle that the page loads.')
    .version(ownVersion())
    .addCommand(buildCommand(terminal, signal))
    .addCommand(previewCommand(terminal, signal))
    .addCommand(embedHeadersCommand(terminal))
    .addCommand(evaluateCommand(terminal, signal))
    .addCommand(embedCommand(terminal, signal))
    .addCommand(judgeCommand(terminal, signal))
    .addCommand(benchCommand(terminal, signal))
    .addCommand(workerCommand(terminal, signal))
    .addCommand(cacheCommand(terminal));
}

/** @returns the exit code, as `runProgram` */
export function main(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  return runProgram(privetProgram(terminal, signal), args, terminal, signal);
}
