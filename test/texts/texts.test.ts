// demo/app/TEXTS.md has every text that the film app can show: `npm run texts` writes it anew after a change.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readTexts, TEXTS_FILE, textsOf, textsPage } from '../../scripts/texts.ts';

test('texts of templates, of attributes and of strings are found, and code is not', () => {
  const source = `import { html } from 'lit export';
    const styles = css\`p { content: 'Not this one' }\`;
    const label = { like: 'Like it', 'some key': 'all small' };
    document.querySelector('main > .part');
    export const view = (name: string) => html\`<p class=\${name ? 'two classes' : ''} title="Read more">Hello <b>\${name}</b>, it is
      \${name === 'not shown' ? 'Late already' : \`\${name} o'clock\`}</p>\`;`;
  expect(textsOf('a.ts', source).map(({ text }) => text)).toEqual([
    'Like it',
    'all small',
    'Hello …, it is …',
    'Read more',
    'Late already',
    "… o'clock",
  ]);
});

test('the page is up to date', async () => {
  expect(await readFile(TEXTS_FILE, 'utf8'), 'npm run texts').toBe(textsPage(readTexts()));
});
