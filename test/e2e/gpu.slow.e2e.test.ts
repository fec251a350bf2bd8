// The built app where the browser has a GPU, here Chromium's software adapter: the taste model runs on it if it is to, and ONNX
// Runtime, which is fetched for that alone, is checked like all code of the app.
import { expect, test } from 'vitest';
import { films, flipBit, newVisitor, press, titles, useBrowser, type Visitor, visit, warm } from './harness.ts';

useBrowser('whole', { hasGpu: true });

const onGpu = ({ page, server }: Visitor) => page.goto(`${server.url}?backend=webgpu`);

test('a list is made on it, the same as on WebAssembly', async () => {
  const [gpu, wasm] = [await newVisitor(), await newVisitor()];
  await onGpu(gpu);
  await visit(wasm);
  for (const visitor of [gpu, wasm]) {
    await films(visitor.page).first().waitFor();
    await warm(visitor.page);
    await press(visitor.page, films(visitor.page).nth(1), 'Like');
  }
  expect(await gpu.page.evaluate(() => privet.status.backend)).toBe('webgpu');
  expect(await wasm.page.evaluate(() => privet.status.backend)).toBe('wasm');
  expect(await titles(gpu.page)).toEqual(await titles(wasm.page));
});

test.each([
  ['the runtime', /assets\/ort\.\w+\.bundle/, /ort\.\S+\.js: it is another file/],
  ["the runtime's WebAssembly", /\.wasm$/, /ort-wasm\S+\.wasm: it is another file/],
])('a flipped bit in %s: not used, told, and the lists go on', async (_, path, message) => {
  const visitor = await newVisitor();
  const { page, server } = visitor;
  server.mischief.push({ path, change: flipBit });
  await onGpu(visitor);
  await page.locator('status-banner .banner').first().waitFor();
  await press(page, films(page).nth(1), 'Like');
  expect((await titles(page)).length).toBe(20);
  expect(await page.evaluate(() => privet.status.parts.towers.state)).toBe('ready');
  // The address keeps its question: without it the page would reload, and choose another way.
  await page.evaluate("location.hash = '#/hood'");
  await page.locator('hood-parts li').getByText(message).first().waitFor();
});
