// The built app with the bundle of another site in place of the films.

import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject } from 'vitest';
import { run, type Site } from '../cli/collecting-terminal.ts';
import { nameFilms } from './name-films.ts';

/** @returns the app's folder, with what `privet build` makes of the site's items and log */
export function appOfSite(site: Site, options: string[]): Promise<string> {
  return appOfItems(site, ['--interactions', site.interactions, ...options]);
}

/** The same without a log. */
export async function appOfItems({ folder, items }: Site, options: string[] = []): Promise<string> {
  const app = join(folder, 'app');
  await cp(inject('builtAppFolder'), app, { recursive: true });
  await rm(join(app, 'models'), { recursive: true });
  const built = await run([
    ...['build', '--bundle-only', '--items', items, ...options],
    ...['--cache', join(folder, 'cache'), '--out', join(app, 'models')],
  ]);
  expect(built.code, built.notes).toBe(0);
  await nameFilms(app);
  return app;
}
