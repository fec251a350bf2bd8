// frame.html beside a page's files: written once, and from then on the site's own, which may bring a template or other words.
// A build changes in it which pages may show it, where it is told to, and which manifest it names.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../errors.ts';
import { withIntegrity } from './page-integrity.ts';

export const FRAME_FILE = 'frame.html';
const PARENTS = /(<meta name="privet:parents" content=")[^"]*(">)/;
const SCRIPTS = /(script-src [^;"]+)/;
const WEB_ASSEMBLY = "'wasm-unsafe-eval'";

export interface FrameOptions {
  /** Origins; undefined leaves those that are there. */
  parents?: string[] | undefined;
  /** The bundle has graphs that ONNX Runtime runs. */
  needsRuntime: boolean;
  /** Of the bundle's manifest. */
  integrity: string;
}

/**
 * @param from    where the one of the package is
 * @param outDir  where the site's own is, if there is one
 * @returns what frame.html is to say, and what its author should know: a policy that the bundle does not fit
 * @throws InputError where parents are to be named and the file has no place for them
 */
export async function frameToPublish(
  from: string,
  outDir: string,
  { parents, needsRuntime, integrity }: FrameOptions,
): Promise<{ text: string; warnings: string[] }> {
  const file = join(outDir, FRAME_FILE);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  const page = kept ?? newFrame(await readFile(join(from, FRAME_FILE), 'utf8'), needsRuntime);
  const text = withIntegrity(page, integrity);
  const isTooStrict = needsRuntime && SCRIPTS.test(text) && !text.includes(WEB_ASSEMBLY);
  return {
    text: parents ? withParents(text, parents, file) : text,
    warnings: isTooStrict ? [`${file}: its policy has no ${WEB_ASSEMBLY}, without which trained towers stay off`] : [],
  };
}

function newFrame(text: string, needsRuntime: boolean): string {
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
