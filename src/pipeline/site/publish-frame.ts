// frame.html beside a page's files: written once, and from then on the site's own, which may bring a template or other words.
// A build changes in it what it is told to: which pages may show it.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../errors.ts';

export const FRAME_FILE = 'frame.html';
const PARENTS = /(<meta name="privet:parents" content=")[^"]*(">)/;
const SCRIPTS = /(script-src [^;"]+)/;
const WEB_ASSEMBLY = "'wasm-unsafe-eval'";

export interface FrameOptions {
  /** Origins; undefined leaves those that are there. */
  parents?: string[] | undefined;
  /** The bundle has graphs that ONNX Runtime runs. */
  needsRuntime: boolean;
}

/**
 * Writes frame.html into `outDir`, or names its parents in the one that is there.
 *
 * @param from  where the one of the package is
 * @returns what its author should know: a policy that the bundle does not fit
 * @throws InputError where parents are to be named and the file has no place for them
 */
export async function publishFrame(from: string, outDir: string, options: FrameOptions): Promise<string[]> {
  const file = join(outDir, FRAME_FILE);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  const text = kept ?? newFrame(await readFile(join(from, FRAME_FILE), 'utf8'), options);
  await writeFile(file, options.parents ? withParents(text, options.parents, file) : text);
  const isTooStrict = options.needsRuntime && SCRIPTS.test(text) && !text.includes(WEB_ASSEMBLY);
  return isTooStrict ? [`${file}: its policy has no ${WEB_ASSEMBLY}, without which trained towers stay off`] : [];
}

function newFrame(text: string, { needsRuntime }: FrameOptions): string {
  return needsRuntime ? text.replace(SCRIPTS, `$1 ${WEB_ASSEMBLY}`) : text;
}

function withParents(text: string, parents: string[], file: string): string {
  if (PARENTS.test(text)) return text.replace(PARENTS, `$1${parents.join(' ')}$2`);
  const expected = '<meta name="privet:parents" content="">';
  throw new InputError({
    file,
    found: 'no place for the parents',
    expected,
    mend: 'Remove the file: it is written anew.',
  });
}
