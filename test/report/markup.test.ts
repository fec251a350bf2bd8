import { expect, test } from 'vitest';
import { html, Markup } from '../../src/pipeline/report/markup.ts';

const HOSTILE = `"><script>alert('1')</script>&amp;`;

test('text in a template can close neither a tag nor an attribute', () => {
  const page = html`<p title="${HOSTILE}">${HOSTILE}</p>`.text;
  const escaped = '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;';
  expect(page).toBe(`<p title="${escaped}">${escaped}</p>`);
});

test('markup inside markup stays, lists are joined, absent contents vanish', () => {
  expect(html`<ul>${['<', '>'].map((text) => html`<li>${text}</li>`)}</ul>${undefined}${0}`.text).toBe(
    '<ul><li>&lt;</li><li>&gt;</li></ul>0',
  );
  expect(html`${new Markup('<b>')}`.text).toBe('<b>');
});
