// What elements extend. On a server there are no elements: the module can be imported there all the same.

export const PageElement = globalThis.HTMLElement ?? (class {} as unknown as typeof HTMLElement);
