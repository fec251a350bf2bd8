// An object whose code is fetched when it is first asked for something: what the first list does without is no part of the code that it
// waits for. When the code cannot be had, the call fails, and the next one tries again.

/** The same methods; those that return no promise return one here. */
export type Later<T> = {
  [Name in keyof T]: T[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never;
};

export interface LaterObject<T> {
  object: Later<T>;
  /** The object itself. */
  get(): Promise<T>;
  /** The object itself, if it was asked for something already. */
  made(): T | undefined;
}

export function later<T extends object>(make: () => Promise<T>): LaterObject<T> {
  let making: Promise<T> | undefined;
  let made: T | undefined;
  const get = async (): Promise<T> => {
    making ??= make();
    try {
      made = await making;
    } catch (error) {
      making = undefined;
      throw error;
    }
    return made;
  };
  const call =
    (name: string) =>
    async (...args: unknown[]) => {
      const target = (await get()) as Record<string, (...args: unknown[]) => unknown>;
      return target[name]!(...args);
    };
  const object = new Proxy({} as Later<T>, { get: (_, name) => call(String(name)) });
  return { object, get, made: () => made };
}
