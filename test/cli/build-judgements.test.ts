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

/** A person who likes two things of one kind and maker, and twelve others as a rule grades them. */
function judgedBy(
  numProfiles: number,
  isGood: (item: number, liked: { kind: number; maker: number }) => boolean,
  most = 12,
) {
  const random = createRandom(5);
  return Array.from({ length: numProfiles }, (_, p): JudgedProfile => {
    const liked = { kind: random.integer(3), maker: random.integer(4) };
    const ids = Array.from({ length: 30 }, (_, i) => i);
    random.shuffle(ids);
    const likes = ids.filter((i) => i % 3 === liked.kind && i % 4 === liked.maker).slice(0, 2);
    const judged = ids.filter((i) => !likes.includes(i)).slice(0, most);
    return {
      profile: `p${p}`,
      events: likes.map((i) => ({ type: 'like', itemId: `sku-${i}` })),
      judged: judged.map((i) => ({ item: `sku-${i}`, grades: [isGood(i, liked) ? 4 : 0], from: 'list' })),
    };
  });
}

const ofMaker = (item: number, { maker }: { maker: number }) => item % 4 === maker;
/** As a judge who is wrong now and then. */
function nearlyOfMaker() {
  const random = createRandom(7);
  return (item: number, liked: { maker: number }) => ofMaker(item, liked) !== random.next() < 0.12;
}
const ofKind = (item: number, { kind }: { kind: number }) => item % 3 === kind;

async function build(judged: readonly JudgedProfile[], name: string) {
  const file = join(folder, `${name}.jsonl`);
  await writeFile(file, [HEADER, ...judged.map(formatProfile)].join('\n'));
  return buildWith([file], name);
}

async function buildWith(files: string[], name: string) {
  const bundle = join(folder, name);
  const judgements = files.flatMap((file) => ['--judgements', file]);
  const args = ['build', items, '--bundle-only', '--out', bundle, '--cache', join(folder, 'cache'), ...judgements];
  return { ...(await run(args)), bundle };
}

async function filterIn(bundle: string) {
  const { matchFilter } = await readManifest(bundle);
  if (!matchFilter) return undefined;
  const bytes = await readGzippedFile(bundle, matchFilter);
  return parseMatchFilter(JSON.parse(new TextDecoder().decode(bytes)), matchFilter.path);
}

test('a filter that beats every simple rule is on, the page heeds it, and the build says from how many pairs on', async () => {
  const { code, bundle, notes, out } = await build(judgedBy(60, nearlyOfMaker()), 'wins');
  expect(code, notes).toBe(0);
  expect(out).toMatch(/match filter: 720 judged pairs of 60 profiles, \d+ bad \(0 or 1\) and \d+ good \(3 or 4\)/);
  expect(out).toMatch(/the filter +[\d.]+ \([\d.]+ to [\d.]+\) +[\d.]+ \([\d.]+ to [\d.]+\)\n/);
  expect(out).toMatch(/liked over disliked +\.\d{3}/);
  expect(out).toMatch(/learning curve: [\d.]+ from 180, .*From about \d+ judged pairs on it is worth it\. The curve/);
  expect(out).toMatch(/ {2}on: it leads the best simple rule \(.*\) by \.\d{3}/);
  expect(await filterIn(bundle)).toMatchObject({ isOn: true, judgements: { profiles: 60, pairs: 720 } });
  const engine = await openShop(bundle);
  await engine.addEvents(['sku-0', 'sku-12'].map((itemId) => ({ type: 'like', itemId, time: Date.now() - 1000 })));
  // The filter comes behind the lists.
  await expect.poll(async () => (await engine.matchGrades(['sku-24'])).length).toBe(1);
  const grades = new Map((await engine.matchGrades(['sku-24', 'sku-9'])).map(({ itemId, grade }) => [itemId, grade]));
  expect(grades.get('sku-24')! - grades.get('sku-9')!).toBeGreaterThan(0.3);
  await engine.dispose();
});

test('where a simple rule does as well it is off, and the rule is named; with few pairs it is off; with fewer there is none', async () => {
  const ruled = await build(judgedBy(40, ofKind), 'ruled');
  expect(ruled.out).toMatch(
    /off: a simple rule does as well or nearly \(the list’s own score\), so take that rule; .*match: 'gentle'/,
  );
  expect(await filterIn(ruled.bundle)).toMatchObject({ isOn: false });
  const few = await build(judgedBy(15, ofMaker), 'few');
  expect(few.out).toContain('off: too few to say whether it wins, which takes at least 200 pairs with 20 bad ones');
  expect(await filterIn(few.bundle)).toMatchObject({ isOn: false });
  const fewer = await build(judgedBy(4, ofMaker), 'fewer');
  expect(fewer).toMatchObject({
    code: 0,
    out: expect.stringContaining('none is made: there is too little to learn from'),
  });
  expect(await filterIn(fewer.bundle)).toBeUndefined();
});

test('items that are unknown and profiles that say nothing are left out, and named', async () => {
  const judged = judgedBy(4, ofMaker);
  judged[1]!.judged[0]!.item = 'gone-1';
  judged[2]!.events.push({ type: 'dislike', itemId: 'gone-2' });
  judged[3]!.events = [{ type: 'view', itemId: 'sku-1' }];
  const { out } = await build(judged, 'unknown');
  expect(out).toContain("left out, because the catalog does not have it: 'gone-1' of p1, 'gone-2' of p2\n");
  expect(out).toContain('left out: 12 pairs of profiles without a like, a dislike or a sentence');
});

test('a file that is wrong, or of another catalog, ends the build before anything is made', async () => {
  const [good, wrong, other] = ['good', 'wrong', 'other'].map((name) => join(folder, `${name}.jsonl`)) as [
    string,
    string,
    string,
  ];
  const [profile] = judgedBy(1, ofMaker);
  const line = formatProfile(profile!);
  await writeFile(good, `${HEADER}\n${line}\n`);
  await writeFile(
    wrong,
    [HEADER, line, line.replace('"p0"', '"p1"').replace(/\[[04]\]/, '[9]'), '{"profile":"p2"'].join('\n'),
  );
  await writeFile(other, `${HEADER}\n${line.replaceAll('sku-', 'other-')}\n`);
  const refused = async (files: string[]) => {
    const { code, notes, bundle } = await buildWith(files, 'none');
    await expect(readFile(join(bundle, 'manifest.json'))).rejects.toThrow();
    expect(code).toBe(1);
    return notes.split('\n').at(-1);
  };
  expect(await refused([wrong])).toBe(
    `privet: ${wrong}: line 3: judged.0.grades.0 is 9, expected an integer from 0 to 4; line 4: not JSON, expected one profile a line`,
  );
  expect(await refused([good, good])).toContain("found profile 'p0', which is in");
  expect(await refused([other])).toContain('found no item that is in the catalog');
  expect(await refused([join(folder, 'absent.jsonl')])).toContain('absent.jsonl: found nothing, expected a file');
});
