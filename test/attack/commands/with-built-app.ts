import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../e2e/build-apps.ts';

/** Builds the app, and removes it when the call is done. */
export async function withBuiltApp<T>(call: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-attack-app-'));
  try {
    await buildApp(folder);
    return await call(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
