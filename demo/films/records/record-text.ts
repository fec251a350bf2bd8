// What a record adds to a film's text: moods and themes as tags, the logline, place, time and cast as its description.
// The one template (src/text/item-text.ts) puts them behind what the source knows.
import { type ItemTextFields, itemText } from '../../../src/text/item-text.ts';
import type { FilmRecord } from './film-record.ts';

export function recordText(record: FilmRecord): Pick<ItemTextFields, 'tags' | 'description'> {
  const { logline, moods, themes, setting, cast } = record;
  const where = [setting?.place, setting?.era === 'timeless' ? undefined : setting?.era].filter(Boolean);
  const sentences = [
    logline,
    where.length > 0 && `Set in ${where.join(', ')}.`,
    cast && cast.length > 0 && `With ${cast.join(', ')}.`,
  ];
  return { tags: [...moods, ...themes], description: sentences.filter(Boolean).join(' ') };
}

/**
 * A film's text without what its record adds. The better known a film is, the more likely it has a record: a tower that
 * always saw them in training would take the record itself for a sign of fame.
 */
export function sourceText({ tags: _tags, description: _description, ...fields }: ItemTextFields): string {
  return itemText(fields);
}
