// docs/start.md as a reader follows it, from the packed packages: its files are written, its commands run, what they print
// is compared with what the page says they print, and its page is opened.
import { execFileSync, spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations } from '../e2e/harness.ts';
import { type Newcomer, newcomer, ROOT } from './pack.ts';
import { sharedChromium, visitPage } from './shop-page.ts';

sharedChromium();

interface Step {
  /** `Save this as` names it. */
  file?: string;
  language: string;
  code: string;
}

const markdown = await readFile(join(ROOT, 'docs/start.md'), 'utf8');
const steps: Step[] = [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ index, 1: language, 2: code }) => {
  const before = markdown.slice(0, index).trimEnd().split('\n\n').at(-1)!;
  return { language: language!, code: code!, file: /Save this as `([^`]+)`/.exec(before)?.[1] };
});

let site: Newcomer;
beforeAll(async () => {
  site = await newcomer();
  await rm(join(site.folder, 'public'), { recursive: true });
  await rm(join(site.folder, 'products.csv'));
});
afterAll(() => site?.remove());

/** Sizes, times and hashes differ from one version to the next, and long examples are cut. */
const comparable = (text: string) =>
  text
    .replace(/\(Ctrl-C.*|; onnxruntime.*|\s+\| …$/gm, '')
    .replace(/sha256-\S+/g, 'sha256')
    .replace(/\d+(\.\d+)?/g, '0');

async function save({ file, code }: Step): Promise<void> {
  const path = join(site.folder, file!);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
}

/** As a shell in the reader's folder. */
const shell = (code: string) =>
  execFileSync('sh', ['-ec', `(${code.trim()}) 2>&1`], { cwd: site.folder, encoding: 'utf8', timeout: 500_000 });

/** A command that serves until it is stopped, and what is looked at once it answers. */
async function withServer(code: string, url: string, look: (url: string) => Promise<void>): Promise<void> {
  const server = spawn('sh', ['-ec', `exec ${code.trim()}`], { cwd: site.folder, stdio: 'ignore', detached: true });
  try {
    await expect
      .poll(() =>
        fetch(url).then(
          ({ ok }) => ok,
          () => false,
        ),
      )
      .toBe(true);
    await look(url);
  } finally {
    // npx with what it began: a group of their own.
    process.kill(-server.pid!, 'SIGTERM');
  }
}

const block = (pattern: RegExp) => steps.find(({ language, code }) => language === 'sh' && pattern.test(code))!.code;
const printed = (pattern: RegExp) =>
  steps[steps.findIndex(({ language, code }) => language === 'sh' && pattern.test(code)) + 1]!.code;

test('the build prints what the page says', async () => {
  for (const step of steps) if (step.file) await save(step);
  const out = comparable(shell(block(/privet build(?!.*--interactions)/)));
  for (const line of comparable(printed(/privet build/))
    .trim()
    .split('\n'))
    expect(out).toContain(line.trimEnd());
});

test('the preview answers where the page says', async () => {
  const url = /http\S+/.exec(printed(/privet preview/))![0];
  await withServer(block(/privet preview/), url, async () => {
    await visitPage(url, (page) => expect.poll(() => page.locator('#list [part=card]').count()).toBe(12));
  });
});

test('the page shows lists, finds, records and erases', async () => {
  const [, url] = /Open (http:\/\/127\S+?)\.\s/.exec(markdown)!;
  await withServer(block(/http\.server/), url!, async () => {
    await visitPage(url!, async (page) => {
      for (const list of ['similar', 'for-you'])
        await expect.poll(() => page.locator(`privet-${list} [part=card]`).count()).toBe(4);
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('combobox').fill('kettle');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('privet-search [part=card]').count()).toBe(2);
      await page.getByRole('button', { name: 'Add to cart' }).click();
      await expect.poll(() => page.locator('privet-privacy [part=event]').count()).toBeGreaterThanOrEqual(2);
    });
  });
});

test('a log is taken as well', async () => {
  const ids = steps[0]!.code.match(/^\w+-\d/gm)!;
  const rows = Array.from(
    { length: 200 },
    (_, i) => `u${i % 20},${ids[(i * 7) % ids.length]},${1_700_000_000 + 60 * i},view`,
  );
  await writeFile(join(site.folder, 'log.csv'), ['user_id,item_id,timestamp,event', ...rows].join('\n'));
  expect(shell(block(/--interactions/))).toContain('16 items');
});
