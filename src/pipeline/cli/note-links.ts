// Where a command really writes: said before it does, where the name that it was given leads elsewhere by a symbolic link.

import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, parse, relative, resolve, sep } from 'node:path';
import type { Terminal } from '../terminal/terminal.ts';

/** @param folder  that is written into; it need not be there yet */
export async function noteFolderLinks(terminal: Terminal, folder: string): Promise<void> {
  const link = await firstLink(resolve(folder));
  if (link === undefined) return;
  const place = join(await realpath(link).catch(() => link), relative(link, resolve(folder)));
  terminal.note(
    `warning: ${folder} is written to ${await realpath(place).catch(() => place)}: ${link} is a symbolic link`,
  );
}

/** @param file  that is written; a link in its own place is exchanged for the file */
export async function noteFileLinks(terminal: Terminal, file: string): Promise<void> {
  await noteFolderLinks(terminal, dirname(file));
  const path = join(await realpath(dirname(file)).catch(() => dirname(file)), basename(file));
  if (!(await isLink(path))) return;
  terminal.note(`warning: ${file} is a symbolic link: it is replaced, and what it leads to stays as it is`);
}

/** Of all folders on the way, the outermost one that is a link. */
async function firstLink(path: string): Promise<string | undefined> {
  const { root } = parse(path);
  const names = path.slice(root.length).split(sep);
  for (let n = 1; n <= names.length; n++) {
    const place = join(root, ...names.slice(0, n));
    if (await isLink(place)) return place;
  }
  return undefined;
}

async function isLink(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isSymbolicLink() ?? false;
}
