// A host that answers, and then sends nothing: the page says what it waits for, goes on with what is here, asks for nothing
// else, and is whole when the host goes on.
import { expect, test } from 'vitest';
import { films, newVisitor, press, settled, useBrowser, type Visitor, visit, warm } from './harness.ts';

useBrowser();

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

const banner = ({ page }: Visitor) => page.locator('status-banner .waiting');
const asked = ({ server }: Visitor) => server.asked.map(({ path }) => path).sort();

test.each([
  ['the manifest', /manifest\.json$/, 'the list of files (manifest.json)'],
  ['the first films', /items-000/, 'the items (items-000.arrow.gz)'],
  ["the worker's script", /assets\/worker-/, 'a part of the program (worker-'],
])('before the engine is open, %s is waited for in words', async (_, path, words) => {
  const visitor = await newVisitor();
  const { open, opened } = gate();
  visitor.server.mischief.push({ path, restAfter: opened });
  await visitor.page.goto(visitor.server.url);
  await banner(visitor).waitFor({ timeout: 30_000 });
  expect(await banner(visitor).textContent()).toContain(`The host has sent nothing of ${words}`);
  expect(await banner(visitor).textContent()).toContain('The list stays, and what you rate is kept.');
  open();
  await films(visitor.page).first().waitFor();
  await banner(visitor).waitFor({ state: 'detached' });
  expect(visitor.server.asked.filter(({ path: one }) => path.test(one))).toHaveLength(1);
  expect(visitor.errors).toEqual([]);
});

test('behind the list a model that stops in its middle is said, and lists, taps and search go on', async () => {
  const [slow, plain] = [await newVisitor(), await newVisitor()];
  const { open, opened } = gate();
  slow.server.mischief.push({ path: /user-tower\.onnx$/, restAfter: opened });
  await visit(slow);
  await banner(slow).waitFor({ timeout: 60_000 });
  const told = await banner(slow).textContent();
  expect(told).toContain('The host has sent nothing of the model of the lists (user-tower.onnx) for 8 seconds.');
  expect(told).toContain('Lists, ratings and search go on with what is here.');
  expect(await slow.page.evaluate(() => privet.status.waitingFor?.file)).toBe('user-tower.onnx');
  const numAsked = slow.server.asked.length;
  await press(slow.page, films(slow.page).nth(1), 'Like');
  const box = slow.page.getByRole('combobox', { name: 'Search by a sentence' });
  await box.fill('The Godfather');
  await slow.page.locator('home-view .found film-card').getByText('The Godfather').first().waitFor();
  for (const key of ['Escape', 'Escape']) await box.press(key);
  await settled(slow.page);
  expect(slow.server.asked.slice(numAsked).map(({ path }) => path)).toEqual([]);
  open();
  await banner(slow).waitFor({ state: 'detached' });
  await warm(slow.page);
  await visit(plain);
  await warm(plain.page);
  expect(asked(slow)).toEqual(asked(plain));
  expect(slow.errors).toEqual([]);
});
