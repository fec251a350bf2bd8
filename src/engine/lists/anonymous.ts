// Lists for nobody in particular: the same parts over a history in which nothing stands. Whatever makes a list reads taste,
// marks and steering from that history and from nowhere else, so a list of these parts is a stranger's, to the bit.
import type { EngineParts } from '../engine-parts.ts';
import type { ListRules } from './api.ts';
import { HistoryView, type Taste } from './history-view.ts';

const NOTHING: Taste = { standing: [], marks: new Map(), known: [] };

class NoHistory extends HistoryView {
  override taste(): Taste {
    return NOTHING;
  }
}

/** What a list with these rules is made from. */
export function partsFor<Parts extends Pick<EngineParts, 'history'>>(
  parts: Parts,
  rules: Pick<ListRules, 'anonymous'>,
) {
  return rules.anonymous ? { ...parts, history: new NoHistory(parts.history.log) } : parts;
}
