// A site without a log, in the built app: nothing of it needs a model, so no runtime and no model is ever asked for, and
// nothing is told to have failed. With --semantic-search they come behind the first list, for everybody alike.

import { expect, test } from 'vitest';
import { temporaryFolder, writeSite } from '../cli/collecting-terminal.ts';
import { films, newVisitor, press, useBrowser, type Visitor, visit, warm } from './harness.ts';
import { appOfItems } from './site-app.ts';

useBrowser();

/**
 * The runtime's WebAssembly, models, and the vectors that are compared with what the text encoder says. The runtime's
 * scripts are of the app, which is kept whole for everybody.
 */
const OF_MODELS = /\.wasm$|\.onnx|text-encoder|content-\d+\.arrow/;

async function visitorOf(...options: string[]): Promise<Visitor> {
  const site = await writeSite(await temporaryFolder());
  const visitor = await newVisitor({}, await appOfItems(site, options));
  await visit(visitor);
  return visitor;
}

const pathsOf = ({ server }: Visitor) => server.served.map(({ path }) => path);
const search = ({ page }: Visitor, query: string) =>
  page.evaluate(async (words) => {
    const { items, source, note } = await privet.search({ query: words });
    return { source, note, found: items.length };
  }, query);

test('items alone: lists, similar items, reasons and search by words, and not a byte of a model', async () => {
  const visitor = await visitorOf();
  const { page, errors } = visitor;
  const atOnce = await page.evaluate(() => privet.status.parts.towers.state);
  expect(atOnce).toBe('ready');
  await warm(page);
  await press(page, films(page).first(), 'Like');
  const known = pathsOf(visitor).length;
  const answers = await page.evaluate(async () => {
    const { items, source } = await privet.forYou({ count: 5 });
    const beside = await privet.similar(items[0]!.itemId);
    const reasons = await privet.reasons(items.map(({ itemId }) => itemId));
    return { source, list: items.length, beside: beside.items.length, reasons: reasons.length };
  });
  expect(answers).toMatchObject({ source: 'user-tower', list: 5, beside: 20 });
  expect(await search(visitor, 'lamp')).toEqual({ source: 'words', note: undefined, found: expect.any(Number) });
  const { parts } = await page.evaluate(() => privet.status);
  const states = Object.values(parts).map(({ state }) => state);
  expect(states).not.toContain('failed');
  expect(states).not.toContain('degraded');
  expect(parts).toMatchObject({
    towers: { state: 'ready' },
    runtime: { state: 'idle' },
    'text-encoder': { state: 'idle' },
  });
  expect(parts['text-encoder'].message).toBe('Search goes by words: no model is needed.');
  expect(pathsOf(visitor).slice(known)).toEqual([]);
  expect(pathsOf(visitor).filter((path) => OF_MODELS.test(path))).toEqual([]);
  expect(errors).toEqual([]);
});

test('--semantic-search: the encoder comes before anybody searches, no runtime at all, and the search asks for nothing', async () => {
  const visitor = await visitorOf('--semantic-search');
  const { page, errors } = visitor;
  await warm(page);
  const paths = pathsOf(visitor);
  expect(paths.filter((path) => /text-encoder[^/]*\.bin\.gz$/.test(path))).toHaveLength(1);
  expect(paths.some((path) => /\.wasm|user-tower/.test(path))).toBe(false);
  expect(await search(visitor, 'something to sing in the dark')).toMatchObject({ source: 'semantic', note: undefined });
  expect(pathsOf(visitor).slice(paths.length)).toEqual([]);
  expect(errors).toEqual([]);
});
