// Real texts for the encoder's tests: film titles and film descriptions from the installed vega-datasets (nothing of it
// is committed), and sentences of our own as people type them into a search box.

import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { itemText } from '../../src/text/item-text.ts';

export const SENTENCES = [
  'a funny space adventure for kids',
  'something slow and beautiful about getting old',
  'films like Alien, but set under water',
  'heist with a twist at the end',
  'Which musical has the most rain in it?',
  'two friends open a bakery and fall out over money',
  'documentary about mountains, no narration please',
  'the one where the dog comes home',
  'Scary, but not bloody!',
  'un film français avec Amélie',
  'vampires in 1980s California',
  'war seen by a nurse',
  'an honest lawyer against a dishonest town',
  '“quotes”, dashes — and 12:30 times',
  'ROBOTS',
  'robots',
  'кино про любовь',
  'a detective who cannot sleep',
  'courtroom drama from the 50s, black and white',
  'animals that talk and a villain that sings',
];

/** Our sentences, and titles or item texts of films spread over the catalog; all different. */
export function sampleTexts(numFilms: number): string[] {
  const { films } = readFilms();
  const texts = Array.from({ length: numFilms }, (_, i) => {
    const { title, textFields } = films[Math.floor((i * films.length) / numFilms)]!;
    return i % 3 === 0 ? title : itemText(textFields);
  });
  return [...new Set([...SENTENCES, ...texts])];
}
