// Holds the triples and the short queries to the shops, and prints how far two judges agree where a second one has
// answered. Run by `node --import tsx test/shops/check-triples.ts`; README.md has the rubric.
import { SHOP_NAMES, type ShopName } from './read-shops.ts';
import {
  agreement,
  readAnswers,
  readShortQueries,
  readTriples,
  shortQueriesFaults,
  sides,
  triplesFaults,
} from './triples.ts';

for (const shop of SHOP_NAMES) {
  const { share, numUndecided } = sides(readAnswers(shop, 1) ?? []);
  report(
    `${shop}: ${readTriples(shop).rows.length} triples, ${percent(share)} b, ${numUndecided} undecided`,
    triplesFaults(shop),
  );
  printAgreement(shop);
}
report(`short queries: ${readShortQueries().rows.length}`, shortQueriesFaults());

function report(what: string, faults: string[]): void {
  console.log(`${what}, ${faults.length} faults`);
  for (const line of faults) console.log(`  ${line}`);
  if (faults.length > 0) process.exitCode = 1;
}

function printAgreement(shop: ShopName): void {
  const [first, second] = [readAnswers(shop, 1), readAnswers(shop, 2)];
  if (!first || !second) return;
  const { numRows, agreed, kappa } = agreement(first, second);
  console.log(`  two judges: ${percent(agreed)} of the ${numRows} rows that both decided, kappa ${kappa.toFixed(2)}`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
