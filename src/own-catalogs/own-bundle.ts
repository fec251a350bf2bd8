// The items that are encoded so far as a bundle of the public format (docs/formats/bundle.md), content only, so that
// the engine opens it like any other. Each generation has a folder of its own: an engine that reads the one before goes
// on undisturbed.

import type { BundleInput, BundleItem } from '../bundle/bundle-input.ts';
import { type BundleFiles, encodeBundle } from '../bundle/encode-bundle.ts';
import { FEATURES } from '../formats/vocabulary.ts';
import { GROUP_FACET } from '../items/group-facet.ts';
import type { Item } from '../items/item.ts';
import { siteFeatures } from '../items/site-features.ts';
import { compileLanguage } from '../language/compile/compile-language.ts';
import { semanticIdOf } from '../semantic-ids/fit-semantic-ids.ts';
import { itemText } from '../text/item-text.ts';
import { type ContentPathOptions, fitContentPath } from '../untrained/content-path.ts';
import { describe } from '../untrained/likeness/described.ts';
import type { EncodeAll } from '../untrained/likeness/mixture.ts';
import type { GroupedItems } from './group-items.ts';
import { STORED_FOLDER } from './own-catalog.ts';
import type { EncoderFile } from './own-catalogs-api.ts';

const SEED = 1;
/** Rows of a shard: some 2 MB of content vectors, half of what the format allows. */
const SHARD_ROWS = 4000;

/** The items so far and what was fitted on them: what a bundle that is content only holds. */
export type FittedItems = Pick<
  BundleInput,
  'items' | 'embeddings' | 'contentVectors' | 'prior' | 'meanStrength' | 'qualityDims' | 'itemToItem'
>;

export interface OwnBundleInput {
  name: string;
  generation: number;
  fitted: FittedItems;
  facets: { name: string; label: string }[];
  /** There once the catalog is complete. */
  grouped?: GroupedItems;
  encoderFile: EncoderFile['file'];
}

export function generationFolder(generation: number): string {
  return `${STORED_FOLDER}/${generation}`;
}

/**
 * Fits the content path on these very items.
 *
 * @param content        f32 [items.length, 256]
 * @param iterations     more for a fit that stays
 * @param hasTable       with the table of what is alike
 */
export async function fitItems(
  items: readonly Item[],
  content: Float32Array,
  encodeAll: EncodeAll,
  { iterations, hasTable = true }: Pick<ContentPathOptions, 'iterations' | 'hasTable'>,
): Promise<FittedItems> {
  const features = siteFeatures(items);
  const input = { items, described: [describe(items, content)], encodeAll, features, seed: SEED };
  const fitted = await fitContentPath(input, { ...(iterations && { iterations }), hasTable });
  const { table, meaningWeight: _, frozen: __, ...path } = fitted;
  const rows = items.map((item, i): BundleItem => {
    const ofItem = features.subarray(i * FEATURES.length, (i + 1) * FEATURES.length);
    return { ...item, text: itemText(item.fields), features: ofItem, hasResidual: true };
  });
  const itemToItem = table && { ids: items.map(({ id }) => id), table };
  return { ...path, items: rows, contentVectors: content, itemToItem };
}

export async function makeOwnBundle(input: OwnBundleInput): Promise<BundleFiles> {
  const { name, generation, fitted, facets, grouped, encoderFile } = input;
  const { files } = await encodeBundle({
    ...fitted,
    name,
    facets,
    ...(grouped && wholeCatalog(fitted.items, facets, grouped)),
    textEncoderFile: encoderFile,
    catalogFolder: generationFolder(generation),
    shardDigits: 1,
    shardRows: SHARD_ROWS,
  });
  return files;
}

/** With what is made once all items are there: groups, and what words mean to them. */
function wholeCatalog(fitted: FittedItems['items'], ofFile: OwnBundleInput['facets'], grouped: GroupedItems) {
  const items = fitted.map((item, i) => inGroup(item, i, grouped));
  const facets = [{ name: GROUP_FACET, label: 'About' }, ...ofFile];
  const { language } = compileLanguage({ items, facets });
  return { items, facets, codebooks: grouped.codebooks, language };
}

function inGroup(item: BundleItem, i: number, grouped: GroupedItems): BundleItem {
  const group = grouped.groups[i];
  const facets = group === undefined ? item.facets : { ...item.facets, [GROUP_FACET]: [group] };
  return { ...item, facets, semanticId: semanticIdOf(grouped, i) };
}
