// What is offered in place of a query that finds little: written for likely queries, computed from those for all others.
import { describe, expect, it } from 'vitest';
import { createRewriter } from '../../src/engine/language/rewrites.ts';
import { range, reading, value } from './made-up-films.ts';

const rewrites = createRewriter({
  fields: { year: 'year', minutes: 'runningTime' },
  queries: [
    {
      text: 'sad westerns',
      meanings: ['mood=sad', 'genre=Western'],
      synonym: 'mournful westerns',
      instead: 'revenge westerns',
    },
    { text: 'westerns', meanings: ['genre=Western'] },
    { text: 'westerns under 90 minutes', meanings: ['genre=Western', 'minutes=..90'] },
    { text: 'westerns without gore', meanings: ['genre=Western', '!cautions=gore'] },
    { text: 'cowboy films', meanings: ['genre=Western'] },
    { text: 'musicals', meanings: ['genre=Musical'] },
  ],
});
const sad = (text: string) => reading(text, [value('sad', 'mood', 'sad'), value('westerns', 'genre', 'Western')]);
const everything = () => true;

describe('rewrites', () => {
  it('of a likely query begin with what was written beside it', () => {
    expect(rewrites(sad('sad westerns'), everything)[0]).toBe('revenge westerns');
    expect(rewrites(reading('Mournful  Westerns!', []), everything)).toEqual(['revenge westerns']);
  });

  it('of any other are the likely queries that mean nearly the same, the nearest first', () => {
    const short = reading('short cowboy stories', [
      value('cowboy', 'genre', 'Western'),
      range('stories', 'runningTime', { max: 90 }),
    ]);
    expect(rewrites(short, everything)[0]).toBe('westerns under 90 minutes');
    expect(rewrites(sad('downbeat sad old westerns'), everything)[0]).toBe('sad westerns');
  });

  it('of one meaning are one', () => {
    const western = rewrites(reading('old westerns', [value('westerns', 'genre', 'Western')]), everything);
    expect(western.filter((text) => text === 'westerns' || text === 'cowboy films')).toHaveLength(1);
  });

  it('are looked up, and never the query itself', () => {
    expect(rewrites(sad('sad westerns'), (text) => text === 'westerns')).toEqual(['westerns']);
    expect(rewrites(sad('sad westerns'), everything)).not.toContain('sad westerns');
    expect(rewrites(sad('sad westerns'), () => false)).toEqual([]);
  });

  it('want nothing that is not wanted, and offer nothing to what says nothing', () => {
    const gory = reading('gory westerns', [value('gory', 'cautions', 'gore'), value('westerns', 'genre', 'Western')]);
    expect(rewrites(gory, everything)).not.toContain('westerns without gore');
    expect(rewrites(reading('hm', []), everything)).toEqual([]);
    expect(rewrites(reading('musicals', [value('musicals', 'genre', 'Musical', 'not')]), everything)).toEqual([]);
  });
});
