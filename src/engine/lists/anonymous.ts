// Lists of less than the whole history: of nobody's, or of what the visitor did without the pages around frames. Whatever makes
// a list reads taste, marks and steering from the history of its parts and from nowhere else, so a list of these parts is what
// it would be if there were no more, to the bit.
import { HistoryView, type Taste, tasteOf } from './history-view.ts';
import type { ForYouRequest } from './lists-api.ts';

class PartOfHistory extends HistoryView {
  readonly #taste: Taste;

  constructor({ log }: HistoryView, withVisitor: boolean) {
    super(log);
    this.#taste = tasteOf(withVisitor ? log.events.filter(({ by }) => by === undefined) : []);
  }

  override taste(): Taste {
    return this.#taste;
  }
}

/** What a list with these rules is made from. */
export function partsFor<Parts extends { history: HistoryView }>(
  parts: Parts,
  { anonymous, withoutPages }: Pick<ForYouRequest, 'anonymous' | 'withoutPages'>,
): Parts {
  return anonymous || withoutPages ? { ...parts, history: new PartOfHistory(parts.history, !anonymous) } : parts;
}
