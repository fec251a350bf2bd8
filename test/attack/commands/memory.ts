// `npm run attack -- memory`: what large files that are refused take at their peak.
import { NODE_CASES } from '../memory/cases.ts';
import { type MeasuredCase, measureCase, problemOf } from '../memory/measure-memory.ts';
import { measureVisit, VISITS } from '../memory/visits.ts';
import { withBuiltApp } from './with-built-app.ts';

/** @param only  part of the names of the cases that are run (default: all are) */
export async function attackMemory(only = ''): Promise<boolean> {
  console.log('| what is refused | MB above idle | seconds | in these words |\n| --- | ---: | ---: | --- |');
  const problems: string[] = [];
  const tell = (measured: MeasuredCase) => {
    const { name, peakBytes, ms, error } = measured;
    const words = (error ?? 'NOT REFUSED').replaceAll('|', '\\|').slice(0, 100);
    console.log(`| ${[name, (peakBytes / 1e6).toFixed(0), (ms / 1000).toFixed(1), words].join(' | ')} |`);
    const problem = problemOf(measured);
    if (problem) problems.push(problem);
  };
  for (const [place, { name }] of NODE_CASES.entries()) {
    if (!name.includes(only)) continue;
    const measured = await measureCase(place).catch((cause: Error) => void problems.push(cause.message));
    if (measured) tell(measured);
  }
  const visits = VISITS.filter(({ name }) => name.includes(only));
  if (visits.length > 0) {
    await withBuiltApp(async (folder) => {
      for (const visit of visits) tell(await measureVisit(folder, visit));
    });
  }
  for (const problem of problems) console.log(problem);
  return problems.length === 0;
}
