// Most of the bytes are for search by meaning: who asked the browser to save data gets them with the first search.

export function wantsToSaveData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
