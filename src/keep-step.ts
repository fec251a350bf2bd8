// Steps of long work that one run may find as an earlier one left them.

/**
 * Finds what the step made in an earlier run, or makes it.
 * @param step  a name of its own
 * @param make  gives the same value in every run: plain objects, lists and arrays of numbers
 */
export type KeepStep = <T>(step: string, make: () => T | Promise<T>) => Promise<T>;

export const keepNothing: KeepStep = async (_, make) => make();
