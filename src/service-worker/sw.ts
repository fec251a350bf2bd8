// The service worker: gives the page its own files without a network, from one version at a time. It knows nothing of
// films and models, which the engine keeps by their hashes, and nothing of the person. A new version waits until the
// page asks for it or the last page is closed.
import type { KeepAnswer, ShellFile, ToServiceWorker } from './messages.ts';
import { Shell } from './shell.ts';

declare const self: ServiceWorkerGlobalScope;
/** The build (vite-plugin.ts) writes the list in place of this name. */
declare const APP_FILES: ShellFile[];

const shell = new Shell(self.registration.scope, APP_FILES);

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
  if (message?.type !== 'keep') return;
  const answer = shell
    .keep(message.urls)
    .then((missing) => event.ports[0]?.postMessage({ missing } satisfies KeepAnswer));
  event.waitUntil(answer);
});
