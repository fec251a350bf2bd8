// The script of frame.html: a page of its own origin that runs the engine, draws a list for the page around it, and answers
// that page's calls if it may.
import { sharedEngine } from '../elements/elements.ts';
import type { Privet } from '../sdk/index.ts';
import { allowedParents, embeddingOf } from './allowed-parents.ts';
import { Bridge } from './bridge.ts';
import { keepDoor } from './handshake.ts';
import { Room } from './room.ts';
import { queried, ShownList } from './shown-list.ts';
import { toldDevice } from './told-device.ts';
import type { ToldEngine } from './told-lists.ts';

const told = new Set<string>();

function tellOnce(message: string): void {
  if (told.has(message)) return;
  told.add(message);
  console.warn(`privet: ${message}`);
}

const main = document.querySelector('main') ?? document.body.appendChild(document.createElement('main'));
const template = document.querySelector('template');
const shown = new ShownList(main, template);
const device = toldDevice();
const named = document.querySelector<HTMLMetaElement>('meta[name="privet:parents"]')?.content ?? '';
const allowed = allowedParents(named, self.origin, tellOnce);
let bridge: Bridge | undefined;
/** A frame that no script follows makes room for nobody. */
let room: Room | undefined;
let isWarming = false;

function show(request?: unknown): void {
  shown.show(request);
  room?.draw(request === undefined ? undefined : shown.shown);
}

function showQueried(): void {
  try {
    show(queried(location.search, tellOnce));
  } catch (error) {
    tellOnce(`frame: its address: ${(error as Error).message}`);
  }
}

/** All is fetched behind the first list, in one order for everyone: what a visitor does later asks nothing of the host. */
async function warmUp(): Promise<void> {
  if (isWarming) return;
  isWarming = true;
  try {
    const engine = (await sharedEngine()) as unknown as Pick<Privet, 'warmUp'>;
    await engine.warmUp({ withSearch: false });
  } catch (error) {
    isWarming = false;
    tellOnce(`frame: ${(error as Error).message}`);
  }
}

function connect(port: MessagePort): Bridge {
  bridge = new Bridge(port, {
    engine: () => sharedEngine() as Promise<unknown> as Promise<ToldEngine>,
    device,
    show,
    tell: tellOnce,
    onClose: () => {
      bridge = undefined;
    },
  });
  if (embedding === 'unknown' && shown.isEmpty) showQueried();
  setTimeout(warmUp);
  room ??= new Room(main, template, (height) => bridge?.tellHeight(height));
  room.draw(shown.shown);
  return bridge;
}

const { ancestorOrigins } = location;
const embedding = embeddingOf({ isFramed: parent !== self, ancestorOrigins, referrer: document.referrer }, allowed);
if (embedding === 'refused') {
  tellOnce(
    `frame: it is shown by a page that may not, expected one of ${[...allowed].join(', ')} (see privet:parents)`,
  );
} else {
  if (embedding !== 'unknown') showQueried();
  // A list that is shown asks first.
  if (!shown.isEmpty) setTimeout(warmUp);
  if (embedding !== 'alone') addEventListener('message', keepDoor({ allowed, parent, connect, tell: tellOnce }));
}
