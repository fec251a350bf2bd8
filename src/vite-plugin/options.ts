// What a site says to the plugin, checked, and the arguments of `privet build` that follow from it. The values are the
// command line's to judge, in its own words.
import { RequestError } from '../errors.ts';
import { didYouMean } from '../text/did-you-mean.ts';

/** Options of `privet build`, under their names there. Files are relative to Vite's `root`. */
export interface PrivetPluginOptions {
  /** The items: a file or a folder, whatever `privet build` reads. */
  items: string;
  /** Where the folder is below Vite's `base`, and in the built site (default `privet`): names and slashes. */
  out?: string;
  /** A log: csv, tsv or jsonl, also packed. With one, towers are trained. */
  interactions?: string;
  /** What the columns are: `{ id: 'sku', facet: ['colour', 'size'] }`. */
  map?: Readonly<Record<string, string | readonly string[]>>;
  /** Share of rows that may be wrong: they are left out and named (default 0.02). */
  maxBadRows?: number;
  /** The first wrong row ends the build (default false). */
  strict?: boolean;
  /** JSON: words, likely queries and suggestions of your own. */
  language?: string;
  /** The language that visitors write in (default `en`). */
  locale?: string;
  /** Search by meaning without a log: some 4 MB more for every visitor (default false). */
  semanticSearch?: boolean;
  /** Folder with a sentence encoder of yours for the items: ONNX, tokenizer.json and encoder.json (default: none). */
  encoder?: string;
  /** Graded recommendations that a match filter learns from: one file or several (default: none). */
  judgements?: string | readonly string[];
  /** 0 to 4294967295; same input and seed, same output (default 1). */
  seed?: number;
  /** Epochs of training, at least 1 (default: by the size of the log). */
  epochs?: number;
  /** The catalog's name, for people (default: that of the items file). */
  name?: string;
  /** What visitors' histories are called, wherever the bundle lies (default: its address); later builds keep it. */
  history?: string;
  /** Origins of the pages that may show frame.html (default: its own alone). */
  frameParents?: readonly string[];
  /**
   * `vite dev` loads the page anew when the bundle is another (default true). With false it gets the event
   * `privet:bundle` of `import.meta.hot` alone, which comes either way, and is loaded anew only to take an error away.
   */
  reload?: boolean;
}

export type CheckedOptions = PrivetPluginOptions & Required<Pick<PrivetPluginOptions, 'out' | 'reload'>>;

/** What each option has to be: a type, or what else is said of it. */
const KINDS: Record<keyof PrivetPluginOptions, 'string' | 'number' | 'boolean' | 'columns' | 'origins' | 'files'> = {
  items: 'string',
  out: 'string',
  interactions: 'string',
  map: 'columns',
  maxBadRows: 'number',
  strict: 'boolean',
  language: 'string',
  locale: 'string',
  semanticSearch: 'boolean',
  encoder: 'string',
  judgements: 'files',
  seed: 'number',
  epochs: 'number',
  name: 'string',
  history: 'string',
  frameParents: 'origins',
  reload: 'boolean',
};
/** What a folder's name is made of; an address needs no encoding then. */
const OUT = /^(?!\.)[\w.-]+(\/(?!\.)[\w.-]+)*$/;

/** @throws RequestError for an unknown option, a value of another type, or an `out` that is no folder below */
export function checkOptions(options: PrivetPluginOptions): CheckedOptions {
  for (const [name, value] of Object.entries(options ?? {})) checkOption(name, value);
  if (!options?.items)
    throw new RequestError("privet: found no `items`, expected a file: privet({ items: 'products.csv' })");
  const { out = 'privet' } = options;
  if (!OUT.test(out)) {
    throw new RequestError(
      `privet: \`out\` is '${out}', expected a folder below the site's, such as privet or shop/privet`,
    );
  }
  return { ...options, out, reload: options.reload ?? true };
}

function checkOption(name: string, value: unknown): void {
  const known = Object.keys(KINDS);
  if (!known.includes(name)) {
    const hint = didYouMean(name, known) || `, expected one of ${known.join(', ')}`;
    throw new RequestError(`privet: unknown option '${name}'${hint}`);
  }
  const kind = KINDS[name as keyof PrivetPluginOptions];
  const isRight = CHECKS[kind]?.(value) ?? typeof value === kind;
  if (value === undefined || isRight) return;
  throw new RequestError(`privet: \`${name}\` is ${JSON.stringify(value)}, expected ${EXPECTED[kind] ?? `a ${kind}`}`);
}

const CHECKS: Record<string, (value: unknown) => boolean> = {
  columns: isColumns,
  origins: areTexts,
  files: (value) => typeof value === 'string' || areTexts(value),
};

const EXPECTED: Record<string, string> = {
  columns: "columns by what they are: { id: 'sku', facet: ['colour', 'size'] }",
  origins: "a list of origins: ['https://shop.example']",
  files: "a file or a list of files: 'judgements.jsonl'",
};

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isColumns(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value)
    .flat()
    .every((column) => typeof column === 'string');
}

/** What `privet build` is called with, but for the folders. An argument holds option and value, whatever that is. */
export function buildArguments({
  map = {},
  semanticSearch,
  strict,
  frameParents,
  judgements = [],
  ...options
}: CheckedOptions): string[] {
  const { items, interactions, language, encoder, locale, seed, epochs, name, history, maxBadRows } = options;
  const files = { items, interactions, language, encoder };
  const values = { ...files, locale, seed, epochs, name, history, 'max-bad-rows': maxBadRows };
  const pairs = Object.entries(map).flatMap(([ours, theirs]) => [theirs].flat().map((column) => `${ours}=${column}`));
  return [
    ...Object.entries(values).flatMap(([option, value]) => (value === undefined ? [] : [`--${option}=${value}`])),
    ...[judgements].flat().map((file) => `--judgements=${file}`),
    ...pairs.map((pair) => `--map=${pair}`),
    ...(frameParents ? [`--frame-parents=${frameParents.join(' ')}`] : []),
    ...(semanticSearch ? ['--semantic-search'] : []),
    ...(strict ? ['--strict'] : []),
  ];
}

/** The files that a build reads, as they are named in the options. */
export function inputFiles({ items, interactions, language, judgements = [] }: CheckedOptions): string[] {
  return [items, interactions, language, ...[judgements].flat()].filter((file) => file !== undefined);
}
