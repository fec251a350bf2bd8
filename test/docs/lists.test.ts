// docs/lists.md is written from the table of list calls: `npm run unit -- test/docs/lists.test.ts -u` after a change of it.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { FRAME_LISTS, LIST_CALLS, type ListCall, OTHER_RULES } from '../../src/engine/list-calls.ts';

const HEAD = `# List calls

Every list that can be asked for, as [src/engine/list-calls.ts](../src/engine/list-calls.ts) declares it: this page is written from
there. Each answers \`items\` and a \`requestId\`, and takes the rules of \`ListRules\` (\`count\`, \`where\`, \`exclude\`, \`boosts\`, \`pins\`,
\`caps\`, \`diversity\`, \`novelty\`, \`hideBought\`, \`hideViewed\`, \`hideSoldOut\`, \`minScore\`, \`anonymous\`) if nothing else is said.
An [element](elements.md) and a [hook](react.md) ask for the same; a page around a [frame](frame.md) may ask for some.

What is sold out (a \`stock\` of 0, in the catalog or by \`setFacts\`) comes behind all that can be had, whatever the call. In a
search it comes behind what else was found, and \`recent\` keeps its order. \`hideSoldOut: true\` leaves it out, \`false\` leaves it
in its place. No pin brings it to the front.

| call | answers | rules | \`count\` | element | hook | frame |
| ---- | ------- | ----- | ------- | ------- | ---- | ----- |
`;

const code = (text: string) => `\`${text}\``;
const names = (rules: readonly string[]) => rules.map(code).join(', ');

function rulesOf(name: keyof typeof LIST_CALLS): string {
  const { with: more, without, only } = OTHER_RULES[name] ?? {};
  if (only) return `only ${names(only)}`;
  return [more && `and ${names(more)}`, without && `not ${names(without)}`].filter(Boolean).join('; ');
}

test('the reference says what the table does, and every list with an element has its hook', async () => {
  // By its path: what runs in a page is no part of the types of tests in Node.
  const react = await import(resolve('src/react/react.ts'));
  const source = await readFile('src/engine/list-calls.ts', 'utf8');
  const rows = Object.entries<ListCall>(LIST_CALLS).map(([name, { beside, count = 20, element }]) => {
    const [, comment] = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\n  ${name}\\(`).exec(source)!;
    const text = comment!.replace(/\n\s*\* ?/g, ' ').trim();
    const component = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    if (element) expect(react).toHaveProperty(`use${component}`);
    const call = `${name}(${beside === 'item' ? 'itemId, ' : beside ? 'itemIds, ' : ''}rules)`;
    const cells = [code(call), text, rulesOf(name as keyof typeof LIST_CALLS), count];
    cells.push(element ? code(`<privet-${element}>`) : '', element ? code(`use${component}`) : '');
    return `| ${[...cells, FRAME_LISTS.some((list) => list === name) ? 'yes' : ''].join(' | ')} |\n`;
  });
  await expect(HEAD + rows.join('')).toMatchFileSnapshot('../../docs/lists.md');
});
