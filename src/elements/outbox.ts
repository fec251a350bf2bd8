// Events whose click may leave the page before there is an engine: meanwhile each waits in the SDK's outbox. What a page
// left there, the next page of the tab records.
import { type Destination, eventTime, leftDestinations, Outbox } from '../sdk/index.ts';
import type { Recommender, RecordDetails } from './recommender.ts';
import { messageOf, tellOnce } from './tell-once.ts';

type Open = (to: Destination) => Promise<Recommender>;
type OwnEvent = Parameters<Outbox['put']>[1];

const outbox = new Outbox();

/** @throws what opening and recording throw; the event waits no longer where it is refused */
export async function recordSafely(
  open: Open,
  to: Destination,
  type: string,
  itemId: string,
  details: RecordDetails = {},
): Promise<void> {
  const time = eventTime();
  // The next page may be in another folder.
  const src = to.src === undefined ? undefined : new URL(to.src, document.baseURI).href;
  const done = outbox.put({ ...to, src }, { ...details, type, itemId, time } as OwnEvent);
  const engine = await open(to);
  await engine.record(type, itemId, { ...details, time }).finally(done);
}

/** Records what an earlier page of this tab left; nothing while recording is paused. What is refused is told, and dropped. */
export async function sendOutbox(open: Open): Promise<void> {
  for (const to of leftDestinations()) await send(open, to).catch((error) => tellOnce(`outbox: ${messageOf(error)}`));
}

/** An engine of the SDK has done it when it is open; others are given the events. */
async function send(open: Open, to: Destination): Promise<void> {
  const engine = await open(to);
  for (const { event, done } of outbox.takeLeft(to.database)) {
    if (engine.isPaused) done();
    else await engine.addEvents([event]).finally(done);
  }
}
