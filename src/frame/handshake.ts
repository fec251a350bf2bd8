// Who gets a port: the page right around the frame, if its origin is allowed. One connection at a time: a new one takes the
// place of the one before, which is told.
import type { Bridge } from './bridge.ts';
import type { ConnectMessage } from './protocol.ts';

export interface Doorkeeper {
  allowed: ReadonlySet<string>;
  /** The window right around this one. */
  parent: unknown;
  connect(port: MessagePort): Bridge;
  tell(message: string): void;
}

/** What is looked at of a message to a window. */
export type Knock = Pick<MessageEvent, 'data' | 'origin' | 'source' | 'ports'>;

/** Messages of ids are short: longer ones are not of `connectFrame`. */
const MOST_ID_CHARS = 64;

/** @returns hears every message to the frame's window; those that are not meant for it are not its business */
export function keepDoor({ allowed, parent, connect, tell }: Doorkeeper): (event: Knock) => void {
  let current: { id: string; bridge: Bridge } | undefined;
  return ({ data, origin, source, ports }) => {
    if ((data as { privet?: unknown } | null)?.privet !== 'connect') return;
    const { id } = data as ConnectMessage;
    const [port] = ports;
    if (source !== parent || !allowed.has(origin)) {
      tell(`frame: refused ${origin}, expected the page around it, of ${[...allowed].join(' or ') || 'no origin'}`);
    } else if (ports.length !== 1 || typeof id !== 'string' || id.length > MOST_ID_CHARS) {
      tell('frame: a handshake was ignored: expected an id and one port, as connectFrame sends them');
    } else if (current?.id === id) {
      port!.close();
      current.bridge.welcome();
    } else {
      current?.bridge.close();
      current = { id, bridge: connect(port!) };
    }
  };
}
