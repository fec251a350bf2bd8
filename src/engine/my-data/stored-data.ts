// What a person does with their own data: sees every event, brings, changes and removes some, asks what they say.
// Fetched with the first such request.
import { RequestError } from '../../errors.ts';
import { type AddedEvents, type HistoryEvent, type StoredEvent, withMark } from '../../history/events.ts';
import { formatHistoryFile, parseHistoryFile } from '../../history/history-file.ts';
import type { EngineCalls } from '../api.ts';
import { checkEvent } from '../check-requests.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { EventsRequest, HistoryImport, MatchOptions, TitleQuery } from './api.ts';
import {
  checkDetailNames,
  checkEvents,
  checkEventsRequest,
  checkMatchOptions,
  checkSequences,
  checkStoredEvents,
  checkTitles,
} from './data-requests.ts';
import { eventPage } from './event-pages.ts';
import { tasteProfile } from './taste-profile.ts';
import { TitleFinder } from './title-finder.ts';

type DataCalls =
  | 'events'
  | 'addEvents'
  | 'export'
  | 'import'
  | 'eraseEvents'
  | 'restoreEvents'
  | 'replaceEvent'
  | 'tasteProfile'
  | 'matchTitles';

export class StoredData implements Pick<EngineCalls, DataCalls> {
  readonly #parts: EngineParts;
  readonly #titles: TitleFinder;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#titles = new TitleFinder(parts.catalog);
  }

  async events(request: EventsRequest) {
    const checked = checkEventsRequest(request);
    const { catalog, history } = this.#parts;
    return eventPage(catalog, await history.log.all(), checked);
  }

  async addEvents(events: HistoryEvent[]) {
    const now = Date.now();
    const timed = checkEvents(events).map((event) => withMark({ ...event, time: event.time ?? now }));
    const inOrder = timed.toSorted((a, b) => a.time - b.time);
    return this.#withUnknown(await this.#parts.history.log.add(inOrder));
  }

  async export() {
    return formatHistoryFile(await this.#parts.history.log.all());
  }

  async import(json: string) {
    if (typeof json !== 'string') throw new RequestError('history file: it is no text, expected JSON');
    return this.#withUnknown(await this.#parts.history.log.add(parseHistoryFile(json)));
  }

  async eraseEvents(sequences: number[]) {
    const checked = checkSequences(sequences);
    return this.#parts.history.log.remove(checked);
  }

  async restoreEvents(events: StoredEvent[]) {
    const checked = checkStoredEvents(events);
    return this.#parts.history.log.restore(checked);
  }

  async replaceEvent(sequence: number, event: HistoryEvent) {
    const [checked] = checkSequences([sequence]);
    const checkedEvent = checkEvent(event);
    const timed = { ...checkedEvent, time: checkedEvent.time ?? Date.now() };
    return this.#parts.history.log.replace(checked!, timed);
  }

  async tasteProfile(detailNames: string[] = []) {
    const checked = checkDetailNames(detailNames);
    const { catalog, history, complete } = this.#parts;
    await complete;
    return tasteProfile(catalog, history.taste().marks, checked);
  }

  async matchTitles(titles: TitleQuery[], options: MatchOptions = {}) {
    const [queries, checked] = [checkTitles(titles), checkMatchOptions(options)];
    await this.#parts.complete;
    return this.#titles.find(queries, checked);
  }

  /** Which items are unknown is said only when the whole catalog is there. */
  async #withUnknown(result: AddedEvents): Promise<HistoryImport> {
    const { catalog, complete } = this.#parts;
    await complete;
    const unknown = result.added.filter(({ itemId }) => itemId !== undefined && catalog.indexOf(itemId) === undefined);
    return { ...result, numUnknownItems: unknown.length };
  }
}
