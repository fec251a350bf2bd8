// The film bundle, as set-up made it and the test server hosts it. Tests hold for untrained and for trained towers.
import type { Manifest } from '../../src/formats/manifest.ts';
import { openPrivet, type Privet, type PrivetOptions } from '../../src/sdk/index.ts';

export const filmManifestUrl = new URL('/models/manifest.json', location.href).href;

/** @throws Error that says what to do when the bundle was not made yet */
export async function filmManifest(): Promise<Manifest> {
  const response = await fetch(filmManifestUrl);
  const isJson = response.headers.get('content-type')?.includes('json');
  if (!response.ok || !isJson) throw new Error('public/models/manifest.json is not there: run npm run setup first');
  return response.json();
}

export async function bundleFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(path, filmManifestUrl));
  return new Uint8Array(await response.arrayBuffer());
}

let numDatabases = 0;

/** A name that no other test uses, so that every engine starts with an empty history. */
export function freshDatabaseName(): string {
  return `test-${Date.now()}-${Math.random()}-${numDatabases++}`;
}

/** An engine over the films in its worker, with an empty history; towers only when asked for. */
export function openFilms(options: Partial<PrivetOptions> = {}): Promise<Privet> {
  return openPrivet(filmManifestUrl, {
    databaseName: freshDatabaseName(),
    backend: 'wasm',
    towers: 'manual',
    ...options,
  });
}
