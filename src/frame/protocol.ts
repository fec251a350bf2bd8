// What passes between a page and its frame: one message that hands over a port, then calls and answers on it. Types only:
// the two scripts share no file.
import type { FRAME_LISTS } from '../engine/list-calls.ts';

/** The page's first word, posted to the frame's window with one port beside it. */
export interface ConnectMessage {
  privet: 'connect';
  /** Of the connection: the page may knock twice, since it cannot see when the frame listens. */
  id: string;
}

/** On the port, from the page. */
export type PageMessage = { id: number; call: CallName; args: unknown[] } | { close: true };

/** On the port, from the frame. */
export type FrameMessage =
  | { welcome: true }
  | { id: number; answer: unknown }
  | { id: number; error: { name: string; message: string } }
  | { told: ToldType }
  /** CSS pixels that the frame's content takes. */
  | { height: number }
  /** Another connection took its place. */
  | { closed: true };

export type CallName = FrameListName | 'record' | 'setFacts' | 'show';
export type FrameListName = (typeof FRAME_LISTS)[number];

export type ToldType = 'change' | 'improved';
