// Tabs that write into one history at the same time: nothing is lost or doubled, all agree afterwards, and none of them
// works for every single event of the others.
import { type Remote, wrap } from 'comlink';
import { deleteDB } from 'idb';
import { afterEach, expect, test } from 'vitest';
import type { Tab } from '../browser/tab-worker.ts';

const NUM_TABS = 3;
const NUM_EVENTS = 300;

const workers: Worker[] = [];
const name = `privet-tabs-${crypto.randomUUID()}`;
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.terminate();
  await deleteDB(name);
});

async function openTab(): Promise<Remote<Tab>> {
  const worker = new Worker(new URL('../browser/tab-worker.ts', import.meta.url), { type: 'module' });
  workers.push(worker);
  const tab = wrap<Tab>(worker);
  await tab.open(name);
  return tab;
}

test(`${NUM_TABS} tabs write ${NUM_EVENTS} events each`, async () => {
  const tabs = await Promise.all(Array.from({ length: NUM_TABS }, openTab));
  const early = await Promise.all(tabs.map((tab, i) => tab.write(`tab-${i}`, NUM_EVENTS)));
  expect(early, 'acknowledged before they were kept').toEqual(tabs.map(() => 0));
  const stored = await tabs[0]!.stored();
  expect(new Set(stored.map((event) => event.split(' ')[1])).size).toBe(NUM_TABS * NUM_EVENTS);
  expect(stored.map((event) => Number(event.split(' ')[0]))).toEqual([...stored.keys()]);
  for (const tab of tabs) {
    await expect.poll(async () => (await tab.read()).known).toEqual(stored);
    expect(await tab.read()).toMatchObject({ likes: NUM_TABS * NUM_EVENTS, readsOfList: 0 });
    const { readonly, readwrite, heard } = await tab.counts();
    // A burst of events is a few transactions; what is heard of the others is a few readings more.
    expect(readwrite).toBeLessThan(20);
    expect(readonly).toBeLessThan(30);
    expect(heard).toBeLessThan(60);
  }
});
