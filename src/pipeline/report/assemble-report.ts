// From what an evaluation collected to what its report shows.

import { type Accuracy, differencesFrom } from '../evaluation/accuracy.ts';
import type { Figures, SeenMode } from '../evaluation/evaluate.ts';
import type { ListStatistics } from '../evaluation/list-statistics.ts';
import { popularityGroups, sharesByGroup } from '../evaluation/popularity-deciles.ts';
import { itemPopularity } from '../evaluation/segments.ts';
import type { Split } from '../evaluation/split.ts';
import type { ReportFacts, ReportInput, ReportLists, ReportModel } from './report-input.ts';

/** One model's part of an evaluation. */
export interface EvaluatedModel {
  name: string;
  figures: Figures[];
  accuracies: Accuracy[];
  lists: ListStatistics;
}

/** Items in the table of those that are listed most. */
const MOST_LISTED = 10;

/**
 * @param models     at least one, in the order in which they are shown
 * @param reference  the model to compare with, if it is among them; else the first one is
 * @param titles     by the evaluator's item numbers, as the split has them
 */
export function assembleReport(
  models: readonly EvaluatedModel[],
  reference: string,
  { split, titles, facts }: { split: Split; titles: readonly string[]; facts: ReportFacts },
): ReportInput {
  const chosen = models.some(({ name }) => name === reference) ? reference : models[0]!.name;
  const accuracies = models.flatMap((model) => model.accuracies);
  const popularity = itemPopularity(split.train);
  const groups = popularityGroups(popularity);
  const bySeen = <T>(make: (seen: SeenMode) => T) => new Map(facts.seen.map((seen) => [seen, make(seen)]));
  const lists = (model: EvaluatedModel, seen: SeenMode): ReportLists => {
    const { timesListed, divergences } = model.lists.of(seen);
    const asked = model.figures.find((entry) => entry.seen === seen && entry.segment === 'all')!.users;
    return {
      shares: sharesByGroup(timesListed, groups),
      divergences: divergences.filter((value) => !Number.isNaN(value)),
      mostListed: mostListed(timesListed).map((item) => ({
        title: titles[item]!,
        shareOfLists: timesListed[item]! / asked,
        trainingEvents: popularity[item]!,
      })),
    };
  };
  return {
    facts,
    reference: chosen,
    models: models.map((model): ReportModel => ({ ...model, lists: bySeen((seen) => lists(model, seen)) })),
    differences: differencesFrom(chosen, accuracies),
    targetShares: bySeen((seen) => sharesByGroup(timesChosen(split, seen), groups)),
  };
}

/** u32 [numItems]: how often each item is the target of a case that is asked in this mode. */
function timesChosen({ log, test }: Split, seen: SeenMode): Uint32Array {
  const times = new Uint32Array(log.numItems);
  for (const { user, targetEvent } of test) {
    const target = log.items[targetEvent]!;
    const isSeen = log.items.subarray(log.offsets[user], targetEvent).includes(target);
    if (seen === 'kept' || !isSeen) times[target]!++;
  }
  return times;
}

function mostListed(timesListed: Uint32Array): number[] {
  const listed = [...timesListed.keys()].filter((item) => timesListed[item]! > 0);
  return listed.sort((a, b) => timesListed[b]! - timesListed[a]! || a - b).slice(0, MOST_LISTED);
}
