// A kind of site that the packages may meet: how it is made and served, and what a visitor sees there.
import type { AnyPage } from './shop-page.ts';

/** Where sites are made, and what serves them. */
export interface Workshop {
  /** A newcomer's folder, with the shop built into public/privet. */
  shop: string;
  /** @returns the folder's address, with a slash at its end */
  serve(folder: string, options?: { mount?: string; headers?: Record<string, string> }): Promise<string>;
}

export interface Site {
  name: string;
  /** Makes and serves it; called once. @returns the page's address */
  prepare(workshop: Workshop): Promise<string>;
  /** What a visitor sees (default: recommendations, and others after a click). */
  look?(page: AnyPage): Promise<void>;
  /** What the browser itself may say in its console of a site that is meant to fail (default: nothing). */
  mayLog?: RegExp;
  /** What the browser asks for. */
  expectRequests?(urls: string[]): void;
}
