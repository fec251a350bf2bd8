// Looks at the storage of an origin and spoils it, without any code of ours.
globalThis.raw = {
  /** Gives a database another layout. */
  changeLayout: (name, change) =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 9);
      request.onupgradeneeded = () => new Function('database', change)(request.result);
      request.onsuccess = () => resolve(request.result.close());
      request.onerror = () => reject(request.error);
    }),

  /** Keeps everybody else from the database until `endUpgrade`, which leaves it as it was. */
  holdUpgrade: (name) =>
    new Promise((resolve) => {
      const request = indexedDB.open(name, 99);
      request.onupgradeneeded = () => {
        const tx = request.transaction;
        globalThis.raw.endUpgrade = () => tx.abort();
        const hold = () => {
          tx.objectStore('meta').count().onsuccess = hold;
        };
        hold();
        resolve();
      };
    }),

  /** Where the origin's storage has the word: every record of every database, and all else. */
  async find(word) {
    const found = [];
    for (const { name } of await indexedDB.databases()) {
      if (name === 'privet-scratch') continue; // random numbers, while something is written over
      const database = await answer(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const records = await answer(database.transaction(store).objectStore(store).getAll());
        if (JSON.stringify(records).includes(word)) found.push(`IndexedDB ${name} ${store}`);
        if (store === 'sealed' && records.length > 0) found.push(`IndexedDB ${name}: sealed records`);
      }
      database.close();
    }
    for (const storage of [localStorage, sessionStorage]) {
      if (JSON.stringify({ ...storage }).includes(word)) found.push('local or session storage');
    }
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) if (url.includes(word)) found.push(`cache ${name}`);
    }
    return found;
  },
};

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
