import { afterEach, describe, expect, it } from 'vitest';
import { earlyView, forgetList, rememberList } from '../../src/app/list/early-view.ts';

const film = (itemId: string) => ({
  itemId,
  itemIndex: 1,
  title: 'Alien',
  facets: { genre: ['Horror'] },
  details: { year: '1979' },
});
const KEY = 'privet:last-list';

function writeIntoPage(text: string): void {
  const script = Object.assign(document.createElement('script'), { type: 'application/json', id: 'first-view' });
  script.textContent = text;
  document.body.append(script);
}

afterEach(() => {
  localStorage.clear();
  document.getElementById('first-view')?.remove();
});

describe('what is shown before the engine is there', () => {
  it('is the list in the page for somebody without taps, with the counts', () => {
    const facets = { genre: [{ value: 'Horror', count: 3 }] };
    writeIntoPage(JSON.stringify({ items: [film('alien-1979')], facets }));
    expect(earlyView(true)).toEqual({ items: [film('alien-1979')], isOwn: false, facets });
    expect(earlyView(false)).toEqual({ items: [], isOwn: false, facets: {} });
  });

  it('is the list that was left for somebody with taps, until it is forgotten', () => {
    writeIntoPage(JSON.stringify({ items: [film('alien-1979')], facets: {} }));
    rememberList([film('moon-2009')]);
    expect(earlyView(true)).toMatchObject({ items: [film('moon-2009')], isOwn: true });
    forgetList();
    expect(earlyView(true)).toMatchObject({ items: [film('alien-1979')], isOwn: false });
  });

  it('is nothing for somebody with taps whose list was not remembered: never a stranger’s list', () => {
    writeIntoPage(JSON.stringify({ items: [film('alien-1979')], facets: {} }));
    rememberList([]);
    expect(earlyView(true)).toMatchObject({ items: [], isOwn: true });
  });

  it.each([
    '',
    '{',
    'null',
    '["alien-1979"]',
    '{"a":1}',
    JSON.stringify([{ ...film('x'), title: 5 }]),
    JSON.stringify([{ ...film('x'), facets: { genre: 'Horror' } }]),
  ])('takes no list from %s', (text) => {
    localStorage.setItem(KEY, text);
    expect(earlyView(true)).toEqual({ items: [], isOwn: true, facets: {} });
  });
});
