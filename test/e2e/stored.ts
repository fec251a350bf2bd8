// Everything that a browser stores for the origin of a page, read from within the page, to be compared and searched.
import type { BrowserContext, Page } from 'playwright-core';

export interface Stored {
  /** Records as JSON, by `database/store`. */
  records: Record<string, string[]>;
  /** SHA-256 of each body, by `cache path`. */
  cached: Record<string, string>;
  /** Names of files in the origin private file system. */
  files: string[];
  local: Record<string, string>;
  session: Record<string, string>;
  /** Paths of the scripts of service workers. */
  workers: string[];
  cookies: string[];
  /** Addresses and titles of the tab's history. */
  history: string[];
}

/** What a page can read itself. Typed arrays are written out, so that text in them is found too. */
const READ = `(async () => {
  const settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const plain = (key, value) => (ArrayBuffer.isView(value) && value.BYTES_PER_ELEMENT === 1 ? new TextDecoder().decode(value) : value);
  const records = {};
  for (const { name } of await indexedDB.databases()) {
    if (name === 'privet-scratch') continue; // random numbers, while something is written over
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([settled(objects.getAllKeys()), settled(objects.getAll())]);
      records[name + '/' + store] = keys.map((key, i) => JSON.stringify([key, values[i]], plain));
    }
    database.close();
  }
  const cached = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const body = await (await cache.match(request)).arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
      cached[name + ' ' + request.url.slice(origin.length)] = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
    }
  }
  const files = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
  const registrations = await navigator.serviceWorker.getRegistrations();
  const workers = registrations.map(({ active, waiting, installing }) => new URL((active ?? waiting ?? installing).scriptURL).pathname);
  return { records, cached, files, local: { ...localStorage }, session: { ...sessionStorage }, workers };
})()`;

export async function readStored(context: BrowserContext, page: Page): Promise<Stored> {
  const inPage = await page.evaluate<Omit<Stored, 'cookies' | 'history'>>(READ);
  const session = await context.newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  const history = entries.flatMap(({ url, title }) => [url, title]);
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`);
  return { ...inPage, cookies, history };
}

/** Where one of the texts is found, by place. */
export function tracesIn(stored: Stored, texts: readonly string[]): string[] {
  const places: [string, readonly string[]][] = [
    ...Object.entries(stored.records),
    ...(['local', 'session'] as const).map((name): [string, string[]] => [name, Object.entries(stored[name]).flat()]),
    ...(['files', 'cookies', 'history'] as const).map((name): [string, string[]] => [name, stored[name]]),
    ['caches', Object.keys(stored.cached)],
  ];
  return places.flatMap(([place, values]) =>
    texts.filter((text) => values.some((value) => value.includes(text))).map((text) => `${place}: ${text}`),
  );
}

const plural = (count: number, what: string) => (count === 0 ? 'nothing' : `${count} ${what}${count === 1 ? '' : 's'}`);

/** `where | what`, in a form that does not depend on the visit. */
export function describeStored(stored: Stored): Record<string, string> {
  const databases = new Map<string, number>();
  for (const [name, { length }] of Object.entries(stored.records)) {
    const database = name.split('/')[0]!.replace(/(privet-own-history-).*/, '$1…');
    databases.set(database, (databases.get(database) ?? 0) + length);
  }
  const paths = stored.history.filter((text) => text.startsWith('http')).map((url) => new URL(url));
  return {
    ...Object.fromEntries([...databases].map(([name, count]) => [`IndexedDB ${name}`, plural(count, 'record')])),
    'Cache Storage': plural(Object.keys(stored.cached).length, 'file'),
    OPFS: plural(stored.files.length, 'file'),
    localStorage: Object.keys(stored.local).sort().join(', ') || 'nothing',
    sessionStorage: Object.keys(stored.session).sort().join(', ') || 'nothing',
    'service workers': stored.workers.join(', ') || 'nothing',
    cookies: plural(stored.cookies.length, 'cookie'),
    'history entries': [...new Set(paths.map(({ pathname, hash }) => pathname + hash))].sort().join(', '),
  };
}

/** A table of what was there and what is there now, by place. */
export function formatTable(before: Stored, after: Stored): string {
  const [was, is] = [describeStored(before), describeStored(after)];
  const rows = [...new Set([...Object.keys(was), ...Object.keys(is)])].map((where) => [
    where,
    was[where] ?? 'nothing',
    is[where] ?? 'nothing',
  ]);
  const all = [['where', 'before', 'found after erasing'], ...rows];
  const widths = [0, 1].map((column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map(([a, b, c]) => `${a!.padEnd(widths[0]!)}  ${b!.padEnd(widths[1]!)}  ${c}`).join('\n');
}
