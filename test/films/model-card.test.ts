// The two files of the committed model card are one card.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { modelCardMarkdown } from '../../demo/films/training/model-card.ts';
import { parseModelCard } from '../../src/formats/model-card.ts';

const read = (name: string) => readFile(new URL(`../../public/models/${name}`, import.meta.url), 'utf8');

test('the card that readers of the repository see is the one that the page shows', async () => {
  const card = parseModelCard(await read('model-card.json'), 'model-card.json');
  expect(await read('MODEL_CARD.md')).toBe(modelCardMarkdown(card));
});

test('the towers name the card that the page shows', async () => {
  expect(JSON.parse(await read('towers.json'))).toMatchObject({ modelCard: 'model-card.json' });
});

test('Markdown has headings, lines of at most 120 characters that lose no word, and tables', () => {
  const words = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ');
  const table = { columns: ['a', 'b'], rows: [['1', '2']] };
  const sections = [{ heading: 'Use', content: [words, table] }];
  const markdown = modelCardMarkdown({ title: 'A card', intro: 'What it is.', sections });
  expect(markdown).toMatch(/^# A card\n\nWhat it is\.\n\n## Use\n\nword0 /);
  expect(markdown).toMatch(/word59\n\n\| a \| b \|\n\| --- \| --- \|\n\| 1 \| 2 \|\n$/);
  expect(Math.max(...markdown.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(120);
  expect(markdown.replaceAll('\n', ' ')).toContain(words);
});
