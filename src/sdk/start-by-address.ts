// Starts the engine's worker by its address: where the page's policy forbids to run it from a Blob, and where a site's bundler
// made a script of its own of it.
import { trustedScriptUrl } from '../fetching/checked-code/trusted-url.ts';

const OPTIONS: WorkerOptions = { type: 'module', name: 'privet' };
const MISSING = 'could not be loaded: expected the script of the package privet, allowed by the page (worker-src)';
const MISSING_BESIDE =
  "could not be loaded from beside the page's script: expected it there, or its address as `workerUrl` (most bundlers " +
  'build no workers: openPrivet(bundle, { workerUrl: "/privet/worker.js" }))';
const MISSING_ELSEWHERE =
  'could not be loaded: expected a script of the package privet, sent with Access-Control-Allow-Origin (it is of ' +
  'another origin than the page) and allowed by the page (connect-src with its origin, script-src and worker-src blob:)';

/** Vite and webpack build the worker's script where they find this very form; scripts/packages puts the package's file here. */
export function startAsBundled(): Worker {
  const worker = new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module', name: 'privet' });
  return withCause(worker, `worker.js ${MISSING_BESIDE}`);
}

/** Browsers start workers of the page's own origin only: one of another origin comes through a Blob with a single import. */
export function startAt(url: URL): Worker {
  const address = isOfPage(url) ? url.href : importOf(url);
  return withCause(new Worker(trustedScriptUrl(address), OPTIONS), explain(url));
}

/** What may be the matter with a script that cannot be loaded. */
export function explain(url: URL): string {
  return `${url.href} ${isOfPage(url) ? MISSING : MISSING_ELSEWHERE}`;
}

const isOfPage = ({ origin }: URL): boolean => origin === location.origin;

/** What the worker imports later is found beside its own script, so that only this first address is the Blob's. */
function importOf(url: URL): string {
  return URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' }));
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
