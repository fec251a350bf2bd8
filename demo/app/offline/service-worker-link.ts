// The page's side of the service worker: registers it, hears of a new version, and asks it to keep files or to take
// over.
import { trustedScriptUrl } from '../../../src/fetching/checked-code/trusted-url.ts';
import type { KeepAnswer, PageAnswer, ToServiceWorker } from '../service-worker/messages.ts';

/** Somebody who waits for a worker that was ended would wait for ever. */
const ANSWER_MS = 60_000;
/** For one small script; a browser that is busy with its service workers may never say. */
const UPDATE_MS = 20_000;

/** @throws where this browser, or this address, has no service workers, or the script cannot be had */
export async function registerServiceWorker(): Promise<ServiceWorkerRegistration> {
  // Beside the page, so that its scope is the folder that the app lies in. The script is never taken from the HTTP
  // cache.
  const script = trustedScriptUrl(new URL('sw.js', document.baseURI).href);
  const registering: Promise<ServiceWorkerRegistration | undefined> = navigator.serviceWorker.register(script, {
    updateViaCache: 'none',
  });
  const registration = await registering;
  // What keeps service workers away (extensions, automation) answers with nothing.
  if (!registration) throw new Error('service worker: this browser registers none here');
  return registration;
}

/** Resolves when a version is installed, with all its files, and active. @throws TypeError where the installation failed */
export function installed({ active, waiting, installing }: ServiceWorkerRegistration): Promise<void> {
  const worker = active ?? waiting ?? installing;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker?.state === 'activated') resolve();
      if (worker?.state === 'redundant')
        reject(new TypeError('network: a file of the app could not be fetched as it was built'));
    };
    worker?.addEventListener('statechange', look);
    look();
  });
}

/** Calls when a new version is installed and waits, now or later. The first version never waits. */
export function whenWaiting(registration: ServiceWorkerRegistration, call: () => void): void {
  if (registration.waiting) call();
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && registration.active) call();
    });
  });
}

/**
 * Asks the host for a newer version and waits until it is installed; `whenWaiting` tells of it.
 *
 * @throws TypeError where the host does not answer; Error where the newer version is not whole
 */
export async function fetchNewApp(registration: ServiceWorkerRegistration): Promise<void> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new TypeError('no answer')), UPDATE_MS));
  const worker = (await Promise.race([registration.update(), late])).installing;
  if (worker && (await settled(worker)) === 'redundant') throw new Error('the new version could not be installed');
}

/** Installed, or given up. */
function settled(worker: ServiceWorker): Promise<ServiceWorkerState> {
  return new Promise((resolve) => {
    const look = () => worker.state !== 'installing' && resolve(worker.state);
    worker.addEventListener('statechange', look);
    look();
  });
}

/** Has further files of the app kept. @returns those that could not be */
export async function keepInShell(registration: ServiceWorkerRegistration, urls: string[]): Promise<string[]> {
  const answer = await ask<KeepAnswer>(registration.active, { type: 'keep', urls });
  return answer?.missing ?? urls;
}

/**
 * What the next page names the films by (`privet:integrity`), as the service worker keeps that page: of the version that
 * waits, or that took over in another tab, else of this one. Undefined where it names none, or nobody says.
 */
export async function nextIntegrity({ waiting, active }: ServiceWorkerRegistration): Promise<string | undefined> {
  const answer = await ask<PageAnswer>(waiting ?? active, { type: 'page' });
  return /<meta name="privet:integrity" content="([^"]+)"/.exec(answer?.html ?? '')?.[1];
}

/** Undefined where there is nobody, or no answer. */
async function ask<Answer>(worker: ServiceWorker | null, message: ToServiceWorker): Promise<Answer | undefined> {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<Answer | undefined>((resolve) => {
    port1.addEventListener('message', ({ data }: MessageEvent<Answer>) => resolve(data), { once: true });
    setTimeout(() => resolve(undefined), worker ? ANSWER_MS : 0);
  });
  port1.start();
  worker?.postMessage(message, [port2]);
  return answer.finally(() => port1.close());
}

/** For a page that has nothing to show: where a service worker answers with it again, the newest one takes over first. */
export async function renewApp(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration) return;
  await fetchNewApp(registration).catch(() => {}); // one that came earlier may wait
  await takeOver(registration);
}

/** Lets the version that waits take over; resolves when it has. */
export function takeOver(registration: ServiceWorkerRegistration): Promise<void> {
  const { waiting } = registration;
  if (!waiting) return Promise.resolve();
  return new Promise((resolve) => {
    waiting.addEventListener('statechange', () => waiting.state === 'activated' && resolve());
    waiting.postMessage({ type: 'activate' } satisfies ToServiceWorker);
  });
}
