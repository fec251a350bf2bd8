// What a request knows beside history and time: categoricals of a site's own choice, such as locale or
// daypart. A bundle names them with the values that its log had; a page says what it knows, and what it doesn't know is
// 0, which training has met as well.

/** One categorical. */
export interface ContextVocabulary {
  /** As the log's column `context.NAME` calls it. */
  name: string;
  /** Lower case, the most frequent one first; value i is number i + 1 in the graph. */
  values: readonly string[];
}

/** Values by the categorical's name, such as `{ locale: 'de-AT', daypart: 'evening' }`; any may be left out. */
export type ContextGiven = Readonly<Record<string, string>>;

/** Parts of the day, by the hour on the clock at which each begins. */
const DAYPARTS: readonly [fromHour: number, name: string][] = [
  [0, 'night'],
  [6, 'morning'],
  [12, 'afternoon'],
  [18, 'evening'],
];

/** As values are compared. */
export function contextValue(text: string): string {
  return text.trim().toLowerCase();
}

/**
 * Numbers of what is given. A value with parts that the log did not have is looked up by what comes before its last
 * hyphen, so that `de-AT` finds `de` (RFC 4647, section 3.4).
 *
 * @returns  i32 [contexts.length], 0 = unknown
 */
export function contextNumbers(
  contexts: readonly ContextVocabulary[],
  given: ContextGiven = {},
): Int32Array<ArrayBuffer> {
  return Int32Array.from(contexts, ({ name, values }) => {
    let value = contextValue(Object.hasOwn(given, name) ? given[name]! : '');
    while (value !== '') {
      const at = values.indexOf(value);
      if (at >= 0) return at + 1;
      value = value.slice(0, Math.max(0, value.lastIndexOf('-')));
    }
    return 0;
  });
}

/** `night`, `morning`, `afternoon` or `evening`, by the clock of the person. */
export function daypartOf(time: Date): string {
  return DAYPARTS.findLast(([fromHour]) => time.getHours() >= fromHour)![1];
}
