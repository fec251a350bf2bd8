import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkRecords } from '../../../demo/films/records/check-records.ts';
import { disagreements } from '../../../demo/films/records/disagreements.ts';
import type { FilmRecord } from '../../../demo/films/records/film-record.ts';
import { filmRow } from '../film-row-fixture.ts';

const record: FilmRecord = {
  id: 'the-clock-1950',
  logline:
    'A shy clockmaker in a mountain village builds a bird that sings forbidden songs and must hide it from the mayor.',
  moods: ['gentle'],
  themes: ['music', 'freedom'],
};
const row = filmRow({ title: 'The Clock', releaseYear: 1950, director: 'Cleo Three', runningTimeMin: 95, board: 'R' });

describe('disagreements', () => {
  it.each([
    ['director', { director: 'Dora Four' }, 'record: Dora Four; source: Cleo Three'],
    ['running time', { runningTime: 101 }, 'record: 101 min; source: 95 min'],
    ['audience', { audience: 'family' }, 'made for family, rated R'],
    ['cautions', { cautions: [] }, 'none, but rated R'],
    ['era', { setting: { era: '1960s' } }, 'set in the 1960s, released in 1950'],
  ] as const)('tells of the %s', (check, change, what) => {
    expect(disagreements({ ...record, ...change } as FilmRecord, row)).toEqual([{ id: record.id, check, what }]);
  });

  it.each([
    [{ director: 'Ada One and Cleo Three' }],
    [{ runningTime: 100 }],
    [{ audience: 'adults' }],
    [{ cautions: ['violence'] }],
    [{ setting: { era: '1940s and 1950s' } }],
    [{ setting: { era: 'far future' } }],
  ] as const)('has nothing against %o', (change) => {
    expect(disagreements({ ...record, ...change } as FilmRecord, row)).toEqual([]);
  });
});

describe('checkRecords', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });
  const header = '{"about":"Film records","rubric":"demo/films/data/README.md","written":"2026-11-24"}';
  function folderOf(records: FilmRecord[], settled: object[] = []) {
    const folder = mkdtempSync(join(tmpdir(), 'records-'));
    folders.push(folder);
    writeFileSync(join(folder, 'records-1.jsonl'), [header, ...records.map((one) => JSON.stringify(one))].join('\n'));
    writeFileSync(join(folder, 'settled.jsonl'), settled.map((one) => JSON.stringify(one)).join('\n'));
    return folder;
  }
  const rows = [row, filmRow({ vegaIndex: 1, title: 'The Bell', releaseYear: 1960, director: null })];

  it('counts records and how full their fields are, director and length only where the source lacks them', () => {
    const bell = {
      ...record,
      id: 'the-bell-1960',
      logline: record.logline.replace('clockmaker', 'founder'),
      cast: ['A'],
    };
    const { numFilms, numRecords, fillRates, problems } = checkRecords(folderOf([record, bell]), rows);
    expect([numFilms, numRecords, problems]).toEqual([2, 2, []]);
    const rates = Object.fromEntries(fillRates.map(({ field, share, of }) => [field, [share, of]]));
    expect(rates).toMatchObject({ cast: [0.5, 2], director: [0, 1], pace: [0, 2] });
  });

  it('finds loglines that are nearly equal', () => {
    const bell = { ...record, id: 'the-bell-1960' };
    expect(checkRecords(folderOf([record, bell]), rows).similar).toEqual([
      { ids: ['the-clock-1950', 'the-bell-1960'], similarity: 1 },
    ]);
  });

  it('leaves out what is settled, and counts it', () => {
    const wrong: FilmRecord = { ...record, cautions: [] };
    expect(checkRecords(folderOf([wrong]), rows).disagreements).toHaveLength(1);
    const settled = [{ id: record.id, check: 'cautions', why: 'rated for language alone' }];
    expect(checkRecords(folderOf([wrong], settled), rows)).toMatchObject({ disagreements: [], numSettled: 1 });
  });

  it('tells of a line of settled.jsonl that settles nothing any more', () => {
    const settled = [{ id: record.id, check: 'cautions', why: 'rated for language alone' }];
    const { problems } = checkRecords(folderOf([record], settled), rows);
    expect(problems[0]?.message).toContain("settled.jsonl:1: found 'the-clock-1950 cautions', expected a disagreement");
  });

  it('tells of a line of settled.jsonl that says nothing', () => {
    const { problems } = checkRecords(folderOf([record], [{ id: record.id }]), rows);
    expect(problems[0]?.message).toMatch(/^demo\/films\/data\/settled\.jsonl:1: found /);
  });
});
