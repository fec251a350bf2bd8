// Reads files of other services in a worker that lives as long as the reading does.
import { releaseProxy, wrap } from 'comlink';
import { knownFile } from '../../../../src/fetching/checked-code/known-files.ts';
import { startScript } from '../../../../src/fetching/checked-code/start-script.ts';
import { rebuildError } from '../../../../src/sdk/errors.ts';
import type { ReadExport } from '../../imports/read-export.ts';
import { ToldError } from '../../state/words.ts';

interface Reader {
  read(files: { name: string; file: File }[]): Promise<ReadExport>;
}

/**
 * @param signal  aborting ends the worker
 * @throws RequestError that says what was found and what was expected; the signal's reason
 */
export async function readInWorker(files: readonly File[], signal: AbortSignal): Promise<ReadExport> {
  signal.throwIfAborted();
  const worker = await startReader();
  const reader = wrap<Reader>(worker);
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () =>
      reject(new ToldError('The import could not be loaded. Reload the page and try again.')),
    );
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const named = files.map((file) => ({ name: file.webkitRelativePath || file.name, file }));
  try {
    return await Promise.race([reader.read(named), failed]);
  } catch (error) {
    throw rebuildError(error);
  } finally {
    reader[releaseProxy]();
    worker.terminate();
  }
}

async function startReader(): Promise<Worker> {
  const script = knownFile('import-worker.js');
  if (script) return startScript(script, 'privet-import');
  // Vite builds the worker's script where it finds this very form.
  return new Worker(new URL('../../imports/import-worker.ts', import.meta.url), { type: 'module' });
}
