// Starts the engine's worker for a page. The app's build makes the worker's script itself; the package `privet` has it
// as a file beside this code; and a page may say where it is (`workerUrl`). A browser starts workers of the page's own
// origin only: one of another origin comes through a Blob with a single import.

const OPTIONS: WorkerOptions = { type: 'module', name: 'privet' };
const FILE_NAME = 'worker.js';
const MISSING = 'could not be loaded: expected the script of the package privet, allowed by the page (worker-src)';
const MISSING_BESIDE =
  "could not be loaded from beside the page's script: expected it there, or its address as `workerUrl` (most bundlers " +
  'build no workers: openPrivet(bundle, { workerUrl: "/privet/worker.js" }))';
const MISSING_ELSEWHERE =
  'could not be loaded: expected a script of the package privet, sent with Access-Control-Allow-Origin (it is of ' +
  'another origin than the page) and allowed by the page (worker-src and script-src with its origin, worker-src blob:)';

/**
 * @param workerUrl  where the worker's script is, relative to the document (default: beside this code)
 * @returns          the worker; a script that cannot be loaded is told by its `error` event
 */
export function startWorker(workerUrl?: string | URL): Worker {
  if (workerUrl !== undefined) return startAt(new URL(workerUrl, document.baseURI));
  // Some bundlers put a file's address here, which no browser may open: what they build is of the page's origin.
  if (isElsewhere(new URL(import.meta.url))) return startAt(new URL(FILE_NAME, import.meta.url));
  // Vite builds the worker's script where it finds this very form; scripts/packages puts the package's file here.
  const worker = new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module', name: 'privet' });
  return withCause(worker, `${FILE_NAME} ${MISSING_BESIDE}`);
}

function startAt(url: URL): Worker {
  if (!isElsewhere(url)) return withCause(new Worker(url, OPTIONS), `${url.href} ${MISSING}`);
  return withCause(startThroughBlob(url), `${url.href} ${MISSING_ELSEWHERE}`);
}

function isElsewhere({ protocol, origin }: URL): boolean {
  return (protocol === 'https:' || protocol === 'http:') && origin !== location.origin;
}

/** What the worker imports later is found beside its own script, so only this first address is the Blob's. */
function startThroughBlob(url: URL): Worker {
  const shim = URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' }));
  return new Worker(shim, OPTIONS);
}

/** A browser gives no reason for a script that it could not load; the usual ones are named. */
function withCause(worker: Worker, message: string): Worker {
  worker.addEventListener('error', (event) => {
    if (event.message) return;
    event.stopImmediatePropagation();
    worker.dispatchEvent(new ErrorEvent('error', { message }));
  });
  return worker;
}
