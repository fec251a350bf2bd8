// `npm run attack -- infer`: what a page around a frame learns of a person, by act.
import { rm } from 'node:fs/promises';
import { progressBar } from '../../../src/pipeline/terminal/progress-bar.ts';
import { type Attacks, infer } from '../infer/infer.ts';
import { filmPeople, type Person, shopPeople } from '../infer/people.ts';
import { buildShop } from '../infer/shop.ts';
import { openWorld, type World } from '../infer/world.ts';

/** More than one list of the taste tells, at most. */
const MOST_EXCESS = 0.1;
const FILMS = 'public/models';

/** @param people  histories over the films, and over the shop */
export async function inferActs(people = '100', seed = '1'): Promise<boolean> {
  const shop = await buildShop();
  try {
    const areFilmsGood = await attackIn('films', FILMS, filmPeople, Number(people), Number(seed));
    const isShopGood = await attackIn('shop', shop, shopPeople, Number(people), Number(seed));
    return areFilmsGood && isShopGood;
  } finally {
    await rm(shop, { recursive: true, force: true });
  }
}

async function attackIn(
  name: string,
  folder: string,
  peopleOf: (world: World, count: number, seed: number) => Person[],
  count: number,
  seed: number,
): Promise<boolean> {
  const world = await openWorld(folder);
  const bar = progressBar(name);
  try {
    const attacks = await infer(world, peopleOf(world, count, seed), { onPerson: (done) => bar.update(done, count) });
    bar.stop();
    console.log(`${name}: ${count} histories of seed ${seed}, ${world.itemIds.length} items\n${tableOf(attacks)}`);
    return isGood(attacks);
  } finally {
    bar.stop();
    await world.close();
  }
}

export function isGood({ byAct, strange, leastDrawn }: Attacks): boolean {
  const isWithin = byAct.every(({ now, oneList }) => now - oneList <= MOST_EXCESS);
  return isWithin && strange.numOthers === 0 && leastDrawn >= 18 / 24;
}

function tableOf({ byAct, missing, strange, leastDrawn }: Attacks): string {
  const rows = byAct.map(({ act, oneList, before, now, by }) => {
    const figures = [oneList, before, now, now - oneList].map((area) => area.toFixed(3));
    return `| ${act} | ${figures.join(' | ')} | ${by} |`;
  });
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  const found = Object.entries(missing).map(
    ([when, { precision, recall }]) => `${when}: precision ${percent(precision)}, recall ${percent(recall)}`,
  );
  return [
    '| act | one whole list | port of before | port of now | more than the list | attacker |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...rows,
    `what is missing from the whole list, ${found.join('; ')}`,
    `answers beside the one list of a visit: ${strange.numAnswers}, of them not a stranger's: ${strange.numOthers}`,
    `of 24 that the frame draws at least ${Math.round(24 * leastDrawn)} are told`,
  ].join('\n');
}
