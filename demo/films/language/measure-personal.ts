// What is the person's vote worth to a search? Plain kinds, searched by written people: good films of the first twenty that they
// do not know, with their history and without it.
import type { Engine } from '../../../src/engine/engine.ts';
import type { Film } from '../cleaning/read-films.ts';
import { tell } from '../taste/film-engine.ts';
import type { Persona } from '../taste/personas.ts';

/** What is searched, and the facet values that satisfy it. */
const KINDS: readonly [query: string, facet: string, values: readonly string[]][] = [
  ['comedy', 'genre', ['Comedy']],
  ['thriller', 'genre', ['Thriller/Suspense']],
  ['drama', 'genre', ['Drama']],
  ['horror', 'genre', ['Horror']],
  ['science fiction', 'genre', ['Science Fiction']],
  ['french films', 'country', ['France']],
  ['sad films', 'mood', ['sad', 'heartbreaking']],
  ['films about family', 'theme', ['family']],
  ['slow films', 'pace', ['slow']],
  ['films from the 2010s', 'decade', ['2010s']],
];
const PAGE = 20;
/** A kind of which a person has fewer good films is not asked for. */
const LEAST_GOOD = 5;
/** Two-sided 95 % of a normal distribution. */
const Z = 1.96;

export async function measurePersonalSearch(
  engine: Engine,
  films: readonly Film[],
  personas: readonly Persona[],
): Promise<string[]> {
  const gains: number[] = [];
  let [withHistory, without, fitting] = [0, 0, 0];
  for (const persona of personas) {
    const known = new Set([...persona.likes, ...persona.dislikes]);
    const page = async (query: string) => {
      const { items } = await engine.search({ query, count: PAGE + known.size });
      return items.filter(({ itemId }) => !known.has(itemId)).slice(0, PAGE);
    };
    for (const [query, facet, values] of KINDS) {
      const isKind = (facets: Record<string, string[]>) =>
        facets[facet]?.some((value) => values.includes(value)) ?? false;
      if (films.filter((film) => isKind(film.facets) && persona.good.has(film.itemId)).length < LEAST_GOOD) continue;
      await tell(engine, persona);
      const personal = await page(query);
      await engine.forget();
      const plain = await page(query);
      const [good, usual] = [personal, plain].map(
        (list) => list.filter(({ itemId }) => persona.good.has(itemId)).length,
      );
      withHistory += good!;
      without += usual!;
      fitting += personal.filter(({ facets }) => isKind(facets)).length;
      gains.push(good! - usual!);
    }
  }
  const n = gains.length;
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / n;
  const deviation = Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / n);
  return [
    `search: the person's vote, ${n} pairs of a person and a kind: good films of ${PAGE} ${(withHistory / n).toFixed(2)}, ` +
      `without the person ${(without / n).toFixed(2)}; gain ${mean.toFixed(2)} ± ${((Z * deviation) / Math.sqrt(n)).toFixed(2)}; ` +
      `${(fitting / n).toFixed(2)} of ${PAGE} are of the kind`,
  ];
}
