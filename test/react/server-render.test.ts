// A site that renders on a server: hooks and components give what loads, nothing is opened, and nothing is left behind.
import { expect, test } from 'vitest';

// By names: their types are those of a page, and would be those of every test in Node.
const MODULES = ['react', 'react-dom/server', '../../src/react/react.ts'];
const [{ createElement }, { renderToString }, privet] = await Promise.all(MODULES.map((name) => import(name)));

function Everything(): string {
  const lists = [
    privet.useForYou({ count: 3 }),
    privet.useSimilar('a'),
    privet.useGoesWith(['a']),
    privet.usePopular(),
    privet.useRecent(),
    privet.useSearch('lamp'),
  ];
  const idle = [privet.useSimilar(undefined), privet.useSearch('')];
  const { status, engine } = privet.usePrivet();
  const said = { status, engine: typeof engine, isPaused: privet.usePaused().isPaused };
  const isLoading = (list: { items: unknown[]; isLoading: boolean }) => list.items.length === 0 && list.isLoading;
  return JSON.stringify({ ...said, lists: lists.map(isLoading), idle: idle.map(isLoading) });
}

test('everything says that it loads, and fallbacks are drawn', () => {
  const before = Object.keys(globalThis);
  const children = [
    createElement(Everything, { key: 1 }),
    createElement(privet.ForYou, { key: 2, fallback: createElement('p', null, 'Soon'), children: () => 'never' }),
    createElement(privet.PrivetView, { key: 3, id: 'a' }, 'Lamp'),
  ];
  const html = renderToString(createElement(privet.PrivetProvider, { url: 'bundle/' }, children));
  const [said, rest] = html.split('<p>');
  expect(JSON.parse(said!.replaceAll('&quot;', '"'))).toEqual({
    ...{ status: 'loading', engine: 'undefined', isPaused: false },
    lists: [true, true, true, true, true, true],
    idle: [false, false],
  });
  expect(rest).toBe('Soon</p>Lamp');
  expect(Object.keys(globalThis)).toEqual(before);
});
