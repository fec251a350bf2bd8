// What the service worker asks the host for by itself: the browser notes it in the service worker alone, which tells it here.
import type { RequestFact } from '../../../src/fetching/request-fact.ts';
import type { WorkerRequests } from '../service-worker/messages.ts';

const heard: RequestFact[] = [];

/** To be called before the page does anything else: what is told earlier is lost. */
export function hearServiceWorker(): void {
  navigator.serviceWorker?.addEventListener('message', ({ data }: MessageEvent<Partial<WorkerRequests> | null>) => {
    heard.push(...(data?.requests ?? []));
  });
}

/** Since the page was opened, those of other tabs' service worker included: it is the same. */
export function serviceWorkerRequests(): readonly RequestFact[] {
  return heard;
}
