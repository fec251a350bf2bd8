// `privet build --judgements`: a filter that is on where it wins, off where too little or a simple rule says as much, none where
// there is nothing to learn from; and files that are wrong.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatProfile, type JudgedProfile, judgementsHeader } from '../../src/formats/judgements.ts';
import { parseMatchFilter } from '../../src/formats/match-filter.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { readGzippedFile, readManifest } from '../../src/pipeline/input/read-bundle-folder.ts';
import { openShop } from '../shops/shop-engine.ts';
import { run, writeSite } from './collecting-terminal.ts';

const HEADER = judgementsHeader({ date: '2026-12-01', author: 'a test', about: 'a rule' });
let folder: string;
let items: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'privet-judged-'));
  items = (await writeSite(folder)).items;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Odd rules: of the liked kind, only what the liked maker made is good; the list knows nothing of that. */
function judgedByRule(numProfiles: number): JudgedProfile[] {
  const random = createRandom(5);
  return Array.from({ length: numProfiles }, (_, p) => {
    const [kind, maker] = [random.integer(3), random.integer(4)];
    const ids = Array.from({ length: 30 }, (_, i) => i);
    random.shuffle(ids);
    const liked = ids.filter((i) => i % 3 === kind && i % 4 === maker);
    const rest = ids.filter((i) => !liked.slice(0, 2).includes(i)).slice(0, 12);
    return {
      profile: `p${p}`,
      events: liked.slice(0, 2).map((i) => ({ type: 'like' as const, itemId: `sku-${i}` })),
      judged: rest.map((i) => ({ item: `sku-${i}`, grades: [i % 4 === maker ? 4 : 0], from: 'list' })),
    };
  });
}

async function build(judged: readonly JudgedProfile[], name: string) {
  const file = join(folder, `${name}.jsonl`);
  await writeFile(file, [HEADER, ...judged.map(formatProfile)].join('\n'));
  return { ...(await buildWith([file], name)), file };
}

async function buildWith(files: string[], name: string) {
  const out = join(folder, name);
  const judgements = files.flatMap((file) => ['--judgements', file]);
  const args = ['build', items, '--bundle-only', '--out', out, '--cache', join(folder, 'cache'), ...judgements];
  return { ...(await run(args)), out };
}

async function filterIn(bundle: string) {
  const { matchFilter } = await readManifest(bundle);
  if (!matchFilter) return undefined;
  const bytes = await readGzippedFile(bundle, matchFilter);
  return parseMatchFilter(JSON.parse(new TextDecoder().decode(bytes)), matchFilter.path);
}

test('a filter that beats every simple rule is on, the page heeds it, and the build says from how many pairs on', async () => {
  const { code, out, notes, out: printed } = await build(judgedByRule(60), 'wins');
  expect(code, notes).toBe(0);
  expect(out).toMatch(/match filter: 7\d\d judged pairs of 60 profiles, \d+ bad \(0 or 1\) and \d+ good \(3 or 4\)/);
  expect(printed).toMatch(/the filter +\.\d{3} +\.\d{3} to \.\d{3}\n/);
  expect(printed).toMatch(/liked over disliked +\.\d{3}/);
  expect(printed).toMatch(
    /learning curve: \.\d+ from \d+, .*From about \d+ judged pairs on it is worth it\. The curve/,
  );
  expect(printed).toMatch(/ {2}on: it leads the best simple rule \(.*\) by \.\d{3}/);
});
