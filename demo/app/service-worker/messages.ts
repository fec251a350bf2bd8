// The contract between a page and the service worker. Types only, as in src/engine/engine-api.ts.
import type { Seal } from '../../../src/fetching/checked-code/read-checked.ts';
import type { RequestFact } from '../../../src/fetching/request-fact.ts';

/** A file of the app, as the build lists it. */
export interface ShellFile {
  /** Relative to the service worker. */
  url: string;
  integrity: Seal;
}

export type ToServiceWorker =
  /** Keep these files of the app too, which are only fetched where they are needed. Answered by a `KeepAnswer`. */
  | { type: 'keep'; urls: string[] }
  /** Give the page of this version. Answered by a `PageAnswer`. */
  | { type: 'page' }
  /** Become active now: the person agreed to the new version. */
  | { type: 'activate' };

/** Told to every page: what the service worker itself asked the host for, as the browser noted it. */
export interface WorkerRequests {
  requests: RequestFact[];
}

/** The files that could not be kept; none when all is well. */
export interface KeepAnswer {
  missing: string[];
}

/** The text of index.html; empty where it cannot be had. */
export interface PageAnswer {
  html: string;
}
