// From judged pairs to a filter: trees over all of them, and lines between good and bad that follow from what each fold's
// trees say of profiles that they did not see.
import {
  MATCH_FILTER_FORMAT,
  MATCH_FILTER_VERSION,
  type MatchFilterFile,
  parseMatchFilter,
} from '../formats/match-filter.ts';
import {
  type Forest,
  fitTrees,
  type GradedRows,
  gradeByForest,
  TREE_SETTINGS,
  type TreeSettings,
} from './fit-trees.ts';

/** Grades up to this are bad, those from the other on good. */
export const BAD = 1;
export const GOOD = 3;
const FOLDS = 5;
/**
 * Of the good items of a list, the share that may go behind the fold, and how probable it must be that what is left out is
 * bad.
 */
const LEVELS = {
  gentle: { goodDemoted: 0.018, probability: 0.6 },
  strict: { goodDemoted: 0.05, probability: 0.45 },
};
/** A line below every grade. */
const LOWEST = -10;

export interface JudgedRows extends GradedRows {
  /** Whether the item is of the list that the engine makes: lines are drawn there. */
  isListed: readonly boolean[];
}

export interface FittedFilter {
  file: MatchFilterFile;
  /** By row, what trees said of it that saw no row of its profile. */
  heldOut: Float64Array;
}

/** @param names  of the values */
export function fitMatchFilter(
  names: readonly string[],
  rows: JudgedRows,
  seed: number,
  settings: TreeSettings = TREE_SETTINGS,
): FittedFilter {
  const heldOut = heldOutGrades(rows, seed, settings);
  const forest = fitTrees(rows, seed, settings);
  const listed = Array.from(rows.grades.keys()).filter((row) => rows.isListed[row]);
  const listedGrades = listed.map((row) => rows.grades[row]!);
  const listedTold = listed.map((row) => heldOut[row]!);
  const bad = badCurve(rows.grades, heldOut);
  const gentle = linesOf(listedGrades, listedTold, bad, LEVELS.gentle);
  const strict = linesOf(listedGrades, listedTold, bad, LEVELS.strict);
  const file = parseMatchFilter(
    {
      format: MATCH_FILTER_FORMAT,
      version: MATCH_FILTER_VERSION,
      ...packed(names, forest),
      bad,
      gentle,
      strict,
      isOn: true,
      judgements: { profiles: new Set(rows.profiles).size, pairs: rows.grades.length },
    },
    'match filter',
  );
  return { file, heldOut };
}

/** By row, the grade of trees that learned from the other folds' profiles. */
export function heldOutGrades(rows: GradedRows, seed: number, settings: TreeSettings = TREE_SETTINGS): Float64Array {
  const told = new Float64Array(rows.grades.length);
  const all = Array.from(told.keys());
  for (let fold = 0; fold < FOLDS; fold++) {
    const isHeldOut = (row: number) => rows.profiles[row]! % FOLDS === fold;
    const others = rowsAt(
      rows,
      all.filter((row) => !isHeldOut(row)),
    );
    const forest = fitTrees(others, seed, settings);
    for (const row of all.filter(isHeldOut)) told[row] = gradeByForest(forest, rows.values[row]!);
  }
  return told;
}

export function rowsAt({ values, grades, profiles }: GradedRows, at: readonly number[]): GradedRows {
  return {
    values: at.map((row) => values[row]!),
    grades: at.map((row) => grades[row]!),
    profiles: at.map((row) => profiles[row]!),
  };
}

/**
 * Where an item goes behind the fold: as high as loses no more than a share of the good ones. Where it is left out: where it is
 * bad with a probability, and not above the other line.
 */
function linesOf(
  grades: readonly number[],
  told: readonly number[],
  { slope, offset }: { slope: number; offset: number },
  { goodDemoted, probability }: { goodDemoted: number; probability: number },
): { demote: number; leaveOut: number } {
  const order = Array.from(told.keys()).sort((a, b) => told[a]! - told[b]!);
  const mostGood = goodDemoted * grades.filter((grade) => grade >= GOOD).length;
  let demote = LOWEST;
  let good = 0;
  for (const row of order) {
    if (grades[row]! >= GOOD) good += 1;
    if (good > mostGood) break;
    demote = told[row]!;
  }
  const certain = slope > 0 ? (offset - Math.log(probability / (1 - probability))) / slope : LOWEST;
  return { demote, leaveOut: Math.max(LOWEST, Math.min(demote, certain)) };
}

/** Logistic regression of "bad" on the grade (J. Platt, 1999), by Newton's method. */
function badCurve(grades: readonly number[], told: Float64Array): { slope: number; offset: number } {
  let [slope, offset] = [2, 2];
  const ridge = 1e-3;
  for (let step = 0; step < 50; step++) {
    let [gs, go, hss, hso, hoo] = [ridge * slope, 0, ridge, 0, ridge];
    for (const [row, x] of told.entries()) {
      const p = 1 / (1 + Math.exp(slope * x - offset));
      const miss = (grades[row]! <= BAD ? 1 : 0) - p;
      const weight = p * (1 - p);
      gs += miss * x;
      go -= miss;
      hss += weight * x * x;
      hso -= weight * x;
      hoo += weight;
    }
    const det = hss * hoo - hso * hso;
    slope -= (hoo * gs - hso * go) / det;
    offset -= (hss * go - hso * gs) / det;
    if (!Number.isFinite(slope + offset)) return { slope: 2, offset: 2 };
  }
  return { slope, offset };
}

/** Trees as the file has them: in depth-first order, so that the left child is the next node, and leaves in 8 bits. */
function packed(names: readonly string[], { edges, base, trees }: Forest) {
  const leaves = trees.flatMap((tree) => tree.filter(({ feature }) => feature < 0).map(({ value }) => Math.abs(value)));
  const leafStep = Math.max(1e-6, ...leaves) / 127;
  const nodes = { features: [] as number[], bins: [] as number[], rights: [] as number[], means: [] as number[] };
  const roots: number[] = [];
  for (const tree of trees) {
    const put = (index: number): void => {
      const { feature, bin, left, right, value } = tree[index]!;
      const steps = Math.round(value / leafStep) + 0; // no -0
      const at = nodes.features.push(feature) - 1;
      nodes.bins.push(feature < 0 ? steps : bin);
      nodes.means.push(steps);
      nodes.rights.push(0);
      if (feature < 0) return;
      put(left);
      nodes.rights[at] = nodes.features.length;
      put(right);
    };
    roots.push(nodes.features.length);
    put(0);
  }
  const rounded = (value: number) => Math.fround(value);
  return {
    features: [...names],
    edges: edges.map((ofFeature) => [...ofFeature].map(rounded)),
    base,
    leafStep,
    nodes,
    roots,
  };
}
