import { readFilms } from './demo/films/cleaning/read-films.ts';
import { measureSentences } from './demo/films/language/measure-sentences.ts';
import { openFilmEngine } from './demo/films/taste/film-engine.ts';
const { films } = readFilms();
const engine = await openFilmEngine('public/models');
console.log((await measureSentences(engine, films, 'development')).join('\n'));
await engine.dispose();
