// Starts the engine's worker for a page. Where the worker's script is known by its hash (in the app, which its build tells,
// and in the package `privet` as it is published) it is checked and runs from a Blob (src/fetching/checked-code); where the page's policy
// forbids Blobs, and where a site's bundler made a script of its own of it, it is started by its address.

import { EngineStoppedError, IntegrityError, messageOf } from '../errors.ts';
import { knownFile } from '../fetching/checked-code/known-files.ts';
import { startScript, type WorkerScript } from '../fetching/checked-code/start-script.ts';

const FILE_NAME = 'worker.js';

/** The package's build puts the hash of its worker.js here. */
declare const PACKAGED_WORKER: string | undefined;

/**
 * @param workerUrl  where the worker's script is, relative to the document (default: beside this code)
 * @returns          the worker; a script that is started by its address and cannot be loaded is told by its `error` event
 * @throws EngineStoppedError for a script that cannot be fetched, IntegrityError for another one than this code was built with
 */
export async function startWorker(workerUrl?: string | URL): Promise<Worker> {
  const known = typeof PACKAGED_WORKER === 'string' ? undefined : knownFile(FILE_NAME);
  if (known && workerUrl === undefined) return startScript(known, 'privet').catch(rethrow);
  const url = workerUrl === undefined ? addressBeside() : new URL(workerUrl, document.baseURI);
  const byAddress = () => import('./start-by-address.ts');
  if (!url) return (await byAddress()).startAsBundled();
  if (typeof PACKAGED_WORKER === 'string') {
    const script = { url: url.href, integrity: PACKAGED_WORKER };
    const worker = await startUnlessForbidden(script).catch(async (cause) => {
      rethrow(
        cause instanceof IntegrityError
          ? cause
          : new Error(`${(await byAddress()).explain(url)} (${messageOf(cause)})`),
      );
    });
    if (worker) return worker;
  }
  return (await byAddress()).startAt(url);
}

function rethrow(error: unknown): never {
  if (error instanceof IntegrityError) throw error;
  throw new EngineStoppedError(`engine: ${messageOf(error)}`, { cause: error });
}

/** Of the worker's script, where this code is the package's own file; a bundler gives its own another name or place. */
function addressBeside(): URL | undefined {
  const own = new URL(import.meta.url);
  const isFile = /\/privet\.js$/.test(own.pathname) && own.protocol.startsWith('http');
  return isFile || isElsewhere(own) ? new URL(FILE_NAME, own) : undefined;
}

/** Some bundlers put a file's address into `import.meta.url`, which no browser may open: what they build is of the page. */
function isElsewhere({ protocol, origin }: URL): boolean {
  return protocol.startsWith('http') && origin !== location.origin;
}

/** @returns undefined where the page's policy forbids to fetch the script, or to run it or its parts from Blobs */
async function startUnlessForbidden(script: WorkerScript): Promise<Worker | undefined> {
  const listening = new AbortController();
  const forbidden = new Promise<undefined>((resolve) => {
    const hear = ({ blockedURI }: SecurityPolicyViolationEvent) => {
      if (blockedURI === 'blob' || script.url.startsWith(blockedURI)) resolve(undefined);
    };
    document.addEventListener('securitypolicyviolation', hear, { signal: listening.signal });
  });
  // It is listened to at once: a worker may have started before the page has imported its Blob.
  const starting = Promise.all([startScript(script, 'privet').then(hasStarted), importBlob()])
    .then(([worker]) => worker)
    .catch(async (error) => {
      // What the policy forbids fails first, and is told then.
      await Promise.race([forbidden, new Promise((resolve) => setTimeout(resolve, 100))]);
      throw error;
    });
  try {
    return await Promise.race([forbidden, starting]);
  } finally {
    starting.catch(() => {});
    listening.abort();
  }
}

/** As a worker from a Blob imports its parts. */
async function importBlob(): Promise<void> {
  const url = URL.createObjectURL(new Blob(['export {}'], { type: 'text/javascript' }));
  await import(/* webpackIgnore: true */ /* @vite-ignore */ url).finally(() => URL.revokeObjectURL(url));
}

function hasStarted(worker: Worker): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const ends = new AbortController();
    const { signal } = ends;
    worker.addEventListener('message', ({ data }) => data?.isStarted && end(() => resolve(worker)), { signal });
    worker.addEventListener('error', ({ message }) => end(() => reject(new TypeError(message))), { signal });
    function end(settle: () => void) {
      ends.abort();
      settle();
    }
  });
}
