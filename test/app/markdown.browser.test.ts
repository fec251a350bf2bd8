import { render } from 'lit';
import { describe, expect, it } from 'vitest';
import card from '../../public/models/MODEL_CARD.md?raw';
import { parseMarkdown } from '../../src/app/hood/markdown.ts';
import { renderBlocks } from '../../src/app/hood/render-blocks.ts';

function drawn(source: string): HTMLElement {
  const place = document.createElement('div');
  render(renderBlocks(parseMarkdown(source)), place);
  return place;
}

const textsOf = (place: HTMLElement, selector: string) =>
  [...place.querySelectorAll(selector)].map((element) => element.textContent?.trim());

describe('Markdown', () => {
  it('becomes headings, paragraphs, lists and tables', () => {
    const place = drawn(
      '# Use\n\nOne line\nand another.\n- first\n- `second`\n\n| a | b |\n| --- | --- |\n| 1 | **2** |\n',
    );
    expect(textsOf(place, 'h3')).toEqual(['Use']);
    expect(textsOf(place, 'p')).toEqual(['One line and another.']);
    expect(textsOf(place, 'li')).toEqual(['first', 'second']);
    expect(textsOf(place, 'code, strong')).toEqual(['second', '2']);
    expect(textsOf(place, 'th')).toEqual(['a', 'b']);
    expect(textsOf(place, 'td')).toEqual(['1', '2']);
  });

  it.each([
    '<img src=x onerror="document.title = 1">',
    '# <script>alert(1)</script>',
    '- <b>bold</b>',
    '| <i>a</i> |\n| --- |\n| <a href="javascript:alert(1)">x</a> |',
    '[words](javascript:alert(1))',
  ])('never becomes markup or an address: %s', (source) => {
    const place = drawn(source);
    expect(place.querySelectorAll('img, script, b, i, a, [onerror]')).toHaveLength(0);
  });

  it('of the shipped model card loses no letter', () => {
    const letters = (text: string) => text.replace(/[^A-Za-z0-9]/g, '');
    expect(letters(drawn(card).textContent ?? '')).toBe(letters(card));
  });

  it('of any lines ends', () => {
    expect(drawn('|\n| a\n#\n- \n---\n| x |\n').textContent).toContain('x');
  });
});
