// The one template that turns an item's fields into the text that the content vector is made of. Films of the catalog,
// MovieLens items in training, a site's own items and items that a visitor brings all go through it, so that the text
// encoder never sees two dialects. The title comes first, because it is the one field that every item has and because
// long texts are cut at the end.

/** What is known of an item. Missing or blank fields just vanish from the text. */
export interface ItemTextFields {
  title: string;
  /** Year of release or publication. */
  year?: number;
  genres?: readonly string[];
  /** Kind of story, for example `Science Fiction` or `Dramatization`. */
  creativeType?: string;
  /** What it was made from, for example `Based on Book/Short Story`. */
  source?: string;
  director?: string;
  tags?: readonly string[];
  description?: string;
}

export type ItemTextField = keyof ItemTextFields;

/** All fields, in the order in which they appear in the text. */
export const ITEM_TEXT_FIELDS = [
  'title',
  'year',
  'genres',
  'creativeType',
  'source',
  'director',
  'tags',
  'description',
] as const satisfies readonly ItemTextField[];

/**
 * Longest text in UTF-16 code units. The text encoder reads far fewer tokens; the cap bounds storage and tokenizing.
 */
export const MAX_ITEM_TEXT_LENGTH = 2000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const WHITESPACE_OR_CONTROL = /[\s\u0000-\u001f\u007f-\u009f]+/g;

/**
 * The text of one item, for example `Blade Runner (1982). Thriller/Suspense. Science Fiction. Based on Book/Short
 * Story. Directed by Ridley Scott.`
 *
 * @param fields  what is known; plain text, any whitespace
 * @param keep    fields that stay (default: all); the title always stays
 * @returns       one line without control characters, at most MAX_ITEM_TEXT_LENGTH long, cut between words where
 *   possible
 */
export function itemText(fields: ItemTextFields, keep?: ReadonlySet<string>): string {
  const has = (field: ItemTextField): boolean => keep === undefined || keep.has(field);
  const year = has('year') && fields.year !== undefined ? ` (${fields.year})` : '';
  const director = has('director') ? clean(fields.director) : '';
  const sentences = [
    (clean(fields.title) + year).trim(),
    has('genres') ? list(fields.genres) : '',
    has('creativeType') ? clean(fields.creativeType) : '',
    has('source') ? clean(fields.source) : '',
    director && `Directed by ${director}`,
    has('tags') ? list(fields.tags) : '',
    has('description') ? clean(fields.description) : '',
  ];
  return cut(sentences.map(endSentence).filter(Boolean).join(' '), MAX_ITEM_TEXT_LENGTH);
}

/** Whitespace of any kind, and control characters, become single spaces. */
function clean(text: string | undefined): string {
  return (text ?? '').replace(WHITESPACE_OR_CONTROL, ' ').trim();
}

function list(values: readonly string[] | undefined): string {
  return (values ?? []).map(clean).filter(Boolean).join(', ');
}

function endSentence(text: string): string {
  return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** Cuts before the last word that would not fit; one endless word is cut between code points. */
function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const space = text.lastIndexOf(' ', maxLength);
  if (space > maxLength / 2) return text.slice(0, space);
  const splitsPair = /[\ud800-\udbff]/.test(text[maxLength - 1]!);
  return text.slice(0, splitsPair ? maxLength - 1 : maxLength).trimEnd();
}
