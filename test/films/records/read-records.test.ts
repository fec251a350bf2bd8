import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RECORDS_FOLDER, readFilmRecords } from '../../../demo/films/records/read-records.ts';
import {
  CANONS,
  CAUTIONS,
  ENDINGS,
  ERAS,
  FORMS,
  MOODS,
  STUDIOS,
  THEMES,
  TIMES_OF_YEAR,
  WARNINGS,
} from '../../../demo/films/records/vocabularies.ts';

const HEADER = '{"about":"Film records","rubric":"demo/films/data/README.md","written":"2026-11-24"}';
const LOGLINE =
  'A shy clockmaker in a mountain village builds a bird that sings forbidden songs and must hide it from the mayor.';
const record = { id: 'the-clock-1950', logline: LOGLINE, moods: ['gentle'], themes: ['music', 'freedom'] };
const added = { ...record, id: 'the-clock-2014', title: 'The Clock', year: 2014, genre: 'Drama' };

/** The folder's reading, from files with these lines behind the header. */
function read(files: Record<string, unknown[]>, header = HEADER) {
  const folder = mkdtempSync(join(tmpdir(), 'records-'));
  for (const [name, lines] of Object.entries(files)) {
    const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    writeFileSync(join(folder, name), [header, ...text, ''].join('\n'));
  }
  try {
    return readFilmRecords(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const problemsOf = (...lines: unknown[]) => read({ 'records-1.jsonl': lines }).problems.map(({ message }) => message);

describe('readFilmRecords', () => {
  it('reads records and added films with their places', () => {
    const { records, added: films, problems } = read({ 'records-1.jsonl': [record], 'added-1.jsonl': [added] });
    expect(problems).toEqual([]);
    expect(records.get('the-clock-1950')).toEqual({
      record,
      file: 'demo/films/data/records-1.jsonl',
      line: 2,
      written: '2026-11-24',
    });
    expect(films.get('the-clock-2014')?.record).toEqual(added);
  });

  it.each([
    [
      'an unknown term',
      { ...record, moods: ['sparkly'] },
      'moods.0 "sparkly", expected a term of the moods in demo/films/data/README.md',
    ],
    ['an unknown field', { ...record, stars: 5 }, 'stars 5, expected no field but those of demo/films/data/README.md'],
    ['a repeated term', { ...record, themes: ['music', 'music'] }, 'expected themes without repeats'],
    ['too few themes', { ...record, themes: ['music'] }, 'expected 2 to 6 themes'],
    ['a short logline', { ...record, logline: 'A bird sings.' }, 'expected 15 to 30 words'],
    ['a logline with markup', { ...record, logline: `<b>${LOGLINE}</b>` }, 'expected plain text without markup'],
    ['a logline with an entity', { ...record, logline: `${LOGLINE} &amp;` }, 'expected plain text without markup'],
    ['a line break', { ...record, logline: `${LOGLINE}\nAnd more` }, 'expected one line'],
    ['six actors', { ...record, cast: ['A', 'B', 'C', 'D', 'E', 'F'] }, 'expected at most 5 names'],
    [
      'an unknown era',
      { ...record, setting: { era: 'recently' } },
      'setting.era "recently", expected a term of the eras',
    ],
    ['an impossible length', { ...record, runningTime: 3 }, 'runningTime 3, expected an integer from 20 to 900'],
    ['no id', { ...record, id: undefined }, 'id undefined, expected a value'],
    ['a wrong id', { ...record, id: 'The Clock' }, 'id "The Clock", expected a slug of title and year'],
    ['no JSON', '{"id": ', 'invalid JSON "{\\"id\\": ", expected one JSON object'],
  ])('refuses %s with file and line', (_, line, message) => {
    const problems = problemsOf(record, line);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^demo\/films\/data\/records-1\.jsonl:3: found /);
    expect(problems[0]).toContain(message);
  });

  it.each([
    ['an unknown form', { form: ['talkie'] }, 'form.0 "talkie", expected a term of the forms'],
    ['an unknown studio', { studio: ['Acme'] }, 'studio.0 "Acme", expected a term of the studios'],
    ['anime that is no animation', { form: ['anime'] }, 'expected animation beside anime'],
    ['stop motion of nothing', { form: ['stop motion', 'silent'] }, 'beside stop motion'],
    ['a line that says nothing', { form: [] }, 'expected a form or a studio'],
    ['a form twice', { form: ['silent', 'silent'] }, 'expected forms without repeats'],
  ])('refuses %s', (_, forms, message) => {
    const { problems, forms: kept } = read({ 'forms.jsonl': [{ id: 'the-clock-1950', ...forms }] });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
    expect(kept.size).toBe(0);
  });

  it('refuses two records of one film, also in two files, and keeps the first', () => {
    const { records, problems } = read({ 'records-1.jsonl': [record], 'records-2.jsonl': [record] });
    expect(problems.map(({ message }) => message)).toEqual([
      'demo/films/data/records-2.jsonl:2: found a second record of the-clock-1950 (the first is demo/films/data/records-1.jsonl:2), ' +
        'expected one record a film',
    ]);
    expect(records.size).toBe(1);
  });

  it('refuses an added film whose id is not the slug of its title and year', () => {
    const { problems } = read({ 'added-1.jsonl': [{ ...added, id: 'a-clock-2014' }] });
    expect(problems[0]?.message).toContain('id "a-clock-2014", expected the slug of title and year');
  });

  it('reads what people ask of a film, and refuses what contradicts itself', () => {
    const asked = { id: 'the-clock-1950', director: ['woman'], with: ['suicide'], unsure: ['torture'], age: 14 };
    const { asked: found, problems } = read({
      'asked-1.jsonl': [asked, { ...asked, id: 'a', unsure: ['suicide'] }, { ...asked, id: 'b', unsure: undefined }],
    });
    expect(found.get('the-clock-1950')?.record).toEqual(asked);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('expected what is in it, or unsure'),
      expect.stringContaining('expected with and unsure, or neither'),
    ]);
  });

  it('reads prizes with their years, and refuses one that it does not know', () => {
    const won = { id: 'the-clock-1950', prizes: { 'Golden Bear': 1951 } };
    const { prizes, problems } = read({
      'prizes.jsonl': [won, { id: 'a', prizes: { 'Best Clock': 1951 } }, { id: 'b' }],
    });
    expect(prizes.get('the-clock-1950')?.record).toEqual({ ...won, canons: {} });
    expect(problems).toHaveLength(2);
  });

  it('wants a header that says how the file came to be', () => {
    const { problems } = read({ 'records-1.jsonl': [record] }, '{"about":"Film records"}');
    expect(problems[0]?.message).toMatch(/^demo\/films\/data\/records-1\.jsonl:1: found .* expected a header/);
  });
});

describe('the vocabularies', () => {
  const readme = readFileSync(join(RECORDS_FOLDER, 'README.md'), 'utf8');
  const listed = (heading: string) => {
    const section = readme.split(`## ${heading}\n\n`)[1]!.split('\n\n')[0]!;
    return section.split(',').map((term) => term.trim().replace(/\s+/g, ' '));
  };

  it('are those that the README lists', () => {
    expect(listed('Moods')).toEqual([...MOODS]);
    expect(listed('Themes')).toEqual([...THEMES]);
    expect(listed('Eras')).toEqual([...ERAS]);
    for (const term of [...CAUTIONS, ...FORMS]) expect(readme).toContain(`\`${term}\``);
    const studios = readme.split('`studio`: ')[1]!.split('\n\n')[0]!.replace(/\s+/g, ' ');
    for (const studio of STUDIOS) expect(studios).toContain(studio);
    const words = readme.replace(/\s+/g, ' ');
    for (const term of [...WARNINGS, ...TIMES_OF_YEAR, ...CANONS]) expect(words).toContain(term);
    for (const term of ENDINGS) expect(words).toContain(`\`${term}\``);
  });

  it('hold each term once', () => {
    for (const vocabulary of [MOODS, THEMES, ERAS, FORMS, STUDIOS, WARNINGS, TIMES_OF_YEAR])
      expect(new Set(vocabulary).size).toBe(vocabulary.length);
  });
});
