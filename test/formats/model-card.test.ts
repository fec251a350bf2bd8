import { expect, test } from 'vitest';
import { CatalogFormatError } from '../../src/errors.ts';
import { parseModelCard } from '../../src/formats/model-card.ts';

const card = {
  title: 'A card',
  intro: 'What it is.',
  sections: [{ heading: 'Use', content: ['A paragraph.', { columns: ['a', 'b'], rows: [['1', '2']] }] }],
};
const withContent = (content: unknown) => ({ ...card, sections: [{ heading: 'Use', content: [content] }] });

test('a card comes out as it was written, without what this version does not know', () => {
  expect(parseModelCard(JSON.stringify({ ...card, later: 1 }), 'card.json')).toEqual(card);
});

test.each([
  ['# Model card', 'found no JSON, expected a model card'],
  ['null', 'found null in it, expected an object'],
  [{ ...card, title: '' }, 'found "" in title, expected a string that is not empty'],
  [{ ...card, intro: 3 }, 'found 3 in intro, expected a string'],
  [{ title: 'a', intro: 'b' }, 'found undefined in sections, expected a value'],
  [{ ...card, sections: [{ heading: 1, content: [] }] }, 'found 1 in sections.0.heading, expected a string'],
  [withContent(7), 'found 7 in sections.0.content.0, expected a paragraph or a table'],
  [withContent({ columns: ['a'], rows: [[1]] }), 'in sections.0.content.0, expected a paragraph or a table'],
  [withContent({ columns: ['a'], rows: [['1', '2']] }), 'in sections.0.content.0, expected as many cells as columns'],
])('refuses %j', (content, message) => {
  const attempt = () => parseModelCard(typeof content === 'string' ? content : JSON.stringify(content), 'card.json');
  expect(attempt).toThrow(CatalogFormatError);
  expect(attempt).toThrow(/^card\.json: /);
  expect(attempt).toThrow(message);
});
