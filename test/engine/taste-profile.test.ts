import { describe, expect, it } from 'vitest';
import { ItemCatalog } from '../../src/catalog/item-catalog.ts';
import { liftOf, tasteProfile } from '../../src/engine/my-data/taste-profile.ts';
import type { Marks } from '../../src/history/events.ts';
import { createMemoryBundle, makeItems } from '../bundle/memory-host.ts';

const NUM_ITEMS = 200;

/** 200 films: a tenth are westerns by one director, the others are dramas by as many directors. */
async function catalogOf(): Promise<ItemCatalog> {
  const { manifest } = await createMemoryBundle();
  const catalog = new ItemCatalog({ ...manifest, numItems: NUM_ITEMS });
  const items = makeItems(0, NUM_ITEMS);
  items.facets.genre = items.ids.map((_, i) => [i % 10 === 0 ? 'Western' : 'Drama']);
  items.details = { director: items.ids.map((_, i) => (i % 10 === 0 ? 'Sergio Leone, Other One' : `Somebody ${i}`)) };
  catalog.append(items, { firstItemIndex: 0, path: 'items' });
  return catalog;
}
const marked = (marks: Marks, ...rows: number[]) => rows.map((row) => [`film-${row}`, marks] as const);
const valuesOf = (traits: readonly { value: string }[]) => traits.map(({ value }) => value);

describe('the taste profile', () => {
  it('names what is liked more than its share, with the counts behind it', async () => {
    const profile = tasteProfile(await catalogOf(), new Map(marked({ taste: 'like' }, 0, 10, 20, 30, 1)), ['director']);
    expect(profile).toMatchObject({ numLiked: 5, numDisliked: 0, numItems: NUM_ITEMS, dislikes: [] });
    const western = profile.likes.find(({ value }) => value === 'Western')!;
    expect(western).toMatchObject({ name: 'genre', numLiked: 4, numDisliked: 0, numItems: 20 });
    expect(western.lift).toBeGreaterThan(0);
    expect(valuesOf(profile.likes)).toContain('Sergio Leone');
    expect(valuesOf(profile.likes)).not.toContain('Drama');
    expect(valuesOf(profile.likes)).not.toContain('Somebody 1');
  });

  it('names what is disliked, and nothing that is liked and disliked alike', async () => {
    const catalog = await catalogOf();
    const dislikes = marked({ taste: 'dislike' }, 0, 10, 20, 30);
    const turned = tasteProfile(catalog, new Map([...dislikes, ...marked({ taste: 'like' }, 1, 2, 3, 4, 5)]), []);
    expect(valuesOf(turned.dislikes)).toContain('Western');
    expect(valuesOf(turned.likes)).not.toContain('Western');
    const torn = tasteProfile(catalog, new Map([...dislikes, ...marked({ taste: 'like' }, 40, 50, 60, 70)]), [
      'director',
    ]);
    expect([valuesOf(torn.likes), valuesOf(torn.dislikes)].flat()).not.toContain('Western');
  });

  it('says nothing of a share like the catalog’s, of hidden films, and of films that it does not have', async () => {
    const catalog = await catalogOf();
    const even = tasteProfile(catalog, new Map(marked({ taste: 'like' }, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)), ['director']);
    expect(even.likes).toEqual([]);
    const none = tasteProfile(
      catalog,
      new Map([...marked({ hidden: true }, 0, 10, 20), ['gone', { taste: 'like' }]]),
      [],
    );
    expect(none).toMatchObject({ numLiked: 0, numDisliked: 0, likes: [] });
  });

  it('grows surer with the number of films at the same share', () => {
    const [few, many] = [liftOf(2, 4, 20, 200), liftOf(20, 40, 20, 200)];
    expect(many.evidence).toBeGreaterThan(few.evidence);
    expect(liftOf(1, 10, 20, 200).lift).toBeCloseTo(0, 5);
  });
});
