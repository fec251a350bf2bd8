// Lists of less than the whole history: of nobody's, of what the visitor did without the pages around frames, or of what they did
// until some time. Whatever makes
// a list reads taste, marks and steering from the history of its parts and from nowhere else, so a list of these parts is what
// it would be if there were no more, to the bit.
import type { StoredEvent } from '../../history/events.ts';
import { HistoryView, type Taste, tasteOf } from './history-view.ts';
import type { ForYouRequest } from './lists-api.ts';

class PartOfHistory extends HistoryView {
  readonly #taste: Taste;

  constructor({ log }: HistoryView, isPart: (event: StoredEvent) => boolean) {
    super(log);
    this.#taste = tasteOf(log.events.filter(isPart));
  }

  override taste(): Taste {
    return this.#taste;
  }
}

/** What a list with these rules is made from. */
export function partsFor<Parts extends { history: HistoryView }>(
  parts: Parts,
  { anonymous, withoutPages, asOf }: Pick<ForYouRequest, 'anonymous' | 'withoutPages' | 'asOf'>,
): Parts {
  if (!anonymous && !withoutPages && asOf === undefined) return parts;
  const isPart = ({ by, time }: StoredEvent) =>
    !anonymous && !(withoutPages && by === 'page') && time < (asOf ?? Number.POSITIVE_INFINITY);
  return { ...parts, history: new PartOfHistory(parts.history, isPart) };
}
