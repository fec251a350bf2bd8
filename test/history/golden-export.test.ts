// An export file as a visitor has it on disk from before the code was moved: every later version imports it, finds what
// the history that it came from was, and writes it again byte for byte.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { openFilms } from '../engine/film-host.ts';
import { lastOpinion } from './last-opinion.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/histories/${name}`, import.meta.url), 'utf8');
const file = fixture('every-kind.export.json');
const { standing, opinions, taste } = JSON.parse(fixture('every-kind.found.json'));
const { events } = JSON.parse(file);

let engine: Engine;
beforeAll(async () => {
  engine = await openFilms();
});
beforeEach(() => engine.forget());
afterAll(() => engine.dispose());

it('is read whole, and only once', async () => {
  const { added, numKnown } = await engine.import(file);
  expect(added.map(({ sequence: _, ...event }) => event)).toEqual(events);
  expect(numKnown).toBe(0);
  expect(await engine.import(file)).toMatchObject({ added: [], numKnown: events.length });
});

it('is written again byte for byte', async () => {
  await engine.import(file);
  expect(await engine.export()).toBe(file);
});

it('makes the history that it came from', async () => {
  await engine.import(file);
  // The numbers of the device that wrote it are not in the file.
  const withoutNumber = (line: string) => line.slice(line.indexOf(' ') + 1);
  const found = (await engine.history()).map(({ event: { type, itemId, query, value, time } }) =>
    `${new Date(time).toISOString()} ${type} ${JSON.stringify(itemId ?? query)} ${value ?? ''}`.trim(),
  );
  expect(found).toEqual(standing.map(withoutNumber));
  for (const [itemId, opinion] of Object.entries(opinions)) {
    expect(lastOpinion((await engine.item(itemId)).marks), itemId).toBe(opinion);
  }
  const { numLiked, numDisliked } = await engine.tasteProfile();
  const { source, eventsUsed } = await engine.forYou();
  expect({ numLiked, numDisliked, source, eventsUsed }).toEqual(taste);
});
