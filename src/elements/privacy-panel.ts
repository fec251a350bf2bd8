// What <privet-privacy> shows: how much is kept and the newest of it; export, pause, and erasing with proof: what was there,
// and what a reading found afterwards.

import { make } from './card.ts';
import { drawTime, phraseOf, plural } from './event-words.ts';
import { numberOf } from './list-attributes.ts';
import type { PanelHost } from './panel-host.ts';
import { adoptPanelStyles } from './panel-styles.ts';
import type { KeptEvent, VisitorData } from './recommender.ts';
import { messageOf } from './tell-once.ts';

const DEFAULT_EVENTS = 10;
const MOST_EVENTS = 1000;
const KEPT_HERE = 'It is kept in this browser, on this device, and sent nowhere.';
/** By where the history is, if that is not the storage of this origin. */
const WHERE: Record<string, string> = {
  partitioned:
    `${KEPT_HERE} This is a frame of ${location.host} in a page of another site. What is kept here belongs to ` +
    'this pair of sites: neither sees it elsewhere, and erasing it here erases nothing elsewhere.',
  memory: 'This browser refuses to keep it: it is gone when this page is left, and sent nowhere.',
};
/** Long enough for the browser to have begun reading the file. */
const RELEASE_MS = 10_000;

/** Resolves when it is drawn; it follows the history from then on. */
export async function drawPrivacy({ element, root, engine, signal }: PanelHost): Promise<void> {
  const data = await engine();
  if (signal.aborted) return;
  const count = numberOf(element, 'count', 0, MOST_EVENTS) ?? DEFAULT_EVENTS;
  const panel = new PrivacyPanel(data, count);
  await panel.follow();
  if (signal.aborted) return;
  adoptPanelStyles(root);
  root.replaceChildren(Object.assign(document.createElement('slot'), { name: 'heading' }), panel.content);
  const end = data.on('change', () => panel.follow());
  // Another tab may have changed the switch meanwhile.
  document.addEventListener('visibilitychange', () => panel.follow(), { signal });
  signal.addEventListener('abort', end);
}

class PrivacyPanel {
  readonly content = make('div', 'panel');
  readonly #data: VisitorData;
  readonly #count: number;
  readonly #kept = make('p', 'kept');
  readonly #where = paragraph('');
  readonly #events = make('ul', 'events');
  readonly #status = make('p', 'note');
  readonly #pause = button('', () => this.#toggle());
  readonly #erase = button('Erase everything', () => this.#ask(true));
  readonly #keep = button('Keep it', () => this.#ask(false));
  readonly #question = make('div', 'question');

  constructor(data: VisitorData, count: number) {
    this.#data = data;
    this.#count = count;
    this.#status.setAttribute('role', 'status');
    this.#events.setAttribute('role', 'list');
    this.#events.setAttribute('aria-label', 'Newest events');
    const actions = drawActions(
      button('Export as a file', () => this.#export()),
      this.#pause,
      this.#erase,
    );
    this.#drawQuestion();
    this.content.append(this.#kept, this.#where, this.#events, actions, this.#question, this.#status);
  }

  /** Reads anew what is kept. */
  async follow(): Promise<void> {
    try {
      const { entries, numEvents } = await this.#data.events({ limit: this.#count });
      const { isPaused, status } = this.#data;
      this.#where.textContent = WHERE[status.storage] ?? KEPT_HERE;
      this.#kept.textContent = `${plural(numEvents, 'event')} kept. Recording is ${isPaused ? 'paused' : 'on'}.`;
      this.#pause.textContent = isPaused ? 'Resume recording' : 'Pause recording';
      this.#events.replaceChildren(...entries.map(drawEvent));
      this.#events.hidden = entries.length === 0;
    } catch (error) {
      this.#tell(`What is kept could not be read. ${messageOf(error)}`);
    }
  }

  #drawQuestion(): void {
    const question = this.#question;
    question.hidden = true;
    question.setAttribute('role', 'group');
    question.setAttribute('aria-label', 'Erase everything?');
    const yes = button('Yes, erase everything', () => this.#forget());
    question.append(
      paragraph('Erase everything that is kept of you here? There is no undo.'),
      drawActions(yes, this.#keep),
    );
  }

  #ask(isAsking: boolean): void {
    this.#question.hidden = !isAsking;
    this.#erase.hidden = isAsking;
    this.#status.replaceChildren();
    (isAsking ? this.#keep : this.#erase).focus();
  }

  async #toggle(): Promise<void> {
    await (this.#data.isPaused ? this.#data.resume() : this.#data.pause());
    await this.follow();
    this.#tell(this.#data.isPaused ? 'Nothing is recorded from now on.' : 'Recording is on again.');
  }

  async #export(): Promise<void> {
    try {
      download(await this.#data.export());
      this.#tell('The file has everything that is kept.');
    } catch (error) {
      this.#tell(`Nothing could be exported. ${messageOf(error)}`);
    }
  }

  async #forget(): Promise<void> {
    try {
      const { before, after } = await this.#data.forget();
      this.#ask(false);
      const isClean = after.numRecords === 0 && after.numEvents === 0;
      const verdict = isClean
        ? 'Everything is gone.'
        : 'Something is left: close other tabs of this site, erase again.';
      this.#status.replaceChildren(verdict, drawProof([`Removed: ${sizeOf(before)}`, `Read again: ${sizeOf(after)}`]));
    } catch (error) {
      this.#ask(false);
      this.#tell(`Not everything could be erased. ${messageOf(error)}`);
    }
    await this.follow();
  }

  #tell(text: string): void {
    this.#status.textContent = text;
  }
}

function sizeOf({ numEvents, numRecords, sizeBytes }: { numEvents: number; numRecords: number; sizeBytes: number }) {
  return `${plural(numEvents, 'event')}, ${plural(numRecords, 'record')}, ${plural(sizeBytes, 'byte')}`;
}

function drawProof(lines: string[]): HTMLElement {
  const proof = make('span', 'proof');
  proof.append(...lines.map((line) => Object.assign(make('span', 'proof-line'), { textContent: line })));
  return proof;
}

/** `You viewed Lamp`, and when; an item that the catalog lost is told by its id. */
function drawEvent({ event, item }: KeptEvent): HTMLElement {
  const line = make('li', 'event');
  const what = document.createElement('span');
  what.textContent = `You ${phraseOf(event, item?.title ?? event.itemId ?? `“${event.query ?? ''}”`)}`;
  line.append(what, drawTime(event.time));
  return line;
}

function paragraph(text: string): HTMLElement {
  return Object.assign(document.createElement('p'), { textContent: text });
}

function button(text: string, press: () => void): HTMLElement {
  const element = Object.assign(make('button', 'button'), { textContent: text, type: 'button' });
  element.addEventListener('click', press);
  return element;
}

function drawActions(...buttons: HTMLElement[]): HTMLElement {
  const actions = make('div', 'actions');
  actions.className = 'actions';
  actions.append(...buttons);
  return actions;
}

/** Hands the browser a file to save: `history-2026-11-28.json`. */
function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const day = new Date().toLocaleDateString('sv');
  Object.assign(document.createElement('a'), { href: url, download: `history-${day}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), RELEASE_MS);
}
