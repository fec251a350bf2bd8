import { type ItemTextFields, itemText } from '../../src/text/item-text.ts';
import { clean } from './clean-text.ts';

/** What a teacher reads of a film: what it is and is about, without facts that no meaning is in; and its description alone. */
export function filmTexts({ title, tags, description }: ItemTextFields): string[] {
  const whole = itemText({ title, tags, description });
  return (description ? [whole, itemText({ title: description })] : [whole]).map(clean);
}
