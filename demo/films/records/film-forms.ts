// What a line of demo/films/data/forms.jsonl must be: how a film is made (drawn, silent, in black and white …), and the
// studio by whose name people look for it. A film with neither has no line: the writer went through all films.
import * as v from 'valibot';
import { filmId, strict, terms } from './film-record.ts';
import { FORMS, STUDIOS } from './vocabularies.ts';

/** What drawn and moved films are as well. */
const IMPLIED = [
  { form: 'anime', by: ['animation'] },
  { form: 'stop motion', by: ['animation', 'live action and animation'] },
] as const;

export const filmFormsFields = strict({
  id: filmId,
  form: v.optional(terms(FORMS, 'forms', 0, FORMS.length), []),
  studio: v.optional(terms(STUDIOS, 'studios', 0, STUDIOS.length), []),
});

export const filmFormsSchema = v.pipe(
  filmFormsFields,
  v.check(({ form, studio }) => form.length + studio.length > 0, 'a form or a studio'),
  v.check(
    ({ form }) => IMPLIED.every((rule) => !form.includes(rule.form) || rule.by.some((other) => form.includes(other))),
    'animation beside anime, animation (also with live action) beside stop motion',
  ),
);

export type FilmForms = v.InferOutput<typeof filmFormsSchema>;
