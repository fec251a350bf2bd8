// The page's entry: draws the app, then opens the engine. `window.privet` is the public SDK of the open engine, for the
// curious (and for the end-to-end tests): whatever the app can ask, the console can ask too.
import { knownFile } from '../../src/fetching/checked-code/known-files.ts';
import { fetchScripts } from '../../src/fetching/checked-code/start-script.ts';
import './page/privet-app.ts';
import { loadedAfterList } from './loaded-after-list.ts';
import { hearServiceWorker } from './offline/service-worker-requests.ts';
import { knowBuiltCode } from './page/built-code.ts';
import { isInStrangersFrame, refuseFrame } from './page/strangers-frame.ts';

/** Files are kept for offline use in the built app only: a dev server's change all the time. */
async function prepareOffline(): Promise<void> {
  if (import.meta.env.PROD) await (await import('./offline/start-offline.ts')).startOffline(page.session);
}

/** Scripts of workers that only some acts start. */
async function prepareWorkers(): Promise<void> {
  const names = ['import-worker.js', 'builder-worker.js', 'passphrase-worker.js'];
  const scripts = names.map((name) => knownFile(name));
  await fetchScripts(scripts.filter((script) => script !== undefined));
}

/** What own catalogs fetch when they are used, and nothing else has fetched yet. */
async function prepareSample(): Promise<void> {
  await (await import('./own-catalogs/sample.ts')).loadSample();
}

const page = document.querySelector('privet-app')!;
knowBuiltCode();
hearServiceWorker();
Object.defineProperty(window, 'privet', { get: () => page.session.privet });
// The browser notes 250 requests by default; the network panel shows all.
performance.setResourceTimingBufferSize(5000);
if (isInStrangersFrame()) refuseFrame();
else page.session.start({ parts: loadedAfterList, last: [prepareWorkers, prepareSample, prepareOffline] });
