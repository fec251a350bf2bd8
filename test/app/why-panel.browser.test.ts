// "Why is it here?": what lifts a film comes first, what speaks against it apart and under its own heading.
import { beforeEach, expect, test } from 'vitest';
import type { WhyPanel } from '../../demo/app/item/why-panel.ts';
import '../../demo/app/item/why-panel.ts';
import type { Reason } from '../../src/sdk/index.ts';

let panel: WhyPanel;

const reason = (title: string, effect: number): Reason => ({
  event: { type: 'like', itemId: title, time: 0, sequence: 0 },
  item: { itemId: title, itemIndex: 0, title, facets: {}, details: {} },
  effect,
});

/** The rows of the panel in the order in which they are read, headings and sentences. */
async function read(reasons: readonly Reason[]): Promise<string[]> {
  panel.reasons = reasons;
  await panel.updateComplete;
  const rows = [...panel.shadowRoot!.querySelectorAll('h3, p')];
  return rows.map((row) => row.textContent.replace(/\s+/g, ' ').trim());
}

beforeEach(() => {
  document.body.innerHTML = '<why-panel></why-panel>';
  panel = document.querySelector('why-panel')!;
});

test('the taps that lift it come first, though others matter more', async () => {
  const rows = await read([reason('Moon', -1), reason('Alien', 0.5), reason('Big', -0.4), reason('Aliens', 0.2)]);
  expect(rows).toHaveLength(5);
  expect(rows[0]).toMatch(/^Liked Alien .*: pulls it up somewhat\.$/);
  expect(rows[1]).toMatch(/^Liked Aliens .*: pulls it up slightly\.$/);
  expect(rows[2]).toBe('What speaks against it');
  expect(rows[3]).toMatch(/^Liked Moon .*: pushes it down strongly\.$/);
  expect(rows[4]).toMatch(/^Liked Big /);
});

test('no heading where nothing speaks against it', async () => {
  expect(await read([reason('Alien', 1)])).toHaveLength(1);
});

test('where no tap lifts it, that is said', async () => {
  const rows = await read([reason('Moon', -1)]);
  expect(rows[0]).toMatch(/^Nothing you rated speaks for it/);
  expect(rows.slice(1)).toEqual(['What speaks against it', expect.stringMatching(/^Liked Moon /)]);
});

test('without any tap in play, the order that everyone begins with is named', async () => {
  expect((await read([]))[0]).toContain('Nothing you rated plays a part.');
});
