// What a person does in the app on a long evening. Each act begins at home and ends there; it throws where the page does
// not show in time what it must.
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Random } from '../../src/numerics/random.ts';

export interface Visit {
  context: BrowserContext;
  page: Page;
  /** Of the app. */
  url: string;
  random: Random;
}

export type Act = (visit: Visit) => Promise<void>;

/** A history that grows is no leak, but looks like one. */
const EVENTS_AT_MEASUREMENT = 20;
const SENTENCES = [
  ...['a slow heist film with a twist', 'a funny space adventure for kids', 'korean thriller under two hours, no gore'],
  ...['blade runner', 'lonely robots', 'a musical about the theatre', 'something like alien but funny', 'tarantino'],
];
const WISHES = ['lighter tonight', 'nothing from before 1990', 'no violence', 'more comedies', 'something short'];
const MENUS = ['Mood', 'Theme', 'Set in', 'Made for', 'Length', 'Made as'];
const OPINIONS = ['Like', 'Dislike', 'Save', 'Hide', 'Seen'] as const;
const PLANTS = `name,kind,about\n${Array.from({ length: 30 }, (_, i) => {
  const kind = ['fern', 'cactus', 'orchid'][i % 3];
  return `Plant ${i},${kind},"A ${kind} that wants ${i % 7} cups of water and ${i % 5} hours of sun."`;
}).join('\n')}\n`;

const pick = <T>(random: Random, from: readonly T[]): T => from[random.integer(from.length)]!;

/** Cards of the list, or of what a search found. */
export const films = (page: Page): Locator =>
  page.locator(
    'privet-app[data-phase=ready] home-view .recommended:not([hidden]) film-grid film-card, home-view film-grid.found film-card',
  );

/** Waits in the program: what the page waits for is forbidden by its policy. @param isSo  an expression of the page */
export async function until(page: Page, isSo: string, limitMs = 60_000): Promise<void> {
  for (const end = Date.now() + limitMs; !(await page.evaluate(isSo)); await page.waitForTimeout(50)) {
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain for ${isSo}`);
  }
}

/** Two frames and an answer of the engine: what an act set off has been drawn. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate('privet.forYou({ count: 1 })');
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

export async function goHome({ page, url }: Pick<Visit, 'page' | 'url'>): Promise<void> {
  for (let i = 0; i < 3 && (await page.getByRole('dialog').count()) > 0; i++) await page.keyboard.press('Escape');
  await page.goto(`${url}#/`);
  await page.locator('film-dialog, keys-dialog, privacy-dialog').waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('');
  await page.locator('home-view .results').waitFor({ state: 'detached' });
  await page.evaluate('document.activeElement?.blur(), scrollTo(0, 0)');
  // No film may be all that was wished at once.
  const isEmpty = page.locator('home-view .empty');
  await films(page).first().or(isEmpty).first().waitFor();
  if ((await isEmpty.count()) === 0) return;
  await clearFilters(page);
  await unsteer(page);
  await films(page).first().waitFor();
}

/** Says something of one of the first films, and waits until the list has taken it in. Nothing else may be recorded meanwhile. */
export async function tap({ page, random }: Visit, opinion = pick(random, OPINIONS)): Promise<void> {
  const title = pick(random, (await films(page).getByRole('heading').allTextContents()).slice(0, 16));
  // By its name: what stands at a place may be another one by the time of the click.
  const named = page.getByRole('heading', { name: title, exact: true });
  const card = films(page).filter({ has: named }).first();
  const before = await page.evaluate(() => privet.events({ limit: 0 }).then(({ numEvents }) => numEvents));
  const inMenu = opinion === 'Hide' || opinion === 'Seen';
  if (inMenu) await card.getByRole('button', { name: /^More about / }).click();
  await card.getByRole(inMenu ? 'menuitemcheckbox' : 'button', { name: new RegExp(`^${opinion} `) }).click();
  // A question that ended with its worker is asked again.
  await until(page, `privet.events({ limit: 0 }).then(({ numEvents }) => numEvents > ${before}, () => false)`);
  await settled(page);
}

const tapAndUndo: Act = async (visit) => {
  await tap(visit);
  await visit.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await settled(visit.page);
};

const search: Act = async ({ page, random }) => {
  const box = page.getByRole('combobox', { name: 'Search by a sentence' });
  await box.fill(pick(random, SENTENCES));
  await box.press('Enter');
  await page.locator('home-view .results search-answer').waitFor();
  await until(page, "![...watchedCalls.underWay.values()].includes('search')");
  await settled(page);
};

const openFilm: Act = async ({ page, random }) => {
  // What was wished and filtered may leave few.
  const among = Math.min(8, await films(page).count());
  await films(page).nth(random.integer(among)).getByRole('link').first().click();
  await page.locator('film-dialog film-card').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};

const openMap: Act = async ({ page, random }) => {
  await page.getByRole('navigation').getByRole('link', { name: 'Map' }).click();
  await page.locator('map-view .near').getByRole('link').first().waitFor();
  const picture = page.getByRole('application');
  await picture.focus();
  for (let i = 0; i < 6; i++) await picture.press(pick(random, ['ArrowLeft', 'ArrowUp', '+', '-', 'ArrowRight']));
};

const filter: Act = async ({ page, random }) => {
  await page.getByRole('button', { name: /^Filters/ }).click();
  const panel = page.locator('filter-panel');
  const heading = page.getByRole('heading', { name: pick(random, MENUS), exact: true });
  const section = panel.locator('details').filter({ has: heading });
  await section.waitFor();
  if (!(await section.evaluate((details: { open: boolean }) => details.open))) await section.locator('summary').click();
  const values = section.locator('.values .chip[aria-disabled=false]');
  if ((await values.count()) > 0) await values.nth(random.integer(Math.min(3, await values.count()))).click();
  await panel.getByRole('button', { name: 'Done' }).click();
  await panel.waitFor({ state: 'detached' });
  await settled(page);
};

async function clearFilters(page: Page): Promise<void> {
  const clear = page.getByRole('button', { name: 'Clear', exact: true });
  if (await clear.isVisible()) await clear.click();
  await settled(page);
}

const steer: Act = async ({ page, random }) => {
  const field = page.getByRole('combobox', { name: 'Search by a sentence' });
  await field.fill(pick(random, WISHES));
  await field.press('Shift+Enter');
  await page.locator('active-filters .said').first().waitFor();
  await settled(page);
};

/** All that steers. */
async function unsteer(page: Page): Promise<void> {
  const crosses = page.locator('active-filters .said .cross');
  for (let left = await crosses.count(); left > 0; left--) {
    await crosses.first().press('Enter');
    await until(page, `privet.steering().then(({ wishes }) => wishes.length < ${left})`);
    await settled(page);
  }
}

const surprise: Act = async ({ page, random }) => {
  const slider = page.getByRole('slider', { name: 'How surprising' });
  await slider.focus();
  await slider.press(pick(random, ['ArrowLeft', 'ArrowRight', 'Home', 'End']));
  await settled(page);
};

const showMore: Act = async ({ page }) => {
  const before = await films(page).count();
  if (before > 60) return;
  const more = page.getByRole('button', { name: 'Show more films' });
  if (!(await more.isVisible())) return; // a narrow list has all its films on screen
  await more.click();
  await until(page, '!watchedCalls.underWay.size');
};

const readHood: Act = async ({ page, url }) => {
  await page.goto(`${url}#/hood`);
  await page.locator('hood-network tbody tr').first().waitFor();
  await page.getByRole('button', { name: 'Ask ten times' }).click();
  await settled(page);
};

const readData: Act = async ({ page, url }) => {
  await page.goto(`${url}#/data`);
  await page.locator('event-list .count').waitFor();
  await page.locator('taste-profile').waitFor();
};

/** The history of this very person, and some events that are new. */
const importHistory: Act = async ({ page, url, random }) => {
  await page.goto(`${url}#/data`);
  const history = JSON.parse(await page.evaluate(() => privet.export()));
  const { items } = await page.evaluate(() => privet.popular({ count: 100 }));
  const time = Date.now() - 1000 * random.integer(1_000_000);
  history.events.push({ type: 'like', itemId: pick(random, items).itemId, time });
  await bringFile(page.getByLabel('Files to import'), 'history.json', JSON.stringify(history));
  await until(page, `privet.export().then((text) => text.includes('"time":${time}}'))`);
  await settled(page);
};

/** By a script in the page: `setInputFiles` holds the field, and with it the view, for as long as the page lives. */
const bringFile = (field: Locator, name: string, text: string): Promise<void> =>
  field.evaluate(
    (field: { files: unknown; dispatchEvent(event: Event): void }, { name, text }) => {
      const { DataTransfer } = globalThis as unknown as {
        DataTransfer: new () => { items: Set<File>; files: unknown };
      };
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name));
      field.files = transfer.files;
      field.dispatchEvent(new Event('change'));
    },
    { name, text },
  );

/** Another tab changes the taste, is closed, and this one follows. */
const secondTab: Act = async (visit) => {
  const { context, page, url } = visit;
  const other = await context.newPage();
  try {
    await other.goto(url);
    await films(other).first().waitFor();
    await tap({ ...visit, page: other }, 'Like');
    await other.evaluate('privet.export()'); // the tap is shown before it is stored; what a closed tab did not store is gone
  } finally {
    await other.close();
  }
  await page.getByRole('button', { name: 'Refresh the list' }).click();
  await settled(page);
};

/** A catalog of their own, built the first time and found again the next; a like changes its list. */
const ownCatalog: Act = async ({ page, url, random }) => {
  await page.goto(`${url}#/own`);
  const cards = page.locator('own-view > own-card, own-view ol own-card');
  // The view offers to choose a file until it knows that there is a catalog.
  const isBuilt = await cards
    .first()
    .waitFor({ timeout: 15_000 })
    .then(() => true)
    .catch(() => false);
  if (!isBuilt) {
    await bringFile(page.locator('own-drop input[type=file]'), 'plants.csv', PLANTS);
    await page.getByRole('button', { name: 'Build the catalog' }).click();
  }
  await cards.first().waitFor();
  await cards
    .nth(random.integer(5))
    .getByRole('button', { name: /^(Like|Dislike) / })
    .first()
    .click();
};

/** With how often each is done. */
export const ACTS: readonly { name: string; weight: number; act: Act }[] = [
  { name: 'tap', weight: 8, act: (visit) => tap(visit) },
  { name: 'tap and undo', weight: 3, act: tapAndUndo },
  { name: 'search', weight: 4, act: search },
  { name: 'film page', weight: 4, act: openFilm },
  { name: 'map', weight: 2, act: openMap },
  { name: 'filter', weight: 3, act: filter },
  { name: 'clear filters', weight: 3, act: ({ page }) => clearFilters(page) },
  { name: 'steer', weight: 2, act: steer },
  { name: 'stop steering', weight: 2, act: ({ page }) => unsteer(page) },
  { name: 'how surprising', weight: 2, act: surprise },
  { name: 'more films', weight: 1, act: showMore },
  { name: 'under the hood', weight: 1, act: readHood },
  { name: 'my data', weight: 1, act: readData },
  { name: 'import', weight: 1, act: importHistory },
  { name: 'second tab', weight: 1, act: secondTab },
  { name: 'own catalog', weight: 1, act: ownCatalog },
];

export function drawAct(random: Random): (typeof ACTS)[number] {
  let left = random.next() * ACTS.reduce((sum, { weight }) => sum + weight, 0);
  return ACTS.find(({ weight }) => (left -= weight) < 0) ?? ACTS[0]!;
}

/**
 * As at every measurement, whatever was done before: some likes as the only history, and the plain list in its first
 * length. Another tab does it, as the page would after erasing everything and bringing a file.
 */
export async function startOver(visit: Visit): Promise<void> {
  const { context, page, url } = visit;
  await goHome(visit);
  const other = await context.newPage();
  try {
    await other.goto(url);
    await films(other).first().waitFor();
    await other.evaluate(async (count) => {
      const { items } = await privet.popular({ count });
      const events = items.map(({ itemId }, i) => ({ type: 'like', itemId, time: 1_750_000_000_000 + i }));
      await privet.forget();
      await privet.import(JSON.stringify({ format: 'privet-history', version: 1, events }));
    }, EVENTS_AT_MEASUREMENT);
  } finally {
    await other.close();
  }
  await page.getByRole('button', { name: 'Refresh the list' }).click();
  await clearFilters(page);
  await page.getByRole('slider', { name: 'How surprising' }).press('Home');
  await settled(page);
}
