// That everything was ordered to be erased: noted before anything is tried and until it is done, whatever ends meanwhile. Pages
// keep the note outside of IndexedDB, which may be what fails (sdk/owed-erasures.ts). One tab at a time pays what is owed.

export interface ErasureNote {
  order(): Promise<void>;
  isOwed(): Promise<boolean>;
  paid(): Promise<void>;
}

/** For the life of a log: where nobody keeps notes. */
export function noteInMemory(): ErasureNote {
  let isOwed = false;
  return {
    order: async () => void (isOwed = true),
    isOwed: async () => isOwed,
    paid: async () => void (isOwed = false),
  };
}

/** Pages that came over plain http have no locks: two of their tabs may erase at the same time. */
export async function inErasure<T>(databaseName: string, work: () => Promise<T>): Promise<T> {
  const { locks } = globalThis.navigator ?? {};
  return locks ? locks.request(`privet-erasure:${databaseName}`, work) : work();
}
