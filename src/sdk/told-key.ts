// Where a frame keeps which items it told a page of (src/frame/visit.ts). It says something of a person, so it goes with the
// history.

/** @param database  name of the history's */
export const toldKey = (database: string) => `privet-told:${database}`;

export function forgetTold(database: string): void {
  try {
    localStorage.removeItem(toldKey(database));
  } catch {
    // Where storage is refused, nothing was kept.
  }
}
