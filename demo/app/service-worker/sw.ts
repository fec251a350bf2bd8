// The service worker: gives the page its own files without a network, from one version at a time. It knows nothing of
// films and models, which the engine keeps by their hashes, and nothing of the person. A new version waits until the
// page asks for it or the last page is closed.
import { requestFacts } from '../../../src/fetching/request-fact.ts';
import type { KeepAnswer, PageAnswer, ShellFile, ToServiceWorker, WorkerRequests } from './messages.ts';
import { Shell } from './shell.ts';

declare const self: ServiceWorkerGlobalScope;
/** The build (vite-plugin.ts) writes the list in place of this name. */
declare const APP_FILES: ShellFile[];

const shell = new Shell(self.registration.scope, APP_FILES);

/** Whoever looks under the hood sees these requests beside the page's own, which alone the page's browser notes for it. */
async function tellRequests(entries: PerformanceEntryList): Promise<void> {
  const requests = requestFacts(entries);
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const page of pages) page.postMessage({ requests } satisfies WorkerRequests);
}
new PerformanceObserver((list) => void tellRequests(list.getEntries())).observe({ type: 'resource', buffered: true });

self.addEventListener('install', (event) => event.waitUntil(shell.install()));

self.addEventListener('activate', (event) => {
  // The first page was loaded before there was a service worker: it is taken in, so that what it imports later is here
  // too.
  event.waitUntil(shell.dropOld().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const answer = shell.answer(event.request);
  if (answer) event.respondWith(answer);
});

self.addEventListener('message', (event) => {
  const message = event.data as ToServiceWorker;
  if (message?.type === 'activate') event.waitUntil(self.skipWaiting());
  if (message?.type === 'page') event.waitUntil(tellPage(event.ports[0]));
  if (message?.type === 'keep') event.waitUntil(keep(message.urls, event.ports[0]));
});

async function keep(urls: readonly string[], port: MessagePort | undefined): Promise<void> {
  const missing = await shell.keep(urls);
  port?.postMessage({ missing } satisfies KeepAnswer);
}

async function tellPage(port: MessagePort | undefined): Promise<void> {
  const html = await shell.page().catch(() => '');
  port?.postMessage({ html } satisfies PageAnswer);
}
