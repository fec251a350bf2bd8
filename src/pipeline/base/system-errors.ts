// What the operating system refuses, in words: where, what was found there, what was expected, and how to mend it.
import { InputError, type InputErrorDetails } from '../../errors.ts';

type Words = Pick<InputErrorDetails, 'found' | 'expected' | 'mend'>;

const AS_IT_WAS = 'What was there before is as it was.';

const WORDS: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['ENOSPC', full('a full disk')],
  ['EDQUOT', full('a quota that is used up')],
  ['EACCES', forbidden('a place that this user may not use')],
  ['EPERM', forbidden('a place that the system protects')],
  ['EROFS', forbidden('a disk that is read only')],
  [
    'ENOTDIR',
    { found: 'a file on the way', expected: 'a folder', mend: 'Move that file away, or name another place.' },
  ],
  ['EEXIST', { found: 'a file', expected: 'a folder', mend: 'Move that file away, or name another place.' }],
  ['EISDIR', { found: 'a folder', expected: 'a file', mend: 'Move that folder away, or name another place.' }],
  ['ENOTEMPTY', { found: 'a folder', expected: 'a file', mend: 'Move that folder away, or name another place.' }],
  ['ENOENT', { found: 'nothing', expected: 'a file or a folder', mend: 'Check the name.' }],
  ['ELOOP', { found: 'symbolic links in a circle', expected: 'a file or a folder', mend: 'Remove one of them.' }],
  ['ENAMETOOLONG', { found: 'a name that is too long', expected: 'one that the disk takes', mend: 'Shorten it.' }],
  ['EMFILE', { found: 'too many open files', expected: 'room for one more', mend: 'Raise the limit (ulimit -n).' }],
]);

function full(found: string): Words {
  return { found, expected: 'room to write', mend: `Free some space, or name another place. ${AS_IT_WAS}` };
}

function forbidden(found: string): Words {
  return {
    found,
    expected: 'one that can be read and written',
    mend: `Change its rights, or name another place. ${AS_IT_WAS}`,
  };
}

/**
 * An error of the operating system as an `InputError`; any other error as it is.
 *
 * @param file  what was worked on, where the system does not say it itself
 */
export function inWords(error: unknown, file?: string): unknown {
  if (!isSystemError(error)) return error;
  const place = file ?? error.path ?? 'the disk';
  const words = WORDS.get(error.code) ?? { found: error.message, expected: 'a file or folder to work with' };
  return new InputError({ file: place, ...words }, { cause: error });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}
