// IndexedDB databases as they are, whatever their version and stores: for erasing and setting aside, which must not depend on
// anything that this code expects of its own.

/** Another page that holds an upgrade keeps every other one from opening the database. */
const ANSWER_TIMEOUT_MS = 5000;

/**
 * Of whatever version, with whatever stores.
 *
 * @returns undefined where there is none: none is made
 */
export async function openExisting(name: string): Promise<IDBDatabase | undefined> {
  const request = indexedDB.open(name);
  let isNew = false;
  request.onupgradeneeded = () => {
    isNew = true;
    request.transaction!.abort();
  };
  try {
    const database = await answerOf(request, (late) => late.close());
    database.onversionchange = () => database.close();
    return database;
  } catch (error) {
    if (isNew) return undefined;
    throw error;
  }
}

/** @param onLate  given what comes after nobody waits for it any more */
export function answerOf<T>(request: IDBRequest<T>, onLate: (result: T) => void = () => {}): Promise<T> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      reject(new Error(`no answer in ${ANSWER_TIMEOUT_MS} ms`));
    }, ANSWER_TIMEOUT_MS);
    request.onsuccess = () => {
      clearTimeout(timer);
      if (isOver) onLate(request.result);
      else resolve(request.result);
    };
    request.onerror = (event) => {
      event.preventDefault();
      clearTimeout(timer);
      reject(request.error ?? new Error('it failed'));
    };
  });
}

/** @throws what the transaction was aborted by */
export function committed(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new Error('its transaction was aborted'));
  });
}
