// The SDK's events with their types: the same EventTarget as ever, told which events it dispatches.
import type { EngineStatus } from '../engine/start/api.ts';

/** What a `Privet` dispatches; each is a CustomEvent. */
export interface PrivetEvents {
  /** A part began to load, is ready, degraded or failed. `detail` is the whole status. */
  status: CustomEvent<EngineStatus>;
  /** Another tab recorded an event, imported a history or forgot everything: ask again for what is on screen. */
  'history-change': CustomEvent<null>;
}

type Listener<Type extends keyof PrivetEvents> = ((event: PrivetEvents[Type]) => void) | null;

/** An EventTarget that knows its events. */
export interface PrivetEventTarget {
  addEventListener<Type extends keyof PrivetEvents>(
    type: Type,
    listener: Listener<Type>,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof PrivetEvents>(
    type: Type,
    listener: Listener<Type>,
    options?: boolean | EventListenerOptions,
  ): void;
  dispatchEvent(event: Event): boolean;
}
