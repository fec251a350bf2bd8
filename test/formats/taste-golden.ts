// What the golden taste and its code hold. Everything is made up.
import { fileURLToPath } from 'node:url';
import { itemKey, type TasteCode } from '../../src/formats/taste-code.ts';
import type { TasteFile } from '../../src/formats/taste-file.ts';

const at = (name: string) => fileURLToPath(new URL(`../fixtures/formats/${name}`, import.meta.url));
export const GOLDEN_TASTE = at('taste.json');
export const GOLDEN_TASTE_CODE = at('taste-code.txt');

export const goldenTaste: TasteFile = {
  name: 'Zoë 🎬',
  date: '2026-12-01',
  likes: ['alien-1979', 'amélie-2001', 'sku "1"'],
  dislikes: ['jaws-1975'],
  seen: [],
  list: ['heat-1995'],
};

export const goldenCode: TasteCode = {
  name: goldenTaste.name,
  date: goldenTaste.date,
  numLikes: 57,
  likes: goldenTaste.likes.map(itemKey),
  list: ['heat-1995'].map(itemKey),
};
