// `npm run attack -- preview`: what a page of elsewhere, a neighbour in the network or a link in the folder tries.
import { createRandom } from '../../../src/numerics/random.ts';
import { progressBar } from '../../../src/pipeline/terminal/progress-bar.ts';
import { type Attempt, fixedAttempts, raceLinks, randomAttempt, startPrey, tryOn } from '../preview-attacks.ts';

export async function attackPreview(times = '20000', seed = '1'): Promise<boolean> {
  const prey = await startPrey();
  const random = createRandom(Number(seed));
  const attempts: Attempt[] = [
    ...fixedAttempts(),
    ...Array.from({ length: Number(times) }, () => randomAttempt(random)),
  ];
  const tried = new Map<string, { count: number; problems: string[] }>();
  const bar = progressBar('requests');
  try {
    for (const [i, attempt] of attempts.entries()) {
      const group = tried.get(attempt.group) ?? { count: 0, problems: [] };
      tried.set(attempt.group, group);
      group.count++;
      const problem = await tryOn(prey, attempt);
      if (problem) group.problems.push(problem);
      bar.update(i + 1, attempts.length);
    }
    bar.stop();
    const raced = await raceLinks(prey, Number(times));
    console.log(`seed ${seed}\n| what was tried | requests | did not hold |\n| --- | ---: | ---: |`);
    for (const [group, { count, problems }] of tried) console.log(`| ${group} | ${count} | ${problems.length} |`);
    const numRaced = raced.own + raced.none + raced.outside;
    console.log(`| a folder exchanged for a link out while it is asked for | ${numRaced} | ${raced.outside} |`);
    console.log(`of those ${raced.own} got the folder's own file, ${raced.none} none`);
    const problems = [...tried.values()].flatMap((group) => group.problems);
    for (const problem of problems.slice(0, 20)) console.log(problem);
    return problems.length === 0 && raced.outside === 0;
  } finally {
    bar.stop();
    await prey.close();
  }
}
