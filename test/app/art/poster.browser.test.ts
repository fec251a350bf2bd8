// The generated posters: the same film always has the same one, films look different, titles fit, and a title is text
// and never markup.
import { html, render, svg } from 'lit';
import { describe, expect, test } from 'vitest';
import { pictureOf } from '../../../demo/app/art/covers.ts';
import { LINE_HEIGHT, setTitle, textWidth } from '../../../demo/app/art/lettering.ts';
import { PALETTES } from '../../../demo/app/art/palettes.ts';
import { poster } from '../../../demo/app/art/poster.ts';
import { seededRandom } from '../../../demo/app/art/seeded-random.ts';

const GENRES = [
  'Drama',
  'Comedy',
  'Horror',
  'Action',
  'Western',
  'Documentary',
  'Black Comedy',
  'Musical',
  'constructor',
  '__proto__',
  '',
];

function draw(itemId: string, title: string, genre: string): SVGSVGElement {
  const host = document.createElement('div');
  const facets: Record<string, string[]> = genre ? { genre: [genre] } : {};
  render(
    html`<svg viewBox="0 0 200 300">${poster({ itemId, title, facets }, pictureOf({ itemId, facets, details: {} }))}</svg>`,
    host,
  );
  return host.querySelector('svg')!;
}

const markupOf = (element: Element) => element.innerHTML.replace(/<!--.*?-->/g, '');

/** WCAG relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

describe('posters', () => {
  test('are the same for the same film', () => {
    for (const genre of GENRES) {
      expect(markupOf(draw('alien-1979', 'Alien', genre))).toBe(markupOf(draw('alien-1979', 'Alien', genre)));
    }
  });

  test('differ between films of which nothing but one genre and one title is known', () => {
    for (const genre of GENRES) {
      const drawn = new Set(Array.from({ length: 200 }, (_, i) => markupOf(draw(`film-${i}`, 'Untitled', genre))));
      expect(drawn.size).toBeGreaterThanOrEqual(60);
    }
  });

  test('hold only finite coordinates', () => {
    for (const genre of GENRES) {
      for (let i = 0; i < 40; i++)
        expect(markupOf(draw(`film-${i}`, 'Untitled', genre))).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  test('show a title as text, whatever it holds', () => {
    const drawn = draw('x', '<img src=x onerror=alert(1)> & <script>', 'Drama');
    expect(drawn.querySelector('img, script')).toBeNull();
    expect([...drawn.querySelectorAll('text')].map((line) => line.textContent).join(' ')).toContain('<script>');
  });

  test('have lettering that reads on its ground', () => {
    for (const { ground, ink } of Object.values(PALETTES).flat()) {
      const [low, high] = [luminance(ground), luminance(ink)].sort((a, b) => a - b);
      expect((high! + 0.05) / (low! + 0.05), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('lettering', () => {
  const TITLES = [
    'M',
    'Alien',
    'Se7en',
    'ET: The Extra-Terrestrial',
    'Once in a Lifetime: the Extraordinary Story of the New York Cosmos',
  ];

  test.each(['sans', 'serif'] as const)('fits its box, in %s', (face) => {
    for (const title of TITLES) {
      const { lines, fontSize } = setTitle(title, face, 170, 66);
      expect(lines.length * fontSize * LINE_HEIGHT).toBeLessThanOrEqual(66);
      for (const line of lines) expect(textWidth(line, face) * fontSize).toBeLessThanOrEqual(170);
      expect(lines.join('').replace(/\s/g, '').toLowerCase()).toBe(title.replace(/\s/g, '').toLowerCase());
    }
  });

  test('is estimated no narrower than the faces are', () => {
    const host = document.createElement('div');
    document.body.append(host);
    for (const [face, family] of [
      ['sans', 'Helvetica, Arial, Liberation Sans'],
      ['serif', 'Georgia, Liberation Serif'],
    ] as const) {
      for (const title of TITLES) {
        const { lines, fontSize } = setTitle(title, face, 170, 66);
        render(
          html`<svg viewBox="0 0 200 300">${lines.map((line) => svg`<text font-family=${family} font-weight="700" font-size=${fontSize}>${line}</text>`)}</svg>`,
          host,
        );
        for (const text of host.querySelectorAll('text'))
          expect(text.getComputedTextLength(), title).toBeLessThanOrEqual(185);
      }
    }
    host.remove();
  });

  test('always ends, with nothing and with one endless word', () => {
    expect(setTitle('', 'sans', 170, 66).lines).toEqual([]);
    expect(setTitle('W'.repeat(300), 'sans', 170, 66).fontSize).toBe(8);
  });
});

test('the random source is uniform enough to draw with', () => {
  const random = seededRandom('some film');
  const values = Array.from({ length: 4000 }, () => random.next());
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 1);
});
