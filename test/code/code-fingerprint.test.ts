import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeFingerprint } from '../../src/pipeline/code/code-fingerprint.ts';
import { importsOf, reachedFiles } from '../../src/pipeline/code/imports.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describe('the imports of a file', () => {
  test('of all kinds, without packages and queries', () => {
    const text = [
      "import { readFile } from 'node:fs/promises';",
      "import { a } from './a.ts';",
      'import {',
      '  b,',
      "} from '../b.ts';",
      "import type { C } from './c.ts';",
      "export { d } from './d.ts';",
      "import './e.ts';",
      "import text from './f.wgsl?raw';",
      "const late = () => import('./g.ts');",
      "const worker = new Worker(new URL('./h.ts', import.meta.url));",
    ].join('\n');
    const found = importsOf(text, '/x/y/file.ts').map(({ path, kind }) => `${kind} ${path}`);
    expect(found.sort()).toEqual([
      'later /x/y/g.ts',
      'later /x/y/h.ts',
      'static /x/b.ts',
      'static /x/y/a.ts',
      'static /x/y/d.ts',
      'static /x/y/e.ts',
      'static /x/y/f.wgsl',
      'type /x/y/c.ts',
    ]);
  });
});

describe('the fingerprint of what `evaluate` trains with', () => {
  let copy: string;
  const entry = () => join(copy, 'src/pipeline/cli/train-for-evaluation.ts');

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'privet-code-'));
    await cp(join(ROOT, 'src'), join(copy, 'src'), { recursive: true });
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  test.each([
    'src/pipeline/closed-form/ease.ts',
    'src/pipeline/closed-form/transitions.ts',
    'src/untrained/content-path.ts',
    'src/numerics/random.ts',
    'src/pipeline/graph/lazy-tensor.ts',
  ])('moves when %s changes, deep in the graph', async (file) => {
    const before = await codeFingerprint([entry()]);
    const text = await readFile(join(copy, file), 'utf8');
    await writeFile(join(copy, file), `${text}// changed\n`);
    expect(await codeFingerprint([entry()])).not.toBe(before);
    await writeFile(join(copy, file), text);
    expect(await codeFingerprint([entry()])).toBe(before);
  });

  test('stays when a file changes that it does not reach', async () => {
    const before = await codeFingerprint([entry()]);
    await writeFile(join(copy, 'src/sdk/index.ts'), '// changed\n');
    expect(await codeFingerprint([entry()])).toBe(before);
    expect([...(await reachedFiles([entry()])).keys()].some((file) => file.includes('/src/sdk/'))).toBe(false);
  });
});
