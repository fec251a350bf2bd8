// `films train`: trains the towers of the film demo. For those who work on Privet itself: it needs MovieLens,
// which this repository does not hold.

import { Command } from 'commander';
import { loadOnnxRuntime } from '../../../src/pipeline/cli/onnx-runtime.ts';
import { cacheOption, parsePositive, seedOption } from '../../../src/pipeline/cli/options.ts';
import type { Terminal } from '../../../src/pipeline/cli/terminal.ts';
import type { TrainingProgress } from '../../../src/pipeline/training/train-towers.ts';
import { trainFilms } from '../training/train-films.ts';

interface TrainFilmsCommandOptions {
  data: string;
  out: string;
  evaluation: string;
  cache: string;
  seed: number;
  epochs?: number;
}

const EXAMPLE = `
Example:
  $ npm run films -- train --data ~/movielens --evaluation .cache/evaluation-bundle
  $ npm run privet -- evaluate --items ~/movielens/ml-1m/items.jsonl --interactions ~/movielens/ml-1m/interactions.csv \\
      --bundle .cache/evaluation-bundle

The data folder holds ml-1m/ and ml-latest-small/, each with items.jsonl and interactions.csv, and
joins/vega_movies_x_movielens.csv. A run that was stopped goes on from its last epoch.`;

export function trainCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('train')
    .summary('train the towers of the film demo on MovieLens')
    .description('Trains the towers of the film demo on MovieLens 1M and latest-small and writes them for committing.')
    .requiredOption('--data <dir>', 'folder with the MovieLens files')
    .option('--out <dir>', 'where the towers go', 'public/models')
    .option(
      '--evaluation <dir>',
      'where the evaluation bundle goes (never to be published)',
      '.cache/evaluation-bundle',
    )
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
  const { data, out, evaluation, cache, seed, epochs } = options;
  const { ort, packageName } = await loadOnnxRuntime();
  terminal.note(packageName);
  let bar = terminal.progress('');
  const onStage = (stage: string) => {
    terminal.note(stage);
    bar = terminal.progress(stage);
  };
  const shared = { ort, data, outDir: out, evaluationDir: evaluation, signal, onStage };
  await trainFilms({
    ...shared,
    cacheDir: cache,
    settings: { seed, ...(epochs !== undefined && { epochs }) },
    onEncode: (done, total) => bar.update(done, total),
    onTeach: (done, total) => bar.update(done, total),
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
