// What a lazy element gives its content. Types only.
import type { VisitorData } from './recommender.ts';

/** What the content has to work with. */
export interface PanelHost {
  element: HTMLElement;
  root: ShadowRoot;
  engine(): Promise<VisitorData>;
  /** Aborted when the element leaves the page. */
  signal: AbortSignal;
}
