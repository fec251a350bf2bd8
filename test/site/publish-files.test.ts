// A folder that is published into is always one version, whole: whenever the process dies, whatever the disk refuses,
// and nothing outside of it is ever touched.
import { execFileSync } from 'node:child_process';
import { lstat, mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { type Disk, NODE_DISK, publishFiles } from '../../src/pipeline/site/publish-files.ts';
import { snapshot, withFolder } from '../bundle/bundle-fixture.ts';
import { publishVersion, versionIn } from './two-versions.ts';

const text = (content: string) => new TextEncoder().encode(content);

/** A disk that dies at its `n`-th step, and does nothing more, not even tidy up. */
function dyingDisk(n: number): { disk: Disk; isDead: () => boolean } {
  let step = 0;
  const dying =
    <A extends unknown[], R>(work: (...args: A) => R) =>
    (...args: A): R => {
      if (step++ >= n) throw new Error('killed');
      return work(...args);
    };
  const disk = Object.fromEntries(Object.entries(NODE_DISK).map(([name, work]) => [name, dying(work as never)]));
  return { disk: disk as unknown as Disk, isDead: () => step > n };
}

/** A disk whose `name` refuses from its `n`-th call on. */
function refusingDisk(name: keyof Disk, n: number, code: string): Disk {
  let call = 0;
  const refuse = async (...args: unknown[]) => {
    if (call++ < n) return (NODE_DISK[name] as (...args: unknown[]) => Promise<unknown>)(...args);
    throw Object.assign(new Error(`${code}: made up, ${name}`), { code, syscall: name });
  };
  return { ...NODE_DISK, [name]: refuse };
}

describe('a process that is killed', () => {
  test('at any step leaves the old version or the new one, and the next run leaves nothing else', () =>
    withFolder(async (parent) => {
      const seen: string[] = [];
      const clean = join(parent, 'clean');
      for (const version of ['one', 'two'] as const) await publishVersion(clean, version);
      const expected = await snapshot(clean);
      for (let n = 0, isDone = false; !isDone; n++) {
        const folder = join(parent, `site-${n}`);
        await publishVersion(folder, 'one');
        const { disk, isDead } = dyingDisk(n);
        await publishVersion(folder, 'two', disk).catch(() => {});
        isDone = !isDead();
        seen.push(await versionIn(folder));
        await publishVersion(folder, 'two');
        expect(await snapshot(folder), `after step ${n}`).toEqual(expected);
      }
      const first = seen.indexOf('two');
      expect(first).toBeGreaterThan(20);
      expect(seen).toEqual([...seen.keys()].map((n) => (n < first ? 'one' : 'two')));
    }));
});

describe('what the disk refuses', () => {
  const REFUSALS = [
    ['writeFile', 'ENOSPC', /privet\.js: found a full disk, expected room to write\. Free some space/],
    ['mkdtemp', 'EACCES', /site: found a place that this user may not use, expected one that can be read and written/],
    ['rename', 'EISDIR', /worker\.js: found a folder, expected a file\. Move that folder away/],
    ['rename', 'ENOTDIR', /worker\.js: found a file on the way, expected a folder\. Move that file away/],
  ] as const;
  for (const [name, code, message] of REFUSALS) {
    test(`${code} is told in words, and the folder is as it was`, () =>
      withFolder(async (parent) => {
        const folder = join(parent, 'site');
        await publishVersion(folder, 'one');
        const before = await snapshot(folder);
        const places = { writeFile: 2, mkdtemp: 0, rename: 1 };
        const failed = publishVersion(folder, 'two', refusingDisk(name, places[name], code));
        await expect(failed).rejects.toThrow(InputError);
        await expect(failed).rejects.toThrow(message);
        expect(await snapshot(folder)).toEqual(before);
        expect(await versionIn(folder)).toBe('one');
      }));
  }

  test('a new folder is gone again, and so are those made for it', () =>
    withFolder(async (parent) => {
      const failed = publishVersion(join(parent, 'a/b/site'), 'one', refusingDisk('writeFile', 3, 'ENOSPC'));
      await expect(failed).rejects.toThrow('found a full disk');
      expect(await readdir(parent)).toEqual([]);
    }));

  test('a file where a folder belongs, a folder where a file belongs', () =>
    withFolder(async (parent) => {
      await writeFile(join(parent, 'file'), 'mine');
      const below = publishFiles(join(parent, 'file/site'), new Map([['a', text('a')]]));
      await expect(below).rejects.toThrow(/file\/site: found a file on the way, expected a folder/);
      await expect(publishFiles(join(parent, 'file'), new Map([['a', text('a')]]))).rejects.toThrow(InputError);
      await mkdir(join(parent, 'site/worker.js/inside'), { recursive: true });
      await expect(publishVersion(join(parent, 'site'), 'one')).rejects.toThrow(
        /worker\.js: found a folder, expected a/,
      );
      expect(await readFile(join(parent, 'file'), 'utf8')).toBe('mine');
      expect(await readdir(join(parent, 'site'))).toEqual(['worker.js']);
    }));

  test('a disk that is full', (context) =>
    withFolder(async (parent) => {
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', parent], { stdio: 'ignore' });
      } catch {
        return context.skip('no small disk can be mounted here: root is needed');
      }
      try {
        const folder = join(parent, 'site');
        await publishVersion(folder, 'one');
        const before = await snapshot(folder);
        const files = new Map([...Array(8).keys()].map((i) => [`file-${i}`, new Uint8Array(60_000).fill(i)] as const));
        await expect(publishFiles(folder, files)).rejects.toThrow(/file-\d: found a full disk, expected room to write/);
        expect(await snapshot(folder)).toEqual(before);
        expect(await versionIn(folder)).toBe('one');
        await publishVersion(folder, 'two');
        expect(await versionIn(folder)).toBe('two');
      } finally {
        execFileSync('umount', [parent]);
      }
    }));
});

describe('what is not its own', () => {
  test('folders and files called .part stay, and a run that is alive keeps what it stages', () =>
    withFolder(async (parent) => {
      const folder = join(parent, 'site');
      const others = ['site.part', 'site/.part', 'site/bundle.part', `site/.privet-part-${process.ppid}-abcdef`];
      for (const other of others) {
        await mkdir(join(parent, other), { recursive: true });
        await writeFile(join(parent, other, 'mine.txt'), 'mine');
      }
      await mkdir(join(folder, '.privet-part-999999999-abcdef'));
      for (const version of ['one', 'two', 'one'] as const) await publishVersion(folder, version);
      for (const other of others) expect(await readFile(join(parent, other, 'mine.txt'), 'utf8')).toBe('mine');
      expect(await readdir(folder)).not.toContain('.privet-part-999999999-abcdef');
    }));

  test('a bundle that is a symbolic link is refused, and nothing is written behind it', () =>
    withFolder(async (parent) => {
      const [folder, elsewhere] = [join(parent, 'site'), join(parent, 'elsewhere')];
      for (const place of [folder, elsewhere]) await mkdir(place);
      await symlink(elsewhere, join(folder, 'bundle'));
      const failed = publishVersion(folder, 'one');
      await expect(failed).rejects.toThrow(/site\/bundle: found a symbolic link, expected a folder\. Remove the link/);
      expect(await readdir(elsewhere)).toEqual([]);
      expect(await readdir(folder)).toEqual(['bundle']);
    }));

  test('files that are symbolic links are replaced, what they point at stays', () =>
    withFolder(async (parent) => {
      const folder = join(parent, 'site');
      await mkdir(join(folder, 'bundle'), { recursive: true });
      const links = ['privet.js', 'privet-old-00000000.js', 'bundle/manifest.json'];
      for (const [i, link] of links.entries()) {
        await writeFile(join(parent, `mine-${i}`), 'mine');
        await symlink(join(parent, `mine-${i}`), join(folder, link));
      }
      await publishVersion(folder, 'one');
      expect(await versionIn(folder)).toBe('one');
      for (const i of links.keys()) expect(await readFile(join(parent, `mine-${i}`), 'utf8')).toBe('mine');
      expect((await lstat(join(folder, 'bundle/manifest.json'))).isSymbolicLink()).toBe(false);
      expect(await readdir(folder)).not.toContain('privet-old-00000000.js');
    }));

  test('what an earlier version had behind a symbolic link is not removed there', () =>
    withFolder(async (parent) => {
      const [folder, elsewhere] = [join(parent, 'site'), join(parent, 'elsewhere')];
      await publishVersion(folder, 'one');
      await mkdir(elsewhere);
      const shard = (await readdir(join(folder, 'bundle/catalog')))[0]!;
      await writeFile(join(elsewhere, shard), 'mine');
      execFileSync('rm', ['-r', join(folder, 'bundle/catalog')]);
      await symlink(elsewhere, join(folder, 'bundle/catalog'));
      await expect(publishVersion(folder, 'two')).rejects.toThrow('found a symbolic link');
      expect(await readFile(join(elsewhere, shard), 'utf8')).toBe('mine');
      expect(await readlink(join(folder, 'bundle/catalog'))).toBe(elsewhere);
    }));

  test('a file whose bytes are the same is not touched', () =>
    withFolder(async (folder) => {
      const files = new Map([['a', text('a')]]);
      await publishFiles(folder, files);
      const before = await lstat(join(folder, 'a'));
      await publishFiles(folder, files);
      expect((await lstat(join(folder, 'a'))).ino).toBe(before.ino);
    }));
});
