import { expect, test } from 'vitest';
import { checkRecords } from '../../../demo/films/records/check-records.ts';
import type { FilmForms } from '../../../demo/films/records/film-forms.ts';
import { formAgreement } from '../../../demo/films/records/form-agreement.ts';

const formsOf = (...rows: [id: string, form: FilmForms['form'], studio?: FilmForms['studio']][]) =>
  new Map(rows.map(([id, form, studio = []]) => [id, { id, form, studio }]));

test('counts by value what both gave, and names the films of only one, over the sample of the second', () => {
  const first = formsOf(
    ['a', ['silent']],
    ['b', ['silent', 'anthology']],
    ['c', [], ['A24']],
    ['not asked', ['silent']],
  );
  const second = formsOf(['a', ['silent']], ['b', ['anthology']], ['c', []], ['d', ['silent']]);
  expect(formAgreement(first, second)).toEqual([
    { value: 'silent', both: 1, first: ['b'], second: ['d'] },
    { value: 'anthology', both: 1, first: [], second: [] },
    { value: 'A24', both: 0, first: ['c'], second: [] },
  ]);
});

test('two writers agree on the forms of films', () => {
  const { agreement } = checkRecords();
  const byValue = new Map(agreement.map((row) => [row.value, row]));
  for (const value of ['animation', 'anime', 'black and white', 'silent', 'stop motion']) {
    const { both, first, second } = byValue.get(value)!;
    expect((first.length + second.length) / both, value).toBeLessThan(0.05);
  }
});
