// A site's match filter out of judged pairs: trained, compared with simple rules on profiles that it did not see, and turned on
// only where it wins. What it found is told in lines for whoever builds.
import type { Engine } from '../../engine/engine.ts';
import type { JudgedProfile } from '../../formats/judgements.ts';
import type { MatchFilterFile } from '../../formats/match-filter.ts';
import { BAD, fitMatchFilter, GOOD } from '../../match-filter/fit-match-filter.ts';
import { textTable } from '../base/text-table.ts';
import { readJudgedRows } from './judged-rows.ts';
import { learningCurve } from './learning-curve.ts';
import { type AreaUnderCurve, areaUnderCurve, atLine } from './measure-filter.ts';
import { simpleRules } from './simple-rules.ts';

/** Below these nothing is trained. */
const FEWEST_PAIRS = 50;
const FEWEST_PROFILES = 10;
/** Below these nothing is turned on: an area would be chance. */
const FEWEST_TO_WIN = 200;
const FEWEST_BAD_TO_WIN = 20;
/** By so much of the area it has to lead, and a curve has to rise to be said to rise. */
const LEAD = 0.01;
const SHARES = [0.25, 0.5];
/** Unknown items that are named. */
const MOST_NAMED = 3;

export interface SiteFilterOptions {
  /** Over the bundle that the filter is for; its history is replaced. */
  engine: Engine;
  has: (itemId: string) => boolean;
  seed: number;
  onStage: (stage: string) => void;
  onProgress: (numDone: number, numAll: number) => void;
  signal?: AbortSignal | undefined;
}

export interface SiteFilter {
  /** Absent where there is too little to learn from. */
  file?: MatchFilterFile;
  /** For people. */
  lines: string[];
}

interface Scored {
  name: string;
  all: AreaUnderCurve;
  /** Over items that the engine itself lists, which is where a filter works. */
  listed: AreaUnderCurve | undefined;
}

/** @throws InputError where the catalog has none of the items */
export async function fitSiteFilter(
  profiles: readonly JudgedProfile[],
  { engine, has, seed, onStage, onProgress, signal }: SiteFilterOptions,
): Promise<SiteFilter> {
  onStage('reading the judged pairs');
  const rows = await readJudgedRows(profiles, { engine, has, onProgress, signal });
  const numProfiles = new Set(rows.profiles).size;
  const numBad = rows.grades.filter((grade) => grade <= BAD).length;
  const numGood = rows.grades.filter((grade) => grade >= GOOD).length;
  const head = `${counted(rows.pairs.length, 'judged pair')} of ${counted(numProfiles, 'profile')}, ${numBad} bad (0 or 1) and ${numGood} good (3 or 4)`;
  const lines = [`match filter: ${head}`, ...leftOutLines(profiles, has, rows.pairs.length)];
  if (rows.pairs.length < FEWEST_PAIRS || numProfiles < FEWEST_PROFILES || numBad === 0 || numGood === 0) {
    const wanted = `${FEWEST_PAIRS} pairs of ${FEWEST_PROFILES} profiles, bad and good ones among them`;
    return { lines: [...lines, `  none is made: there is too little to learn from; it takes at least ${wanted}`] };
  }
  onStage('training the match filter');
  const { file, heldOut } = fitMatchFilter(rows.names, rows, seed);
  signal?.throwIfAborted();
  const all = [...rows.grades.keys()];
  const listed = all.filter((row) => rows.isListed[row]);
  const scored = (name: string, scores: ArrayLike<number>): Scored => {
    const pairs = { scores, grades: rows.grades, profiles: rows.profiles };
    return { name, all: areaUnderCurve(pairs, all)!, listed: areaUnderCurve(pairs, listed) };
  };
  const student = scored('the filter', heldOut);
  const rules = simpleRules(rows.names, rows).map(({ name, scores }) => scored(name, scores));
  const best = rules.reduce((a, b) => (b.all.value > a.all.value ? b : a));
  onStage('asking how many pairs it takes');
  const parts = learningCurve(
    rows,
    seed,
    SHARES.map((share) => Math.round(share * all.length)),
  );
  const curve = [...parts, { pairs: all.length, all: student.all }].flatMap(({ pairs, all: area }) =>
    area ? [{ pairs, area: area.value }] : [],
  );
  const verdict = verdictOf(student, rules, best, all.length);
  const takes = atLine({ scores: heldOut, grades: rows.grades, profiles: rows.profiles }, listed, file.gentle.demote);
  return {
    file: { ...file, isOn: verdict.isOn },
    lines: [
      ...lines,
      '  bad told from good on profiles that it did not see: area under the curve (.5 is chance), and where 95 % of redrawn profiles lie',
      ...tableLines([student, ...rules]),
      `  ${curveLine(curve, best)}`,
      `  gently it takes ${takes.below.bad} of ${takes.all.bad} bad ones and ${takes.below.good} of ${takes.all.good} good ones off the top of lists`,
      `  ${verdict.line}`,
    ],
  };
}

function tableLines(scored: readonly Scored[]): string[] {
  const cell = (area: AreaUnderCurve | undefined) =>
    area ? `${figure(area.value)} (${figure(area.low)} to ${figure(area.high)})` : 'not known';
  const rows = scored.map(({ name, all, listed }) => [name, cell(all), cell(listed)]);
  return textTable([['', 'all pairs', 'of lists'], ...rows]).map((line) => `    ${line}`);
}

function curveLine(curve: readonly { pairs: number; area: number }[], best: Scored): string {
  const shown = curve.map(({ pairs, area }) => `${figure(area)} from ${pairs.toLocaleString('en-GB')}`).join(', ');
  const from = curve.findIndex((_, i) => curve.slice(i).every((later) => later.area > best.all.value + LEAD));
  const when =
    from >= 0
      ? `From about ${Math.max(FEWEST_TO_WIN, curve[from]!.pairs).toLocaleString('en-GB')} judged pairs on it is worth it. `
      : 'With none of these it beats the best simple rule. ';
  const rise = curve.at(-1)!.area - (curve.at(-2)?.area ?? 0);
  return `learning curve: ${shown} judged pairs. ${when}${
    rise > LEAD
      ? 'The curve still rises: more of them will help.'
      : 'The curve is flat: more of the same will help little.'
  }`;
}

/** On where it leads every rule, over all pairs and, as far as that can be told, over those of lists. */
function verdictOf(student: Scored, rules: readonly Scored[], best: Scored, numPairs: number) {
  const { numBad } = student.all;
  const asked = "a page can ask for it all the same: forYou({ match: 'gentle' })";
  if (numPairs < FEWEST_TO_WIN || numBad < FEWEST_BAD_TO_WIN) {
    const wanted = `${FEWEST_TO_WIN} pairs with ${FEWEST_BAD_TO_WIN} bad ones`;
    return { isOn: false, line: `off: too few to say whether it wins, which takes at least ${wanted}; ${asked}` };
  }
  const areaOf = (told: AreaUnderCurve | undefined) => told?.value ?? 0;
  const lead = student.all.value - best.all.value;
  const ofLists = rules.find(({ listed }) => areaOf(listed) >= areaOf(student.listed));
  const isTold = (student.listed?.numBad ?? 0) >= FEWEST_BAD_TO_WIN;
  const [rule, where] = lead <= LEAD ? [best, ''] : [isTold ? ofLists : undefined, ' over what lists show'];
  if (rule) {
    const line = `off: a simple rule does as well or nearly${where} (${rule.name}), so take that rule; ${asked}`;
    return { isOn: false, line };
  }
  const line = `on: it leads the best simple rule (${best.name}) by ${figure(lead)}; lists leave out what it is surest of`;
  return { isOn: true, line };
}

/** Of what is judged: items that the catalog does not have, and profiles that say nothing of a taste. */
function leftOutLines(profiles: readonly JudgedProfile[], has: (itemId: string) => boolean, numRead: number): string[] {
  const unknown = profiles.flatMap(({ profile, events, judged }) => {
    const ids = new Set([...events.map(({ itemId }) => itemId), ...judged.map(({ item }) => item)]);
    return [...ids].filter((id) => !has(id)).map((id) => `'${id}' of ${profile}`);
  });
  const numKnown = profiles.flatMap(({ judged }) => judged.filter(({ item }) => has(item))).length;
  const more = unknown.length > MOST_NAMED ? ` and ${unknown.length - MOST_NAMED} more` : '';
  return [
    ...(unknown.length > 0
      ? [`  left out, because the catalog does not have it: ${unknown.slice(0, MOST_NAMED).join(', ')}${more}`]
      : []),
    ...(numKnown > numRead
      ? [`  left out: ${counted(numKnown - numRead, 'pair')} of profiles without a like, a dislike or a sentence`]
      : []),
  ];
}

const counted = (count: number, noun: string) => `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
const figure = (value: number) => value.toFixed(3).replace(/^(-?)0/, '$1');
