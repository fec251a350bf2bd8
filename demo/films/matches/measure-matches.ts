// The match filter of the films beside simple rules: on held-out profiles of what it learns from, and once on the tests.
import type { Engine } from '../../../src/engine/engine.ts';
import { gradeOf, type JudgedProfile } from '../../../src/formats/judgements.ts';
import type { MatchFilterFile } from '../../../src/formats/match-filter.ts';
import { BAD, GOOD, rowsAt } from '../../../src/match-filter/fit-match-filter.ts';
import { MatchStudent } from '../../../src/match-filter/match-student.ts';
import { type ReadRows, tellProfile } from '../../../src/pipeline/match/judged-rows.ts';
import {
  type AreaUnderCurve,
  agreementOf,
  areaUnderCurve,
  atLine,
  calibrationOf,
  type ScoredPairs,
} from '../../../src/pipeline/match/measure-filter.ts';
import { simpleRules } from '../../../src/pipeline/match/simple-rules.ts';
import type { Rater } from '../taste/stars.ts';

/** Stars of films that somebody should not have been shown, and of those that they should. */
const DISLIKED_STARS = 2;
const LOVED_STARS = 4.5;

/** Sentences that say with whom somebody watches, parents and children first of all. */
const COMPANY =
  /\b(kids?|child(ren)?|toddler|parents?|mum|mom|dad|father|mother|grand\w+|family|nephew|niece|daughter|son|teen\w*)\b|year.old/i;

/** Which pairs a figure is of. */
const PARTS: { name: string; holds: (rows: ReadRows, row: number) => boolean }[] = [
  { name: 'all', holds: () => true },
  { name: 'of the list', holds: (rows, row) => rows.isListed[row]! },
  { name: 'with a sentence', holds: ({ pairs }, row) => pairs[row]!.profile.said !== undefined },
  { name: 'without', holds: ({ pairs }, row) => pairs[row]!.profile.said === undefined },
  { name: 'with family', holds: ({ pairs }, row) => COMPANY.test(pairs[row]!.profile.said ?? '') },
  {
    name: 'list, sentence',
    holds: ({ pairs, isListed }, row) => isListed[row]! && pairs[row]!.profile.said !== undefined,
  },
];

export interface AreaRow {
  name: string;
  /** In the order of `AREA_PARTS`. */
  areas: (AreaUnderCurve | undefined)[];
}
export const AREA_PARTS = PARTS.map(({ name }) => name);

export function areasOf(name: string, rows: ReadRows, scores: ArrayLike<number>): AreaRow {
  const pairs: ScoredPairs = { scores, grades: rows.grades, profiles: rows.profiles };
  const all = [...rows.grades.keys()];
  return {
    name,
    areas: PARTS.map(({ holds }) =>
      areaUnderCurve(
        pairs,
        all.filter((row) => holds(rows, row)),
      ),
    ),
  };
}

/** The student and simple rules over profiles that neither learned from. @param train  absent: held out in folds */
export function compareMatches(rows: ReadRows, student: ArrayLike<number>, train?: ReadRows): AreaRow[] {
  return [
    areasOf('the student', rows, student),
    ...simpleRules(rows.names, rows, train).map(({ name, scores }) => areasOf(name, rows, scores)),
  ];
}

/** What a second judge says of the same pairs, as far as there is one. */
export function secondJudge(rows: ReadRows): AreaRow {
  const at = [...rows.grades.keys()].filter((row) => rows.pairs[row]!.item.grades.length > 1);
  const twice = rowsAt(rows, at);
  const pairs = at.map((row) => rows.pairs[row]!);
  const first = {
    ...rows,
    ...twice,
    grades: pairs.map(({ item }) => item.grades[0]!),
    pairs,
    isListed: at.map((row) => rows.isListed[row]!),
  };
  return areasOf(
    'a second judge',
    first,
    Float64Array.from(pairs, ({ item }) => item.grades[1]!),
  );
}

/** Passes that did not see each other, with and without a sentence. */
export function judgesAgree(profiles: readonly JudgedProfile[]) {
  return (['with a sentence', 'without'] as const).map((name) => {
    const twice = profiles
      .filter(({ said }) => (said !== undefined) === (name === 'with a sentence'))
      .flatMap(({ judged }) => judged.filter(({ grades }) => grades.length > 1));
    const of = (pass: number) => twice.map(({ grades }) => grades[pass]!);
    return { name, ...agreementOf(of(0), of(1)) };
  });
}

/** What the lines of a level take from a list's bad and good ones. */
export function linesTake(rows: ReadRows, told: ArrayLike<number>, file: MatchFilterFile, level: 'gentle' | 'strict') {
  const scored = { scores: told, grades: rows.grades, profiles: rows.profiles };
  const listed = [...rows.grades.keys()].filter((row) => rows.isListed[row]);
  return {
    demoted: atLine(scored, listed, file[level].demote),
    leftOut: atLine(scored, listed, file[level].leaveOut),
  };
}

export function calibrationOfStudent(rows: ReadRows, told: ArrayLike<number>, file: MatchFilterFile) {
  const student = new MatchStudent(file);
  return calibrationOf(
    rows.grades.map((_, row) => student.badAt(told[row]!)),
    rows.grades.map((grade) => grade <= BAD),
  );
}

/**
 * Behaviour that no judge wrote: films that people gave 2 stars or fewer against 4.5 or more, by the filter's grade, by the
 * list's score, and by how loved a film is.
 */
export async function realPeople(engine: Engine, raters: readonly Rater[], itemIdOf: (itemIndex: number) => string) {
  const scores: Record<'grade' | 'score' | 'rating', number[]> = { grade: [], score: [], rating: [] };
  const grades: number[] = [];
  const profiles: number[] = [];
  const hour = 3_600_000;
  for (const [person, { known, asked }] of raters.entries()) {
    await engine.forget();
    const nowMs = Date.now();
    await engine.addEvents(
      known.map(({ itemIndex, stars }, i) => ({
        type: 'rate' as const,
        itemId: itemIdOf(itemIndex),
        value: stars,
        time: nowMs - (known.length - i) * hour,
      })),
    );
    const told = asked.filter(({ stars }) => stars <= DISLIKED_STARS || stars >= LOVED_STARS);
    const itemIds = told.map(({ itemIndex }) => itemIdOf(itemIndex));
    const graded = new Map((await engine.matchGrades(itemIds)).map(({ itemId, grade }) => [itemId, grade]));
    const { names, values } = await engine.matchValues(itemIds);
    for (const [i, itemId] of itemIds.entries()) {
      scores.grade.push(graded.get(itemId)!);
      scores.score.push(values[i]![names.indexOf('score')]!);
      scores.rating.push(values[i]![names.indexOf('rating')]!);
      grades.push(told[i]!.stars <= DISLIKED_STARS ? BAD : GOOD);
      profiles.push(person);
    }
  }
  const all = [...grades.keys()];
  return Object.entries(scores).map(([name, column]) => ({
    name,
    area: areaUnderCurve({ scores: column, grades, profiles }, all),
  }));
}

/** Of bad pairs, by the judge's reason: which reasons the filter gives, most frequent first. */
export async function reasonsFound(engine: Engine, profiles: readonly JudgedProfile[]) {
  const found = new Map<string, Map<string, number>>();
  for (const profile of profiles) {
    const bad = profile.judged.filter((item) => gradeOf(item) <= BAD);
    if (bad.length === 0) continue;
    await tellProfile(engine, profile);
    const told = await engine.matchGrades(bad.map(({ item }) => item));
    for (const [i, { reason }] of told.entries()) {
      const of = found.get(bad[i]!.reason ?? '') ?? new Map<string, number>();
      const kind = reason.kind === 'facet' ? reason.facet : reason.kind;
      found.set(bad[i]!.reason ?? '', of.set(kind, (of.get(kind) ?? 0) + 1));
    }
  }
  return [...found].map(([judged, kinds]) => ({ judged, kinds: [...kinds].sort((a, b) => b[1] - a[1]) }));
}

/** Of judged lists: the bad and the good among their first twenty, by how strictly the filter goes about. */
export async function firstTwenty(engine: Engine, profiles: readonly JudgedProfile[]) {
  const count = 20;
  const results = [];
  for (const match of ['off', 'gentle', 'strict'] as const) {
    const of = { bad: 0, good: 0, fair: 0, unknown: 0, leftOut: 0 };
    const ofSaid = { ...of };
    for (const profile of profiles) {
      await tellProfile(engine, profile);
      const grades = new Map(profile.judged.map((item) => [item.item, gradeOf(item)]));
      const { items, leftOut } = await engine.forYou({ count, match });
      for (const part of profile.said === undefined ? [of] : [of, ofSaid]) {
        part.leftOut += leftOut.length;
        for (const { itemId } of items) {
          const grade = grades.get(itemId);
          if (grade === undefined) part.unknown += 1;
          else if (grade <= BAD) part.bad += 1;
          else if (grade >= GOOD) part.good += 1;
          else part.fair += 1;
        }
      }
    }
    results.push({ match, all: of, said: ofSaid });
  }
  return results;
}
