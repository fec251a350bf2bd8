// A site with Vite, whose packages are small ones of the test's own: a command line that writes what it read, fails when
// the items are broken, and takes its time when it is told to.
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const COMMAND_LINE = `
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const note = (line) => appendFileSync('runs.log', line + '\\n');
const valueOf = (name) => process.argv.find((argument) => argument.startsWith('--' + name + '='))?.slice(name.length + 3);
process.on('SIGINT', () => { note('stopped'); process.exit(130); });
note('began');
const items = existsSync(valueOf('items')) ? readFileSync(valueOf('items'), 'utf8') : '';
console.error('columns: --map id=sku');
if (items.includes('slow')) {
  // As long as the test wants.
  while (!existsSync('go')) await new Promise((resolve) => setTimeout(resolve, 10));
}
if (!items || items.includes('broken')) {
  console.error('privet: ' + valueOf('items') + ':2: found an empty id, expected a text');
  console.error('(a second line)');
  note('failed');
  process.exit(1);
}
const out = valueOf('out');
mkdirSync(out + '/bundle', { recursive: true });
writeFileSync(out + '/bundle/manifest.json', JSON.stringify({ items }));
writeFileSync(out + '/worker.js', '// the worker');
note('built');
`;
/** In the form of the built package. */
const SDK = `export const openPrivet = (url, options) => [url, options];
export const worker = () => new URL(/* @vite-ignore */ './worker.js', import.meta.url).href;
`;

export interface FakeSite {
  root: string;
  write(file: string, text: string): Promise<void>;
  /** What the command line did so far. */
  runs(): Promise<string[]>;
}

/** @param version  of `privet`; `commandLine` is that of `privet-cli`, or undefined where it is not installed */
export async function fakeSite({
  version = '1.0.0',
  commandLine = version as string | undefined,
} = {}): Promise<FakeSite> {
  const root = await mkdtemp(join(tmpdir(), 'privet-fake-site-'));
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 3 }));
  const write = async (file: string, text: string) => {
    await mkdir(join(root, file, '..'), { recursive: true });
    // At once: nobody sees half of it.
    await writeFile(join(root, `${file}.part`), text);
    await rename(join(root, `${file}.part`), join(root, file));
  };
  const json = { type: 'module', version, exports: { '.': './privet.js', './package.json': './package.json' } };
  await write('package.json', '{"type":"module"}');
  await write('node_modules/privet/package.json', JSON.stringify({ ...json, name: 'privet' }));
  await write('node_modules/privet/privet.js', SDK);
  if (commandLine) {
    const cli = { name: 'privet-cli', type: 'module', version: commandLine, bin: { privet: 'privet.js' } };
    await write('node_modules/privet-cli/package.json', JSON.stringify(cli));
    await write('node_modules/privet-cli/privet.js', COMMAND_LINE);
  }
  await write('products.csv', 'sku,title\n1,Lamp\n');
  await write('index.html', '<!doctype html><title>Shop</title><script type="module" src="/main.js"></script>');
  await write('main.js', "import { openPrivet } from 'virtual:privet'; document.title = String(openPrivet({}));");
  const runs = async () => (await readFile(join(root, 'runs.log'), 'utf8').catch(() => '')).split('\n').slice(0, -1);
  return { root, write, runs };
}
