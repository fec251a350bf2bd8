// The engine itself, in the page instead of a worker, where a test can reach what it stands on (fetch, storage, the
// GPU).

import type { EngineStatus } from '../../src/engine/base/status-api.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { OpenOptions } from '../../src/engine/start/start-api.ts';
import { filmManifestUrl, freshDatabaseName } from './film-bundle.ts';

export interface FilmEngine {
  engine: Engine;
  /** Every status that was told, oldest first. */
  told: EngineStatus[];
}

/** An open engine over all of the films with an empty history; the test disposes of it. */
export async function openFilmEngine(options: Partial<OpenOptions> = {}): Promise<FilmEngine> {
  const engine = new Engine();
  const told: EngineStatus[] = [];
  const defaults: OpenOptions = { manifestUrl: filmManifestUrl, databaseName: freshDatabaseName(), backend: 'wasm' };
  try {
    await engine.open(
      { ...defaults, ...options },
      (status) => told.push(status),
      () => {},
    );
    while ((await engine.status()).parts.catalog.state === 'loading') await new Promise((done) => setTimeout(done, 5));
  } catch (error) {
    await engine.dispose();
    throw error;
  }
  return { engine, told };
}
