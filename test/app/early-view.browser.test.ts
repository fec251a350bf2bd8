import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usePictures, writtenPicture } from '../../demo/app/art/written-pictures.ts';
import { earlyView, forgetList, rememberList } from '../../demo/app/session/early-view.ts';

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

// A file that ran before in the same browser may have left something.
beforeEach(() => localStorage.clear());
afterEach(() => {
  localStorage.clear();
  document.getElementById('first-view')?.remove();
});

describe('what is shown before the engine is there', () => {
  it('is the list in the page for somebody without taps, with the counts', () => {
    const facets = { genre: [{ value: 'Horror', count: 3 }] };
    writeIntoPage(JSON.stringify({ items: [film('alien-1979')], facets }));
    expect(earlyView(true)).toEqual({ items: [film('alien-1979')], isOwn: false, facets, pictures: {} });
    expect(earlyView(false)).toEqual({ items: [], isOwn: false, facets: {}, pictures: {} });
  });

  it('has the pictures that the page has of its films, if each is made of shapes alone', () => {
    const disc = ['circle', { cx: '10', cy: '10', r: '4', fill: '#fff' }];
    const pictures = { 'alien-1979': [disc, ['g', { transform: 'matrix(-1 0 0 1 200 0)' }, [disc]]] };
    writeIntoPage(JSON.stringify({ items: [film('alien-1979')], facets: {}, pictures }));
    expect(earlyView(true).pictures).toEqual(pictures);
    usePictures(earlyView(true).pictures);
    const made = writtenPicture('alien-1979')!().map((element) => element.outerHTML);
    const markup = '<circle cx="10" cy="10" r="4" fill="#fff"></circle>';
    expect(made).toEqual([markup, `<g transform="matrix(-1 0 0 1 200 0)">${markup}</g>`]);
    expect([writtenPicture('moon-2009'), writtenPicture('toString')]).toEqual([undefined, undefined]);
    usePictures({});
  });

  it.each([
    [['script', {}]],
    [['image', { href: 'https://example.org/' }]],
    [['path', { onclick: 'alert(1)' }]],
    [['path', { style: 'fill: red' }]],
    [['path', { d: 5 }]],
    [['g', {}, [['script', {}]]]],
    'path',
  ])('takes no picture made of %j', (element) => {
    writeIntoPage(JSON.stringify({ items: [film('alien-1979')], facets: {}, pictures: { 'alien-1979': [element] } }));
    expect(earlyView(true)).toMatchObject({ items: [film('alien-1979')], pictures: {} });
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
    expect(earlyView(true)).toEqual({ items: [], isOwn: true, facets: {}, pictures: {} });
  });
});
