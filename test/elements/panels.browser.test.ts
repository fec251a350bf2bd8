// What is kept, and why an item is there: said in words, reached by keyboard, and true after every press. axe runs over them in
// test/packages/shop-example.e2e.test.ts.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { closeEngines, openEnginesWith } from '../../src/elements/elements.ts';
import type { Recommender } from '../../src/elements/recommender.ts';

const item = { itemId: 'lamp', title: 'Lamp <b>', facets: {}, details: {} };
const time = Date.parse('2026-11-28T12:00:00Z');

let entries: unknown[];
let isPaused: boolean;
let leftOver: number;
let storage: string;
const size = (numEvents: number) => ({ numEvents, numRecords: numEvents && 1, sizeBytes: numEvents * 80 });
const engine = () => ({
  events: vi.fn(async ({ limit }: { limit: number }) => ({
    entries: entries.slice(0, limit),
    numEvents: entries.length,
  })),
  reasons: vi.fn(async (): Promise<unknown[]> => []),
  explain: vi.fn(async (): Promise<unknown[]> => []),
  export: vi.fn(async () => '{"events":[]}'),
  forget: vi.fn(async () => {
    const before = size(entries.length);
    entries = entries.slice(0, leftOver);
    return { before, after: size(entries.length) };
  }),
  status: { storage },
  get isPaused() {
    return isPaused;
  },
  pause: vi.fn(async () => void (isPaused = true)),
  resume: vi.fn(async () => void (isPaused = false)),
  on: () => () => {},
  warmUp: vi.fn(async () => {}),
  dispose: vi.fn(),
});
let fake: ReturnType<typeof engine>;

beforeEach(() => {
  document.documentElement.lang = 'en';
  isPaused = false;
  leftOver = 0;
  storage = 'indexeddb';
  entries = [
    { event: { type: 'like', itemId: 'lamp', time, sequence: 2 }, item },
    { event: { type: 'search', query: 'kettle', time, sequence: 1 } },
    { event: { type: 'rate', value: 4, itemId: 'gone', time, sequence: 0 } },
  ];
  fake = engine();
  openEnginesWith(async () => fake as unknown as Recommender);
});
afterEach(async () => {
  document.body.replaceChildren();
  await closeEngines();
  openEnginesWith();
});

async function draw(html: string): Promise<ShadowRoot> {
  document.body.innerHTML = html;
  const element = document.body.firstElementChild as HTMLElement;
  await vi.waitUntil(() => element.getAttribute('state') === 'ready');
  return element.shadowRoot!;
}
const part = (root: ShadowRoot, name: string) => root.querySelector<HTMLElement>(`[part~=${name}]`)!;
const button = (root: ShadowRoot, text: string) =>
  [...root.querySelectorAll('button')].find((one) => one.textContent === text)!;

test('what is kept is counted and told in words, newest first and as text', async () => {
  const root = await draw('<privet-privacy count="3"></privet-privacy>');
  expect(part(root, 'kept').textContent).toBe('3 events kept. Recording is on.');
  const lines = [...root.querySelectorAll('[part=event] > span')].map((line) => line.textContent);
  expect(lines).toEqual(['You liked Lamp <b>', 'You searched for “kettle”', 'You rated gone 4 of 5']);
  expect(root.querySelector('time')!.dateTime).toBe('2026-11-28T12:00:00.000Z');
});

test('where it is kept is said as it is: in a frame of another site, or where storage is refused', async () => {
  const ofPair = 'belongs to this pair of sites';
  expect((await draw('<privet-privacy></privet-privacy>')).textContent).not.toContain(ofPair);
  storage = 'partitioned';
  await closeEngines();
  openEnginesWith(async () => engine() as unknown as Recommender);
  expect((await draw('<privet-privacy></privet-privacy>')).textContent).toContain(ofPair);
  storage = 'memory';
  await closeEngines();
  expect((await draw('<privet-privacy></privet-privacy>')).textContent).toContain('gone when this page is left');
});

test('recording is paused and resumed, and said so', async () => {
  const root = await draw('<privet-privacy></privet-privacy>');
  button(root, 'Pause recording').click();
  await vi.waitUntil(() => part(root, 'note').textContent);
  expect(fake.pause).toHaveBeenCalledOnce();
  expect(part(root, 'kept').textContent).toContain('Recording is paused');
  button(root, 'Resume recording').click();
  await vi.waitUntil(() => part(root, 'kept').textContent!.includes('Recording is on'));
});

test('the export is a file with the text that the engine gives', async () => {
  const root = await draw('<privet-privacy></privet-privacy>');
  let saved: HTMLAnchorElement | undefined;
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved = this;
  });
  button(root, 'Export as a file').click();
  await vi.waitUntil(() => saved);
  click.mockRestore();
  expect(saved!.download).toMatch(/^history-\d{4}-\d\d-\d\d\.json$/);
  expect(await (await fetch(saved!.href)).text()).toBe('{"events":[]}');
});

test('erasing asks once, with the safe answer in focus, and shows the proof', async () => {
  const root = await draw('<privet-privacy></privet-privacy>');
  button(root, 'Erase everything').click();
  expect(root.activeElement).toBe(button(root, 'Keep it'));
  button(root, 'Keep it').click();
  expect(fake.forget).not.toHaveBeenCalled();
  expect(root.activeElement).toBe(button(root, 'Erase everything'));
  button(root, 'Erase everything').click();
  button(root, 'Yes, erase everything').click();
  await vi.waitUntil(() => part(root, 'proof'));
  expect(part(root, 'note').textContent).toBe(
    'Everything is gone.Removed: 3 events, 1 record, 240 bytesRead again: 0 events, 0 records, 0 bytes',
  );
  expect(root.activeElement).toBe(button(root, 'Erase everything'));
  await vi.waitUntil(() => part(root, 'kept').textContent!.startsWith('0 events'));
});

test('an erasure that leaves something is not called done', async () => {
  leftOver = 1;
  const root = await draw('<privet-privacy></privet-privacy>');
  button(root, 'Erase everything').click();
  button(root, 'Yes, erase everything').click();
  await vi.waitUntil(() => part(root, 'proof'));
  expect(part(root, 'note').textContent).toContain('Something is left');
});

test('why asks when it is opened, and tells the reason and what else counts', async () => {
  const like = { type: 'like', itemId: 'lamp', time, sequence: 2 };
  const shared = { facets: { brand: ['Acme'] }, details: ['maker'] };
  fake.reasons.mockResolvedValue([{ kind: 'event', itemId: 'x', event: like, item, lead: 2, shared }]);
  fake.explain.mockResolvedValue([
    { event: like, item, effect: 1 },
    { event: { ...like, type: 'dislike', sequence: 1 }, item: { ...item, title: 'Desk' }, effect: -0.5 },
    { event: { ...like, type: 'view', sequence: 0 }, item: { ...item, title: 'Rug' }, effect: 0.01 },
  ]);
  const root = await draw('<privet-why item="x"></privet-why>');
  expect(fake.reasons).not.toHaveBeenCalled();
  root.querySelector('summary')!.click();
  await vi.waitUntil(() => part(root, 'reason'));
  expect(fake.reasons).toHaveBeenCalledWith(['x']);
  expect([...root.querySelectorAll('[part=reason]')].map((line) => line.textContent)).toEqual([
    'Because you liked Lamp <b>. Both have: Acme. The same: maker.',
    'You disliked Desk: speaks against it.',
  ]);
});

test('why says of taste what was verified, and claims nothing where nothing was', async () => {
  fake.reasons.mockResolvedValueOnce([{ kind: 'taste', itemId: 'x', facets: { brand: ['Acme'], kind: ['Lamps'] } }]);
  const root = await draw('<privet-why item="x"></privet-why>');
  const open = () => root.querySelector('summary')!.click();
  open();
  await vi.waitUntil(() => part(root, 'reason'));
  expect(part(root, 'answer').textContent).toBe('Because you seem to like Acme, Lamps.');
  open();
  await new Promise((resolve) => setTimeout(resolve, 50));
  open();
  await vi.waitUntil(() => part(root, 'answer').textContent!.startsWith('Nothing that you did here'));
});
