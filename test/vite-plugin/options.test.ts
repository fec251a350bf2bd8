// What a site says to the Vite plugin: what is refused, and what the command line is called with.
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { buildCommand } from '../../src/pipeline/cli/build.ts';
import { buildArguments, checkOptions, inputFiles, type PrivetPluginOptions } from '../../src/vite-plugin/options.ts';
import { privet } from '../../src/vite-plugin/vite-plugin.ts';

const silent = { print() {}, note() {}, progress: () => ({ update() {}, stop() {} }) };
const command = () => buildCommand(silent, new AbortController().signal);
const wrong = (options: object) => () => privet(options as PrivetPluginOptions);

it('refuses an unknown option, and says what may have been meant', () => {
  expect(wrong({ items: 'a.csv', semanticsearch: true })).toThrow(
    "privet: unknown option 'semanticsearch', did you mean 'semanticSearch'?",
  );
  expect(wrong({ items: 'a.csv', colour: 'red' })).toThrow(/unknown option 'colour', expected one of items, out,/);
});

it.each([
  [{}, /found no `items`, expected a file/],
  [undefined, /found no `items`/],
  [{ items: 7 }, /`items` is 7, expected a string/],
  [{ items: 'a.csv', seed: '1' }, /`seed` is "1", expected a number/],
  [{ items: 'a.csv', map: 'id=sku' }, /`map` is "id=sku", expected columns/],
  [{ items: 'a.csv', map: { facet: [3] } }, /expected columns/],
  [{ items: 'a.csv', judgements: [3] }, /expected a file or a list of files/],
])('refuses %o', (options, message) => {
  expect(wrong(options as object)).toThrow(message);
});

it.each(['', '.', '..', '../privet', '/privet', 'privet/', 'a//b', 'a b', '.git', 'a/../b'])(
  'refuses out %o',
  (out) => {
    expect(wrong({ items: 'a.csv', out })).toThrow(`\`out\` is '${out}', expected a folder below`);
  },
);

it('leaves the name to the command line, and the parents of a frame', () => {
  expect(checkOptions({ items: 'a.csv' })).toEqual({ items: 'a.csv', out: 'privet', reload: true });
  expect(checkOptions({ items: 'a.csv', name: 'Bike shop' }).name).toBe('Bike shop');
  expect(wrong({ items: 'a.csv', frameParents: 'https://a.example' })).toThrow('expected a list of origins');
});

it('gives the command line every option that it has, whatever a value looks like', async () => {
  const options: Required<PrivetPluginOptions> = {
    items: '-items.csv',
    out: 'privet',
    interactions: 'my log.csv',
    map: { id: 'sku', facet: ['colour', 'size'] },
    maxBadRows: 0.05,
    strict: true,
    language: 'words.json',
    locale: 'de-AT',
    semanticSearch: true,
    encoder: 'my-encoder',
    judgements: ['judged.jsonl', 'own.jsonl'],
    seed: 0,
    epochs: 3,
    name: '--name',
    history: 'lamps',
    frameParents: ['https://a.example', 'https://b.example'],
    reload: false,
  };
  const checked = checkOptions(options);
  let parsed: Record<string, unknown> = {};
  const build = command();
  build.action(() => {
    parsed = build.opts();
  });
  const args = ['build', ...buildArguments(checked), '--out=out', '--cache=cache'];
  await new Command('privet').addCommand(build).parseAsync(args, { from: 'user' });
  const { reload: _, ...rest } = options;
  const map = [
    ['id', 'sku'],
    ['facet', 'colour'],
    ['facet', 'size'],
  ];
  expect(parsed).toMatchObject({ ...rest, out: 'out', cache: 'cache', map });
  // None that the command line has is forgotten.
  const ofLargeBuilds = ['from', 'anew', 'spaceOf', 'workers', 'queue', 'shared', 'cacheMax', 'memory'];
  const notOurs = ['bundleOnly', 'cache', ...ofLargeBuilds];
  const known = build.options.map((option) => option.attributeName()).filter((name) => !notOurs.includes(name));
  expect(known.sort()).toEqual(Object.keys(rest).sort());
  expect(inputFiles(checked)).toEqual(['-items.csv', 'my log.csv', 'words.json', 'judged.jsonl', 'own.jsonl']);
});

it('leaves out what is not said', () => {
  expect(buildArguments(checkOptions({ items: 'a.csv' }))).toEqual(['--items=a.csv']);
});
