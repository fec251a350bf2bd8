// `films stars`: are predicted stars nearer than a person's own mean? Asked of real people, whose logs stay outside of the
// repository. The development half is for choosing, the test half is read once.
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { openCatalog } from '../../../src/pipeline/input/read-bundle-folder.ts';
import type { Terminal } from '../../../src/pipeline/terminal/terminal.ts';
import { readFilms } from '../cleaning/read-films.ts';
import { createFilmFinder } from '../taste/film-finder.ts';
import { renderStars } from '../taste/render-stars.ts';
import { fitWeights, readRaters, tellStars } from '../taste/stars.ts';

interface StarsOptions {
  bundle: string;
  data: string;
  log: string;
  half: 'development' | 'test' | 'all';
  known: number;
  fit: boolean;
}

const EXAMPLE = `
Examples:
  $ npm run films -- stars --data ~/logs
  $ npm run films -- stars --data ~/logs --fit
  $ npm run films -- stars --data ~/logs --log second-people --half all

--data names a folder with a log of half stars for each --log, with items.jsonl and interactions.csv (docs/training.md).`;

export function starsCommand(terminal: Terminal): Command {
  return new Command('stars')
    .summary('measure predicted stars on real people')
    .description('Tells stars of real people from some of their ratings, and says how near they are.')
    .option('--bundle <dir>', 'the film bundle', 'public/models')
    .requiredOption('--data <dir>', 'folder with logs that are for evaluation only')
    .option('--log <name>', 'folder of the log in it', 'ratings-after-2000')
    .addOption(
      new Option('--half <name>', 'of the people').choices(['development', 'test', 'all']).default('development'),
    )
    .option('--known <n>', 'ratings that are known of each person', parseKnown, 20)
    .option('--fit', 'choose the weights of the model anew, and print them', false)
    .addHelpText('after', EXAMPLE)
    .action((options: StarsOptions) => runStars(options, terminal));
}

function parseKnown(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 2) return number;
  throw new InvalidArgumentError('Expected a number of ratings from 2.');
}

async function runStars({ bundle, data, log, half, known, fit }: StarsOptions, terminal: Terminal): Promise<void> {
  const films = await openCatalog(bundle);
  const raters = await readRaters(join(data, log), createFilmFinder(readFilms().films), films, known);
  const middle = raters.length >> 1;
  const parts = { development: raters.slice(0, middle), test: raters.slice(middle), all: raters };
  terminal.print(renderStars(`${log}, ${half}`, known, tellStars(parts[half])));
  if (!fit) return;
  const weights = fitWeights(parts.development, (surprise) => terminal.print(`surprise ${surprise.toFixed(5)} nats`));
  terminal.print(JSON.stringify(weights, (_, value) => (typeof value === 'number' ? Number(value.toFixed(3)) : value)));
}
