// Pairs of columns of which one names what the other holds: `Option1 Name` and `Option1 Value`, as Shopify and WooCommerce
// write the options of a product.

import { columnKey } from './column-key.ts';

/** `Option1 Value`, `Attribute 2 value(s)`: the name of what they are stands in another column of the row. */
const OPTION =
  /^(option|attribute|attribut|eigenschaft|opcion|atributo)\s?(\d+) (name|values?|value s|wert|werte|valeurs?|valeur s|valor|valores|valor es|nom|nombre)$/;

export function isOptionValue(key: string): boolean {
  return /\b(values?|value s|werte?|valeurs?|valeur s|valor|valores|valor es)$/.test(key) && OPTION.test(key);
}

/** The column that names the values of another, by their number; undefined where there is none. */
export function optionNameColumn(columns: readonly string[], column: number): number | undefined {
  const [, word, number] = OPTION.exec(columnKey(columns[column]!)) ?? [];
  if (word === undefined) return undefined;
  const at = columns.findIndex((name, i) => {
    const match = OPTION.exec(columnKey(name));
    return i !== column && match?.[1] === word && match[2] === number && /^(name|nom|nombre)$/.test(match[3]!);
  });
  return at < 0 ? undefined : at;
}
