// What a query asks for by its title and the catalog is known to lack: a title of the language file's list, a sequel of what is
// here, or a title that is here but by somebody else ("roma fellini").
import { firstItems } from '../../catalog/first-items.ts';
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { LanguageFile } from '../../formats/language-file.ts';
import { indexMissing, type MissingTitle } from '../../language/missing-titles.ts';
import { nameWords } from '../../language/names.ts';
import type { SentenceReader } from '../../language/read-sentence.ts';
import type { Reading, ValueWish } from '../../language/reading.ts';
import { titleWords } from '../../text/title-forms.ts';

export interface MissingFinderParts {
  catalog: ItemCatalog;
  language: LanguageFile;
  reader: SentenceReader;
  namesKind(text: string): boolean;
}

export function createMissingFinder({ catalog, language, reader, namesKind }: MissingFinderParts) {
  const missing = indexMissing(language.missing);
  let titles: string[] | undefined;
  const isTitle = (text: string) => reader.read(text).exactTitles.length > 0;

  return (reading: Reading): MissingTitle | undefined => {
    const { text, wishes, exactTitles } = reading;
    if (wishes.some(({ kind }) => kind === 'title') || namesKind(text)) return undefined;
    if (exactTitles.length > 0)
      return exactTitles.some((item) => isCalled(item, text)) ? undefined : listed(text, true);
    if (isInTitle(text)) return undefined;
    const people = peopleOf(reading, language);
    const title = people.length > 0 ? withoutPeople(text, people) : '';
    return listed(text) ?? (title === '' ? undefined : (listed(title) ?? bySomebodyElse(title, people)));
  };

  /** @param asTyped  no mistakes: "dead pool" is what is here as "Deadpool", and "the dead pool" is not */
  function listed(text: string, asTyped = false): MissingTitle | undefined {
    const { wishes, rest } = reader.read(text);
    // A kind ("western") is asked for, and nothing that is called so.
    if (rest === '' && wishes.length > 0 && !/\s/.test(text.trim())) return undefined;
    const found = missing(text, isTitle);
    return asTyped && found && wordsOf(found.title) !== wordsOf(text) ? undefined : found;
  }

  function isCalled(item: number, text: string): boolean {
    const forms = new Set(formsOf(text));
    return catalog.titles(item).some((title) => formsOf(title).some((form) => forms.has(form)));
  }

  /** "Philosophers stone" is a part of what is here, whatever else is called so. */
  function isInTitle(text: string): boolean {
    titles ??= firstItems(catalog)
      .flatMap((item) => catalog.titles(item))
      .map((title) => ` ${wordsOf(title)} `);
    const words = wordsOf(text);
    return words.includes(' ') && titles.some((title) => title.includes(` ${words} `));
  }

  /** The title is here, and none of those who were named made it: near it is what they did make. */
  function bySomebodyElse(title: string, people: readonly ValueWish[]): MissingTitle | undefined {
    const called = reader.read(title).exactTitles;
    const isTheirs = (item: number) =>
      people.every(({ facet, value }) => catalog.facetValues(item, facet).includes(value));
    if (called.length === 0 || called.some(isTheirs)) return undefined;
    return { title, kind: people.map(({ said }) => said).join(' ') };
  }
}

const wordsOf = (text: string): string => nameWords(text).join(' ');

/** As typed, and with numbers as digits; without the article. */
function formsOf(title: string): string[] {
  return [wordsOf(title), titleWords(title).join(' ')].map((words) => words.replace(/^(?:the|an?) /, ''));
}

function peopleOf({ wishes }: Reading, { peopleFacet }: LanguageFile): ValueWish[] {
  return wishes
    .filter((wish) => wish.kind === 'value')
    .filter(({ facet, mark }) => facet === peopleFacet && mark === 'want');
}

/** "Macbeth polanski" is looked for as "macbeth". */
function withoutPeople(text: string, people: readonly ValueWish[]): string {
  let left = text;
  for (const { start, end } of people.toReversed()) left = left.slice(0, start) + left.slice(end);
  return left.trim();
}
