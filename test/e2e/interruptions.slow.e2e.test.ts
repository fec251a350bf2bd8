// What the host sees of two visitors who do the opposite while everything comes and something gets in between: a reload, a tab
// that is closed, a worker's end, an outage, an update. The one acts on; the other does nothing. Both cause the same requests
// in the same order.
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUSY_VISITOR } from '../attack/busy-visitor.ts';
import { ANOTHER_TITLE, buildAnotherApp, changeCatalog } from './another-version.ts';
import { films, gate, newVisitor, press, useBrowser, type Visitor, visit, warm } from './harness.ts';
import { differences } from './host-order.ts';
import { replaceWorker } from './kill-worker.ts';

useBrowser();

let another: string;
beforeAll(async () => {
  another = await buildAnotherApp();
  await changeCatalog(another, 'Pulp Fiction');
});
afterAll(() => rm(another, { recursive: true, force: true }));

/** Acts of a busy visitor before an interruption: all kinds, some of them twice. */
const MANY = 14;

const hasActed = ({ page }: Pick<Visitor, 'page'>) =>
  expect.poll(() => page.evaluate<number>('globalThis.numActs ?? Infinity')).toBeGreaterThan(MANY);

interface Interruption {
  name: string;
  /** Of the file that is on its way when it happens. */
  path: RegExp;
  interrupt: (visitor: Visitor) => Promise<void>;
  /** By how many others a script may be overtaken (default: by those on the other connections). */
  mostOvertaking?: number;
}

/** Once the host has sent nothing for so long that the page says so: what is asked for meanwhile is refused, not fetched. */
async function reload({ page }: Visitor): Promise<void> {
  await expect.poll(() => page.evaluate(() => privet.status.warmUp.state)).toBe('waiting');
  await page.evaluate('globalThis.numActs &&= 0');
  await hasActed({ page });
  await page.reload();
}

async function closeTab(visitor: Visitor): Promise<void> {
  await visitor.page.close();
  visitor.page = await visitor.context.newPage();
  await visitor.page.goto(visitor.server.url);
}

const endWorker = ({ page }: Visitor): Promise<void> => replaceWorker(page);

/** The network is gone in the middle of a file, for longer than two tries; it comes back between two. */
async function goAway({ page, server }: Visitor): Promise<void> {
  const isBetweenTries = () => expect.poll(() => page.evaluate(() => privet.status.warmUp.state)).toBe('waiting');
  server.isAway = true;
  server.dropConnections();
  await isBetweenTries();
  await page.waitForTimeout(4000);
  // A try asks past the browser's cache where its first request was lost: the host would be asked in one of two ways.
  await isBetweenTries();
  server.isAway = false;
}

/** Files of the version before are gone; a reload finds the new one. */
async function update({ page, server }: Visitor): Promise<void> {
  server.folder = another;
  await page.reload();
  await expect.poll(() => page.title()).toBe(ANOTHER_TITLE);
}

const INTERRUPTIONS: readonly Interruption[] = [
  // What the page and its worker asked for before the reload is in the browser's own cache, or still on its way there.
  {
    name: 'a reload of a page that the host lets wait',
    path: /user-tower\.onnx/,
    interrupt: reload,
    mostOvertaking: 10,
  },
  { name: 'a tab that is closed, and opened again', path: /content-000/, interrupt: closeTab },
  { name: 'the end of a worker', path: /language\.json/, interrupt: endWorker },
  { name: 'the end of a worker, early', path: /item-to-item\.bin/, interrupt: endWorker },
  { name: 'an outage', path: /taste-map\.bin/, interrupt: goAway },
  // Scripts that both versions have are looked for in the browser's own cache first, while the others are asked for.
  { name: 'an update', path: /language\.json/, interrupt: update, mostOvertaking: 40 },
];

/** Until all is here. A busy visitor acts all the time. */
async function goThrough(visitor: Visitor, { path, interrupt }: Interruption): Promise<void> {
  const { server } = visitor;
  const held = gate();
  server.mischief.push({ path, until: held.opened });
  await visitor.page.goto(server.url);
  await expect.poll(() => server.asked.some((asked) => path.test(asked.path))).toBe(true);
  await hasActed(visitor);
  await interrupt(visitor);
  server.mischief.length = 0;
  held.open();
  await warm(visitor.page);
}

describe.each(['block', 'allow'] as const)('service workers: %s', (serviceWorkers) => {
  test.each(INTERRUPTIONS.map((one) => [one.name, one] as const))(
    '%s: two who do the opposite are the same to the host',
    async (_, interruption) => {
      const [busy, idle] = [await newVisitor({ serviceWorkers }), await newVisitor({ serviceWorkers })];
      await busy.context.addInitScript(BUSY_VISITOR);
      for (const visitor of [busy, idle]) await goThrough(visitor, interruption);
      expect(differences(busy, idle, interruption.mostOvertaking)).toEqual([]);
    },
  );

  test('the end of a worker asks the host for nothing once all is here', async () => {
    const visitor = await newVisitor({ serviceWorkers });
    const { page, server } = visitor;
    await visit(visitor);
    await warm(page);
    const before = server.asked.length;
    for (const _ of [1, 2]) {
      await endWorker(visitor);
      await warm(page);
      await press(page, films(page).nth(1), 'Like');
    }
    await page.waitForTimeout(3000);
    expect(server.asked.slice(before).map(({ path }) => path)).toEqual([]);
  });
});
