import { render } from 'lit';
import { describe, expect, it } from 'vitest';
import { drawModelCard } from '../../demo/app/hood/model-card.ts';
import shipped from '../../public/models/model-card.json?raw';
import { parseModelCard } from '../../src/formats/model-card.ts';
import type { ModelCard } from '../../src/sdk/index.ts';

function drawn(card: ModelCard): HTMLElement {
  const place = document.createElement('div');
  render(drawModelCard(card), place);
  return place;
}

const textsOf = (place: HTMLElement, selector: string) =>
  [...place.querySelectorAll(selector)].map((element) => element.textContent?.trim());

describe('the model card', () => {
  it('becomes headings, paragraphs with names, and tables', () => {
    const table = { columns: ['a', 'b'], rows: [['1', '2']] };
    const sections = [{ heading: 'Use', content: ['One `first` and `second`.', table, 'After it.'] }];
    const place = drawn({ title: 'A card', intro: 'What it is.', sections });
    expect(textsOf(place, 'h3')).toEqual(['A card', 'Use']);
    expect(textsOf(place, 'p')).toEqual(['What it is.', 'One first and second.', 'After it.']);
    expect(textsOf(place, 'code')).toEqual(['first', 'second']);
    expect(textsOf(place, 'th')).toEqual(['a', 'b']);
    expect(textsOf(place, 'td')).toEqual(['1', '2']);
    expect([...place.querySelectorAll('h3, p, table')].map(({ localName }) => localName).join(' ')).toBe(
      'h3 p h3 p table p',
    );
  });

  it.each(['<img src=x onerror="document.title = 1">', '`<script>alert(1)</script>`', '[x](javascript:alert(1))'])(
    'never becomes markup or an address: %s',
    (text) => {
      const table = { columns: [text], rows: [[text]] };
      const place = drawn({ title: text, intro: text, sections: [{ heading: text, content: [text, table] }] });
      expect(place.querySelectorAll('img, script, a, [onerror]')).toHaveLength(0);
      expect(place.textContent?.split(text.replaceAll('`', '')).length).toBeGreaterThan(5);
    },
  );

  it('that ships loses no letter', () => {
    const letters = (text: string) => text.replace(/[^A-Za-z0-9]/g, '');
    const card = parseModelCard(shipped, 'model-card.json');
    const keys = /"(title|intro|sections|heading|content|columns|rows)":/g;
    expect(letters(drawn(card).textContent ?? '')).toBe(letters(shipped.replace(keys, '')));
  });
});
