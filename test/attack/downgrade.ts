// Takes the lock of an encrypted history away in every way that somebody has who can write to a browser's storage, opens the page
// again, and tells what it takes the history for and whether a tap is kept in plain. Used by `npm run attack -- downgrade`.
import type { Page } from 'playwright-core';

/** In the page, with `database` open: changes what is stored. */
export interface Downgrade {
  name: string;
  /** Script; `store(mode)` is the store `sealed`, `done(request)` a promise of its result. */
  script: string;
  /** What code that holds its promise says: a word of `status.encryption`. */
  expected: 'locked' | 'disputed' | 'off';
  /** Why no page can do better, where it cannot. */
  because?: string;
}

const REMOVE_MARK = "localStorage.removeItem('privet-encrypted:privet');";
const REPLACE_BY_PLAIN = `database.close(); await done(indexedDB.deleteDatabase('privet'));
  const plain = indexedDB.open('privet', 1);
  plain.onupgradeneeded = () => {
    for (const name of ['chunks', 'meta', 'quarantine']) plain.result.createObjectStore(name, { autoIncrement: name === 'quarantine' });
  };
  await done(plain); plain.result.close();`;

export const DOWNGRADES: readonly Downgrade[] = [
  { name: 'the lock is removed', script: "await done(store().delete('lock'));", expected: 'disputed' },
  { name: 'the sealed store is emptied', script: 'await done(store().clear());', expected: 'disputed' },
  {
    name: 'the database is deleted',
    script: "database.close(); await done(indexedDB.deleteDatabase('privet'));",
    expected: 'disputed',
  },
  { name: 'the database is replaced by a plain one', script: REPLACE_BY_PLAIN, expected: 'disputed' },
  { name: 'the mark is removed', script: REMOVE_MARK, expected: 'locked' },
  {
    name: 'the lock and the mark are removed',
    script: `await done(store().delete('lock')); ${REMOVE_MARK}`,
    expected: 'disputed',
  },
  {
    name: 'fewer rounds are written into the lock',
    script:
      "const lock = await done(store().get('lock')); await done(store().put({ ...lock, iterations: lock.iterations > 600000 ? 600000 : 100000 }, 'lock'));",
    expected: 'locked',
  },
  {
    name: 'all that is sealed and the mark are removed',
    script: `await done(store().clear()); ${REMOVE_MARK}`,
    expected: 'off',
    because: 'nothing is left that could tell',
  },
];

export interface DowngradeReport {
  /** `status.encryption` of the page that is opened then. */
  says: string;
  /** What comes of the passphrase. */
  unlock: string;
  isTapKept: boolean;
  /** Whether the tap can be read in the database. */
  isPlain: boolean;
}

const PASSPHRASE = 'unclothed partner sizzling glare dreamless uncork';
const HELPERS = `const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });`;

/** @param page  of a context of its own @param url  a page with the SDK and nothing else */
export async function downgrade(page: Page, url: string, { script }: Downgrade): Promise<DowngradeReport> {
  await openSdk(page, url);
  await page.evaluate(`privet.record('like', 'before').then(() => privet.encrypt('${PASSPHRASE}'))`);
  await page.evaluate(`(async () => { ${HELPERS}
    privet.dispose();
    const database = await done(indexedDB.open('privet'));
    const store = () => database.transaction('sealed', 'readwrite').objectStore('sealed');
    ${script}
    database.close();
  })()`);
  await openSdk(page, url);
  return page.evaluate<DowngradeReport>(`(async () => { ${HELPERS}
    const says = privet.status.encryption;
    const isTapKept = await privet.record('like', 'after').then(() => true, () => false);
    const unlock = await privet.unlock('${PASSPHRASE}').then(() => 'opens', ({ name }) => name);
    privet.dispose();
    const database = await done(indexedDB.open('privet'));
    const chunks = database.objectStoreNames.contains('chunks') ? await done(database.transaction('chunks').objectStore('chunks').getAll()) : [];
    database.close();
    return { says, isTapKept, unlock, isPlain: JSON.stringify(chunks).includes('after') };
  })()`);
}

async function openSdk(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction('globalThis.privet !== undefined');
}
