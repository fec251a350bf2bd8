import { readFilms } from './demo/films/cleaning/read-films.ts';
import { measureSearch } from './demo/films/language/measure-search.ts';
import { openFilmEngine } from './demo/films/taste/film-engine.ts';
const { films } = readFilms();
const engine = await openFilmEngine('public/models');
console.log((await measureSearch(engine, films, 'development')).join('\n'));
await engine.dispose();
