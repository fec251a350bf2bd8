// How many codes a catalog needs. The rule: about as many codes on the first level as items under each of them, the
// square root of the catalog, so that a person could look through either; and enough levels that there are several
// possible IDs an item. Large codebooks cost bytes (512 floats a centroid) and leave codes unused, small ones put
// unlike items together.
//
//     items       levels x codes     possible IDs
//     300         3 x 16                    4,096
//     4,281       3 x 64                  262,144
//     100,000     3 x 256              16,777,216
//     1,000,000   4 x 256           4,294,967,296

import { MAX_CODEBOOK_SIZE } from './residual-quantizer.ts';

const MIN_CODEBOOK_SIZE = 8;
const MIN_LEVELS = 3;
/**
 * Possible IDs for each item where codebooks can't grow any more: clusters are uneven, and most combinations never
 * occur.
 */
const IDS_AN_ITEM = 32;

/**
 * codebookSize is the power of two nearest to sqrt(numItems), on a scale of powers, from 8 to 256; numLevels is 3, and
 * more once 256 codes a level give fewer than 32 IDs an item (above 524,288 items).
 *
 * @param numItems  at least 1
 * @throws RangeError for another number
 */
export function codebookSizes(numItems: number): { numLevels: number; codebookSize: number } {
  if (!(Number.isSafeInteger(numItems) && numItems >= 1)) {
    throw new RangeError(`codebook sizes: numItems is ${numItems}, expected an integer of at least 1`);
  }
  const nearest = 2 ** Math.round(Math.log2(numItems) / 2);
  const codebookSize = Math.min(MAX_CODEBOOK_SIZE, Math.max(MIN_CODEBOOK_SIZE, nearest));
  let numLevels = MIN_LEVELS;
  while (codebookSize === MAX_CODEBOOK_SIZE && codebookSize ** numLevels < IDS_AN_ITEM * numItems) numLevels++;
  return { numLevels, codebookSize };
}
