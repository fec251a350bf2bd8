// What a person does with their own data that no list waits for: sees every event, takes them along, asks what they say.
// Fetched with the first such request.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { RequestError } from '../../errors.ts';
import type { Manifest } from '../../formats/manifest.ts';
import type { AddedEvents } from '../../history/events.ts';
import { formatHistoryFile, parseHistoryFile } from '../../history/history-file.ts';
import { readSetAside } from '../../history/set-aside.ts';
import { formatSetAside } from '../../history/set-aside-file.ts';
import type { HistoryView, Taste } from '../lists/history-view.ts';
import { checkDetailNames, checkEventsRequest, checkMatchOptions, checkTitles } from './data-requests.ts';
import { eventPage } from './event-pages.ts';
import type { EventsRequest, MatchOptions, TitleQuery } from './my-data-api.ts';
import { RatingPredictor } from './predicted-ratings.ts';
import { tasteProfile } from './taste-profile.ts';
import { TitleFinder } from './title-finder.ts';

/** What they are read from. */
interface DataParts {
  catalog: ItemCatalog;
  manifest: Manifest;
  history: HistoryView;
  /** Fulfilled when every shard has arrived or failed. */
  complete: Promise<void>;
}

export class StoredData {
  readonly #parts: DataParts;
  readonly #titles: TitleFinder;
  /** A page asks for one item after another; with the taste its predictor goes. */
  readonly #predictors = new WeakMap<Taste, RatingPredictor>();

  constructor(parts: DataParts) {
    this.#parts = parts;
    this.#titles = new TitleFinder(parts.catalog);
  }

  async events(request: EventsRequest) {
    const checked = checkEventsRequest(request);
    const { catalog, history } = this.#parts;
    return eventPage(catalog, await history.log.all(), checked);
  }

  async export() {
    return formatHistoryFile(await this.#parts.history.log.all());
  }

  /** Whatever was in it: what is no JSON is written as far as it is. */
  async exportSetAside() {
    const records = await readSetAside(this.#parts.history.log.databaseName);
    return records.length === 0 ? undefined : formatSetAside(records);
  }

  import(json: string): Promise<AddedEvents> {
    if (typeof json !== 'string') throw new RequestError('history file: it is no text, expected JSON');
    return this.#parts.history.log.add(parseHistoryFile(json));
  }

  async tasteProfile(detailNames: string[] = []) {
    const checked = checkDetailNames(detailNames);
    const { catalog, history, complete } = this.#parts;
    await complete;
    return tasteProfile(catalog, history.taste().marks, checked);
  }

  async predictedRatings(itemIds: readonly string[]) {
    const { history, complete } = this.#parts;
    await complete;
    const taste = history.taste();
    const predictor = this.#predictors.get(taste) ?? new RatingPredictor(this.#parts, taste.marks);
    this.#predictors.set(taste, predictor);
    return predictor.predict(itemIds);
  }

  async matchTitles(titles: TitleQuery[], options: MatchOptions = {}) {
    const [queries, checked] = [checkTitles(titles), checkMatchOptions(options)];
    await this.#parts.complete;
    return this.#titles.find(queries, checked);
  }
}
