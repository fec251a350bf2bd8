// Files of judgements: what is written is read back, and what is wrong is told by its line.
import { expect, it } from 'vitest';
import {
  formatProfile,
  gradeOf,
  type JudgedProfile,
  judgementsHeader,
  parseJudgements,
} from '../../src/formats/judgements.ts';

const HEADER = judgementsHeader({ date: '2026-12-01', author: 'somebody', about: 'a test' });
const PROFILE: JudgedProfile = {
  profile: 'p1',
  said: 'no sofas',
  events: [
    { type: 'like', itemId: 'sku 1 with spaces' },
    { type: 'hide', itemId: 'b' },
  ],
  judged: [{ item: 'c', title: 'C', grades: [4, 1, 2], reason: 'same', from: 'list' }],
};
const read = (...lines: string[]) => parseJudgements([HEADER, ...lines].join('\n'), 'file');

it('reads what it writes, also with a mark of its order, empty lines and ends of lines of Windows', () => {
  expect(read(formatProfile(PROFILE))).toEqual([PROFILE]);
  const edited = `\uFEFF${[HEADER, '', formatProfile(PROFILE), ''].join('\r\n')}`;
  expect(parseJudgements(edited, 'file')).toEqual([PROFILE]);
});

it('takes the median of passes', () => {
  expect(gradeOf({ grades: [4, 1, 2] })).toBe(2);
  expect(gradeOf({ grades: [1, 2] })).toBe(1.5);
});

const changed = (change: object) => JSON.stringify({ ...JSON.parse(formatProfile(PROFILE)), ...change });
it.each([
  ['no header', ['{}'], 'line 1 is no header, expected {"format":"privet-judgements","version":1}'],
  ['another version', [HEADER.replace('"version":1', '"version":2')], 'line 1: version 2, expected 1'],
  ['nothing', [HEADER], 'no profile, expected one a line'],
  ['half a line', [HEADER, formatProfile(PROFILE).slice(0, -5)], 'line 2: not JSON'],
  ['no events', [HEADER, changed({ events: [] })], 'line 2: events is [], expected one event at least'],
  ['no judged items', [HEADER, changed({ judged: [] })], 'line 2: judged is [], expected one judged item at least'],
  [
    'an event of another type',
    [HEADER, changed({ events: ['loves b'] })],
    'line 2: events.0 is "loves b", expected an event',
  ],
  [
    'a grade',
    [HEADER, changed({ judged: [{ item: 'c', grades: [5] }] })],
    'grades.0 is 5, expected an integer from 0 to 4',
  ],
  [
    'a reason',
    [HEADER, changed({ judged: [{ item: 'c', grades: [1], reason: 'bad' }] })],
    'reason is "bad", expected one of',
  ],
  ['no name', [HEADER, changed({ profile: undefined })], 'line 2: profile is missing'],
  [
    'two grades of a pair',
    [HEADER, changed({ judged: [0, 4].map((grade) => ({ item: 'c', grades: [grade] })) })],
    "line 2: 'c' is graded twice, expected each item once",
  ],
  [
    'a name twice',
    [HEADER, formatProfile(PROFILE), '', formatProfile(PROFILE)],
    "line 4: profile 'p1' is on line 2 already",
  ],
])('refuses %s', (_, lines, message) => {
  expect(() => parseJudgements(lines.join('\n'), 'file')).toThrow(message);
});

it('names the first lines of many, and counts the others', () => {
  expect(() => read(...Array.from({ length: 8 }, () => 'prose'))).toThrow(/file: line 2: .*line 6: .* \(and 3 more\)$/);
});
