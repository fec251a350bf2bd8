// Boosted trees: what they learn, and that the 8-bit file says the same.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CatalogFormatError } from '../../src/errors.ts';
import { formatMatchFilter, type MatchFilterFile, parseMatchFilter } from '../../src/formats/match-filter.ts';
import { fitMatchFilter } from '../../src/match-filter/fit-match-filter.ts';
import { fitTrees, type GradedRows, gradeByForest, TREE_SETTINGS } from '../../src/match-filter/fit-trees.ts';
import { binOf, MatchStudent } from '../../src/match-filter/match-student.ts';
import { createRandom } from '../../src/numerics/random.ts';

const NAMES = ['near', 'gore', 'noise'];

/** Graded by a rule of two columns; the third says nothing. */
function ruled(count: number, seed: number): GradedRows & { isListed: boolean[] } {
  const random = createRandom(seed);
  const values = Array.from({ length: count }, () =>
    Float32Array.of(random.next(), Number(random.next() < 0.2), random.next()),
  );
  const grades = values.map(([near, gore]) => (gore ? 0 : near! < 0.3 ? 1 : near! < 0.6 ? 2 : 4));
  return { values, grades, profiles: values.map((_, i) => i % 40), isListed: values.map(() => true) };
}

describe('trees', () => {
  it('learn a rule of two columns and heed no third', () => {
    const forest = fitTrees(ruled(2000, 1), 1, { ...TREE_SETTINGS, featureShare: 1 });
    const other = ruled(500, 2);
    const missed = other.values.map((row, i) => Math.abs(gradeByForest(forest, row) - other.grades[i]!));
    expect(missed.reduce((sum, miss) => sum + miss, 0) / missed.length).toBeLessThan(0.15);
  });

  it('are the same for the same rows and seed', () => {
    const rows = ruled(300, 3);
    expect(fitTrees(rows, 5)).toEqual(fitTrees(rows, 5));
    expect(fitTrees(rows, 5)).not.toEqual(fitTrees(rows, 6));
  });

  it('say the mean of everything where nothing tells items apart', () => {
    const values = Array.from({ length: 100 }, () => Float32Array.of(1, 1, 1));
    const forest = fitTrees({ values, grades: values.map((_, i) => i % 5), profiles: values.map((_, i) => i) }, 1);
    expect(forest.trees).toEqual([]);
    expect(gradeByForest(forest, values[0]!)).toBeCloseTo(2);
  });
});

describe('the 8-bit student', () => {
  const rows = ruled(1500, 4);
  const { file, heldOut } = fitMatchFilter(NAMES, rows, 1);
  const student = new MatchStudent(file);

  it('grades as the forest that it was made from, within what 8 bits take', () => {
    const forest = fitTrees(rows, 1);
    const missed = rows.values.map((row) => Math.abs(student.grade(row) - gradeByForest(forest, row)));
    expect(Math.max(...missed)).toBeLessThan(0.05);
  });

  it('is told by profiles that its fold did not see', () => {
    expect(heldOut).toHaveLength(1500);
    const bad = rows.grades.flatMap((grade, i) => (grade === 0 ? heldOut[i]! : []));
    const good = rows.grades.flatMap((grade, i) => (grade === 4 ? heldOut[i]! : []));
    expect(Math.max(...bad)).toBeLessThan(Math.min(...good));
  });

  it('draws lines between bad and good: strict ones above gentle ones, out below behind the fold', () => {
    for (const level of [file.gentle, file.strict]) expect(level.leaveOut).toBeLessThanOrEqual(level.demote);
    expect(file.gentle.demote).toBeLessThanOrEqual(file.strict.demote);
    expect(file.gentle.leaveOut).toBeLessThanOrEqual(file.strict.leaveOut);
    expect(student.grade(Float32Array.of(0.9, 1, 0.5))).toBeLessThan(file.gentle.leaveOut);
    expect(student.grade(Float32Array.of(0.9, 0, 0.5))).toBeGreaterThan(file.strict.demote);
  });

  it('says how probable a bad match is', () => {
    expect(student.badAt(0)).toBeGreaterThan(0.9);
    expect(student.badAt(4)).toBeLessThan(0.1);
  });

  it('tells what each column did: the sum is the grade but for what everybody gets', () => {
    const everybody = rows.values.map((row) => student.grade(row) - sum(student.contributions(row)));
    expect(Math.max(...everybody) - Math.min(...everybody)).toBeLessThan(0.05);
    const [near, gore, noise] = student.contributions(Float32Array.of(0.9, 1, 0.5));
    expect(gore).toBeLessThan(-1);
    expect(Math.abs(noise!)).toBeLessThan(0.3);
    expect(near).toBeGreaterThan(gore!);
  });

  it('comes back from its bytes', () => {
    expect(parseMatchFilter(JSON.parse(new TextDecoder().decode(formatMatchFilter(file))), 'file')).toEqual(file);
  });
});

it('puts a value behind as many edges as are below it', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ noNaN: true })), fc.float({ noNaN: true }), (edges, value) => {
      const sorted = Float32Array.from(edges).sort();
      expect(binOf(sorted, Math.fround(value))).toBe(sorted.filter((edge) => edge < value).length);
    }),
  );
});

describe('a damaged file', () => {
  const { file } = fitMatchFilter(NAMES, ruled(300, 7), 1);
  const wrong = (change: (file: MatchFilterFile) => void) => {
    const copy = structuredClone(file);
    change(copy);
    return () => parseMatchFilter(copy, 'match-filter.json.gz');
  };

  it.each([
    ['another format', (one: MatchFilterFile) => Object.assign(one, { format: 'x' }), /format is wrong/],
    ['columns of other lengths', (one: MatchFilterFile) => one.nodes.bins.pop(), /differ in length/],
    ['a child before its parent', (one: MatchFilterFile) => (one.nodes.rights[0] = 0), /children outside/],
    ['a child that is not there', (one: MatchFilterFile) => (one.nodes.rights[0] = 99_999), /children outside/],
    ['a column that is not there', (one: MatchFilterFile) => (one.nodes.features[0] = 7), /reads feature 7 of 3/],
    ['a root that is not there', (one: MatchFilterFile) => (one.roots[0] = 99_999), /root 99999/],
    ['no number', (one: MatchFilterFile) => (one.base = Number.NaN), /base is wrong/],
  ])('of %s is refused', (_, change, message) => {
    expect(wrong(change)).toThrow(CatalogFormatError);
    expect(wrong(change)).toThrow(message);
  });
});

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
