// The journal of the kills tells what a history may not be: a run without problems says something only if it does.
import { expect, test } from 'vitest';
import { KillJournal } from './kill-journal.ts';

function journalOf(acknowledged: number[]): { journal: KillJournal; ids: string[] } {
  const journal = new KillJournal();
  const ids = journal.want(1, 4);
  for (const i of acknowledged) journal.acknowledge(ids[i]!);
  return { journal, ids };
}

test('what was acknowledged is there; what was not may be there or not', () => {
  const { journal, ids } = journalOf([0, 1]);
  expect(journal.problemsOf(ids.slice(0, 2))).toEqual([]);
  expect(journal.problemsOf(ids.slice(0, 3))).toEqual([]);
  expect(journal.problemsOf([ids[0]!])).toEqual(['lost: tab1-1']);
});

test('nothing is there twice, or was never said', () => {
  const { journal, ids } = journalOf([]);
  expect(journal.problemsOf([ids[0]!, ids[0]!])).toEqual(['2 times: tab1-0']);
  expect(journal.problemsOf(['tab1-9'])).toEqual(['never said: tab1-9']);
});

test('events of a tab lie in their order, and what was said after an acknowledgement of another tab lies behind it', () => {
  const { journal, ids } = journalOf([]);
  expect(journal.problemsOf([ids[1]!, ids[0]!])).toEqual(['out of order: tab1-0']);
  const [other] = journal.want(2, 1);
  expect(journal.problemsOf([other!, ...ids])).toEqual([]);
  for (const id of ids) journal.acknowledge(id);
  const [later] = journal.want(2, 1);
  expect(journal.problemsOf([...ids, other!, later!])).toEqual([]);
  expect(journal.problemsOf([later!, ...ids])).toContain('out of order: tab1-0');
});

test('what is to be taken back may be there until it is known to be gone', () => {
  const { journal, ids } = journalOf([0, 1]);
  journal.takeBack(ids[0]!);
  expect(journal.problemsOf(ids.slice(0, 2))).toEqual([]);
  expect(journal.problemsOf([ids[1]!])).toEqual([]);
  journal.acknowledgeGone(ids[0]!);
  expect(journal.problemsOf([ids[1]!])).toEqual([]);
  expect(journal.problemsOf(ids.slice(0, 2))).toEqual(['taken back, and there: tab1-0']);
});
