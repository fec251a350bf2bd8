// Steering: how far does a wish move the first twenty?
import { readFilms } from './demo/films/cleaning/read-films.ts';
import { openFilmEngine, tell } from './demo/films/taste/film-engine.ts';
import { createFilmFinder } from './demo/films/taste/film-finder.ts';
import { readPersonas } from './demo/films/taste/personas.ts';
const { films } = readFilms();
const of = new Map(films.map((f) => [f.itemId, f]));
const personas = readPersonas(createFilmFinder(films)).personas.filter((_, i) => i % 2 === 0).slice(0, 10);
const engine = await openFilmEngine('public/models');
const AX: Record<string, (f: any) => number> = {
  lighter: (f) => (f.facets.mood ?? []).filter((m: string) => ['dark','bleak','violent','chilling','gritty','unsettling','cynical','scary','tense'].includes(m)).length,
  darker: (f) => -(f.facets.mood ?? []).filter((m: string) => ['dark','bleak','violent','chilling','gritty','unsettling','cynical','scary','tense'].includes(m)).length,
  slower: (f) => ({ slow: -1, steady: 0, fast: 1 } as any)[f.facets.pace?.[0]] ?? 0,
  faster: (f) => -(({ slow: -1, steady: 0, fast: 1 } as any)[f.facets.pace?.[0]] ?? 0),
  shorter: (f) => Number.parseInt(f.details.runningTime ?? '110'),
  weirder: (f) => -(f.facets.mood ?? []).filter((m: string) => ['quirky','dreamy','whimsical','provocative'].includes(m)).length,
  funnier: (f) => -(f.facets.mood ?? []).filter((m: string) => ['funny','goofy','witty','playful'].includes(m)).length,
  sadder: (f) => -(f.facets.mood ?? []).filter((m: string) => ['sad','heartbreaking','melancholic','bleak','bittersweet'].includes(m)).length,
  scarier: (f) => -(f.facets.mood ?? []).filter((m: string) => ['scary','chilling','eerie','unsettling'].includes(m)).length,
  gentler: (f) => -(f.facets.mood ?? []).filter((m: string) => ['gentle','cozy','charming','heartwarming'].includes(m)).length,
};
for (const [word, key] of Object.entries(AX)) {
  const rows = [];
  for (const p of personas) {
    await tell(engine, p);
    const mean = async () => { const { items } = await engine.forYou({ count: 20 }); return { m: items.reduce((s, { itemId }) => s + key(of.get(itemId)), 0) / 20, ids: items.map((i) => i.itemId) }; };
    const a = await mean(); await engine.steer(word); const b = await mean(); await engine.steer(word); const c = await mean(); await engine.unsteer();
    rows.push([a.m, b.m, c.m, b.ids.filter((i) => !a.ids.includes(i)).length, c.ids.filter((i) => !b.ids.includes(i)).length]);
  }
  const avg = (i: number) => (rows.reduce((s, r) => s + r[i]!, 0) / rows.length).toFixed(2);
  console.log(word.padEnd(9), 'before', avg(0), 'once', avg(1), 'twice', avg(2), 'new films', avg(3), avg(4));
}
await engine.dispose();
