// What tests of the React hooks begin with: a tree in StrictMode on the page, and an engine of a few lines that answers when
// the test says so.
import { createElement, type ReactNode, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { vi } from 'vitest';
import type { CallOptions, Privet } from '../../src/sdk/index.ts';

const roots: Root[] = [];

export interface Mounted {
  container: HTMLElement;
  render(node: ReactNode): void;
  unmount(): void;
}

export function mount(node: ReactNode): Mounted {
  const container = document.createElement('main');
  document.body.append(container);
  const root = createRoot(container);
  roots.push(root);
  const render = (next: ReactNode) => root.render(createElement(StrictMode, null, next));
  render(node);
  return { container, render, unmount: () => root.unmount() };
}

/** After each test. */
export function unmountAll(): void {
  for (const root of roots.splice(0)) root.unmount();
  document.body.replaceChildren();
}

/** React has drawn, and run its effects. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

export const item = (itemId: string) => ({ itemId, itemIndex: 0, title: itemId, facets: {}, details: {}, score: 1 });
/** An answer with these items. */
export const listOf = (...ids: string[]) => ({ items: ids.map(item), requestId: `r-${ids.join('-')}` });

type Listener = (told: unknown) => void;

/** Every list is `answer`, unless the test replaces the mock. */
export function fakeEngine(answer: object = listOf('a', 'b')) {
  const listeners = new Set<{ type: string; listener: Listener }>();
  const ask = () => vi.fn(async (..._: unknown[]): Promise<unknown> => answer);
  const fake = {
    ...{ forYou: ask(), similar: ask(), goesWith: ask(), popular: ask(), recent: ask(), search: ask() },
    reasons: vi.fn(async (ids: string[]) => ids.map((itemId) => ({ kind: 'taste', itemId, facets: {} }))),
    record: vi.fn(async () => undefined),
    isPaused: false,
    pause: vi.fn(async () => void (fake.isPaused = true)),
    resume: vi.fn(async () => void (fake.isPaused = false)),
    on: (type: string, listener: Listener) => {
      const entry = { type, listener };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    tell: (type: 'change' | 'improved') => {
      for (const entry of [...listeners]) if (entry.type === type) entry.listener({});
    },
    numListeners: () => listeners.size,
  };
  return Object.assign(fake, { asPrivet: fake as unknown as Privet });
}

/** An answer that comes when the test says so. */
export function held<T = unknown>() {
  let resolve!: (answer: T) => void;
  const promise = new Promise<T>((answer) => {
    resolve = answer;
  });
  return { promise, resolve };
}

/** The signal of a call of a mock. */
export function signalOf(call: unknown[]): AbortSignal {
  return (call.at(-1) as CallOptions).signal!;
}
