// The model card that is committed beside the film towers, as data for the page and as Markdown for readers of the
// repository. Figures that training itself does not measure are quoted from `privet evaluate` in docs/evaluation.md,
// which the card points to.

import type { ModelCard, ModelCardTable } from '../../../src/formats/model-card.ts';
import type { TowerConfig } from '../../../src/pipeline/models/tower-config.ts';
import type { TowerFiles } from '../../../src/pipeline/training/tower-files.ts';
import type { TrainingSettings } from '../../../src/pipeline/training/training-data.ts';
import type { ValidationFigures } from '../../../src/pipeline/training/validate.ts';
import type { FilmLog } from './film-training-data.ts';

interface ModelCardFacts {
  config: TowerConfig;
  settings: TrainingSettings;
  numFilms: number;
  filmLogs: readonly FilmLog[];
  /** f32, on a held-out event of some people of each real log, what they met masked, with that log's own fame. */
  validation: Record<string, ValidationFigures>;
  files: TowerFiles;
}

export function filmModelCard({ config, settings, numFilms, filmLogs, validation, files }: ModelCardFacts): ModelCard {
  return {
    title: 'Model card: film towers',
    intro: introOf(files),
    sections: [
      { heading: 'Use', content: [USE] },
      { heading: 'Data and terms', content: [TERMS, dataOf(numFilms, filmLogs)] },
      { heading: 'How', content: [HOW, settingsTable({ ...config, ...settings })] },
      { heading: 'Figures', content: [WHAT_IS_MEASURED, figuresTable(validation), ELSEWHERE] },
      { heading: 'Limits', content: [LIMITS] },
    ],
  };
}

function introOf({ userTower, itemTower }: TowerFiles): string {
  const kilobytes = (bytes: Uint8Array): string => `${Math.round(bytes.length / 1000)} kB`;
  return (
    `User tower (\`user-tower.onnx\`, ${kilobytes(userTower)}; \`user-tower-batch.onnx\` is the same for 8 requests), ` +
    `item tower (\`item-tower.onnx\`, ${kilobytes(itemTower)}) and the residuals of known films ` +
    '(`film-residuals.bin`). Written by `npm run train:films`; do not edit.'
  );
}

const USE =
  "They rank films on a visitor's own device from that visitor's own history. For demonstration and research. Not for " +
  'commercial use, and not to judge people.';

const TERMS =
  'MovieLens 1M (as the 5-core sequences that SASRec and BERT4Rec evaluate on) and MovieLens latest-small (2018-09): ' +
  'F. M. Harper and J. A. Konstan, "The MovieLens Datasets: History and Context", ACM Transactions on Interactive ' +
  'Intelligent Systems 5(4), 2015. MovieTweetings, without its last four weeks: S. Dooms, T. De Pessemier, L. ' +
  'Martens, "MovieTweetings: a Movie Rating Dataset Collected From Twitter", CrowdRec 2013. The MovieLens data is for research, not for commercial use without permission; no endorsement ' +
  'by the University of Minnesota or GroupLens is implied. These weights carry those terms: the licence of the code ' +
  'does not cover this folder.';

function dataOf(numFilms: number, filmLogs: readonly FilmLog[]): string {
  const told = ({ log }: FilmLog) => `${log.name}: ${log.numUsers} people, ${log.items.length} events.`;
  const real = filmLogs.filter(({ isReal }) => isReal).map(told);
  const written = filmLogs.filter(({ isReal }) => !isReal).map(told);
  return (
    `${numFilms} films, worded as the catalog words them. What people rated or met, of these films: ${real.join(' ')} ` +
    'A rating of 3.5 stars or more is a like; one of 2.5 or less, or a full star below the mean of the person and under ' +
    '3.5, a dislike; others say nothing. What a language model wrote (demo/films/data/README.md): ' +
    `${written.join(' ')} The people of the taste bench are in none of them.`
  );
}

const HOW =
  'A causal transformer over item embeddings (after SASRec, Kang and McAuley 2018) with two signed means of the history ' +
  'beside it and the older past as one embedding, and an item tower over vectors of the text encoder ' +
  '(src/pipeline/encoder), hashed title words and facts and the codes of a semantic ID, with a residual for known items; ' +
  "sampled softmax over the items of each log, in which every item's share of that log is taken for granted (logit " +
  'adjustment, Menon et al. 2021), so that fame is no part of a taste: the fame of today is added in serving; the ' +
  'last epochs are for the item tower alone, with candidates that are met as if they were new; Adam with warm-up, a ' +
  'cosine and weight decay in the item tower. Written as jax-js functions, compiled to ONNX, trained under ONNX ' +
  'Runtime. Weights are 8-bit (blocks of 32), activations float32.';

function settingsTable(settings: object): ModelCardTable {
  const rows = Object.entries(settings).map(([name, value]) => [name, String(value)]);
  return { columns: ['setting', 'value'], rows };
}

const WHAT_IS_MEASURED =
  "While training, float32, on one held-out event of up to 500 people of each real log, with that log's fame, what they " +
  'met masked:';

function figuresTable(validation: ModelCardFacts['validation']): ModelCardTable {
  const rows = Object.entries(validation).map(([name, { recall10, ndcg10 }]) => [
    ...[name, recall10.toFixed(4), ndcg10.toFixed(4)],
  ]);
  return { columns: ['log', 'Recall@10', 'NDCG@10'], rows };
}

const ELSEWHERE =
  'What the exported 8-bit files do for written people and for real ones is in docs/film-evaluation.md (Taste).';

const LIMITS =
  'The people of the logs rated films between 1996 and 2018, most of them in the United States. What is known of later ' +
  'films, their loglines, moods, themes, cast, fame, ties and histories, was written by a language model; see ' +
  'demo/films/data/README.md. The text encoder reads English. A film without a residual is placed by its text and facts.';

/** The same card for readers of the repository. */
export function modelCardMarkdown({ title, intro, sections }: ModelCard): string {
  const parts = sections.flatMap(({ heading, content }) => [`## ${heading}`, ...content.map(inMarkdown)]);
  return `${[`# ${title}`, wrapped(intro), ...parts].join('\n\n')}\n`;
}

function inMarkdown(content: string | ModelCardTable): string {
  if (typeof content === 'string') return wrapped(content);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(content.columns), line(content.columns.map(() => '---')), ...content.rows.map(line)].join('\n');
}

/** In lines of at most 120 characters. */
const wrapped = (paragraph: string): string => paragraph.replace(/(.{1,120})(?: |$)/g, '$1\n').trimEnd();
