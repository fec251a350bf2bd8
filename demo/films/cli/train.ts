// `films train`: trains the towers of the film demo. For those who work on Privet itself: it needs logs that this
// repository does not hold.

import { Command } from 'commander';
import { loadOnnxRuntime } from '../../../src/pipeline/cli/onnx-runtime.ts';
import { cacheOption, parsePositive, seedOption } from '../../../src/pipeline/cli/options.ts';
import type { Terminal } from '../../../src/pipeline/terminal/terminal.ts';
import type { TrainingProgress } from '../../../src/pipeline/training/train-towers.ts';
import { trainFilms } from '../training/train-films.ts';

interface TrainFilmsCommandOptions {
  data: string;
  out: string;
  cache: string;
  seed: number;
  epochs?: number;
}

const EXAMPLE = `
Example:
  $ npm run films -- train --data ~/logs
  $ npm run setup && npm run films -- taste --data ~/logs

The data folder holds ml-1m/, ml-latest-small/ and movietweetings-2013/, each with items.jsonl and interactions.csv, and
joins/ (docs/training.md). A run that was stopped goes on from its last epoch.`;

export function trainCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('train')
    .summary('train the towers of the film demo')
    .description('Trains the towers of the film demo on logs and on what was written, and writes them for committing.')
    .requiredOption('--data <dir>', 'folder with the logs')
    .option('--out <dir>', 'where the towers go', 'public/models')
    .option('--epochs <n>', 'epochs of training', parsePositive)
    .addOption(seedOption())
    .addOption(cacheOption())
    .addHelpText('after', EXAMPLE)
    .action((options: TrainFilmsCommandOptions) => runTrainFilms(options, terminal, signal));
}

async function runTrainFilms(
  options: TrainFilmsCommandOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const { data, out, cache, seed, epochs } = options;
  const { ort, packageName } = await loadOnnxRuntime();
  terminal.note(packageName);
  let bar = terminal.progress('');
  const onStage = (stage: string) => {
    terminal.note(stage);
    bar = terminal.progress(stage);
  };
  const shared = { ort, data, outDir: out, signal, onStage };
  await trainFilms({
    ...shared,
    cacheDir: cache,
    settings: { seed, ...(epochs !== undefined && { epochs }) },
    onTrain: (progress) => {
      bar.update(progress.step, progress.totalSteps);
      if (progress.validation) terminal.note(epochLine(progress));
    },
  }).finally(() => bar.stop());
}

function epochLine({ epoch, epochs, loss, elapsedMs, remainingMs, validation = {} }: TrainingProgress): string {
  const figures = Object.entries(validation).map(
    ([log, { recall10, ndcg10 }]) => `${log} Recall@10 ${recall10.toFixed(4)}, NDCG@10 ${ndcg10.toFixed(4)}`,
  );
  const minutes = (ms: number) => `${(ms / 60_000).toFixed(1)} min`;
  const times = `${minutes(elapsedMs)} gone, ${minutes(remainingMs)} left`;
  return `epoch ${epoch} of ${epochs}: loss ${loss.toFixed(4)}; ${figures.join('; ')}; ${times}`;
}
