// Events whose click may leave the page before there is an engine, for elements and React alike: meanwhile each waits in the
// SDK's outbox. What a page left there, the next page of the tab does.
import {
  type Destination,
  type EventDetails,
  eventTime,
  type HistoryEvent,
  leftDestinations,
  Outbox,
} from './sdk/index.ts';

/** What this needs of an engine. */
interface Recorder<Kept> {
  record(type: string, itemId: string | undefined, details?: EventDetails): Promise<Kept>;
}
interface Receiver {
  /** Events that are there already are not added twice. */
  addEvents(events: HistoryEvent[]): Promise<unknown>;
  readonly isPaused: boolean;
}

const outbox = new Outbox();

/**
 * @returns what `record` answered
 * @throws what opening and recording throw; the event waits no longer where it is refused
 */
export async function recordSafely<Kept>(
  open: (to: Destination) => Promise<Recorder<Kept>>,
  to: Destination,
  type: string,
  itemId: string | undefined,
  details: EventDetails = {},
): Promise<Kept> {
  const timed = { ...details, time: details.time ?? eventTime() };
  // The next page may be in another folder.
  const src = to.src && absoluteAddresses(to.src);
  const done = outbox.put({ ...to, src }, { name: 'record', args: [{ ...timed, type, itemId }] });
  const engine = await open(to);
  return engine.record(type, itemId, timed).finally(done);
}

/** @param src  one or several, with spaces between them */
function absoluteAddresses(src: string): string {
  const addresses = src.trim().split(/\s+/);
  return addresses.map((one) => new URL(one, document.baseURI).href).join(' ');
}

/**
 * Records what an earlier page of this tab left; nothing while recording is paused. What is refused is dropped.
 *
 * @param tell  gets the error of each that was refused, or whose engine could not be opened
 */
export async function sendOutbox(
  open: (to: Destination) => Promise<Receiver>,
  tell: (error: unknown) => void,
): Promise<void> {
  for (const to of leftDestinations()) await send(open(to), to).catch(tell);
}

/** An engine of the SDK has done it when it is open; others are given the events that were recorded. */
async function send(opening: Promise<Receiver>, to: Destination): Promise<void> {
  const engine = await opening;
  for (const { act, done } of outbox.takeLeft(to)) {
    if (engine.isPaused || act.name !== 'record') done();
    else await engine.addEvents(act.args as HistoryEvent[]).finally(done);
  }
}
