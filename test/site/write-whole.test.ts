// A file is there whole or as it was, and what stood in the way is told.
import { lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { inWords } from '../../src/pipeline/base/system-errors.ts';
import { writeWhole } from '../../src/pipeline/base/write-whole.ts';
import { withFolder } from '../bundle/bundle-fixture.ts';

test('folders are made, files and links are replaced, other .part files stay', () =>
  withFolder(async (folder) => {
    await mkdir(join(folder, 'a'));
    await writeFile(join(folder, 'mine'), 'mine');
    await writeFile(join(folder, 'a/file.part'), 'mine');
    await symlink(join(folder, 'mine'), join(folder, 'a/file'));
    await writeWhole(join(folder, 'a/file'), 'new');
    await writeWhole(join(folder, 'b/c/file'), 'deep');
    expect((await lstat(join(folder, 'a/file'))).isSymbolicLink()).toBe(false);
    for (const [path, content] of Object.entries({ 'a/file': 'new', 'b/c/file': 'deep', mine: 'mine' })) {
      expect(await readFile(join(folder, path), 'utf8')).toBe(content);
    }
    expect(await readFile(join(folder, 'a/file.part'), 'utf8')).toBe('mine');
  }));

test('a folder in place of the file, a file on the way to it: nothing is left behind', () =>
  withFolder(async (folder) => {
    await mkdir(join(folder, 'place'));
    await writeFile(join(folder, 'file'), 'mine');
    await expect(writeWhole(join(folder, 'place'), 'new')).rejects.toThrow(/place: found a folder, expected a file/);
    await expect(writeWhole(join(folder, 'file/new'), 'new')).rejects.toThrow(/found a file.*expected a folder\. Move/);
    expect((await readdir(folder)).sort()).toEqual(['file', 'place']);
  }));

test('an error of the system says where, what, and how to mend it; another error stays what it is', () => {
  const refused = (code: string, path?: string) =>
    Object.assign(new Error(`${code}: so`), { code, syscall: 'write', path });
  expect(inWords(refused('ENOSPC'))).toBeInstanceOf(InputError);
  expect(String(inWords(refused('ENOSPC')))).toContain(
    'the disk: found a full disk, expected room to write. Free some',
  );
  expect(String(inWords(refused('EACCES', '/x'), '/y'))).toContain('/y: found a place that this user may not use');
  expect(String(inWords(refused('EWHAT', '/x')))).toContain('/x: found EWHAT: so, expected');
  const bug = new TypeError('a bug');
  expect(inWords(bug)).toBe(bug);
});
