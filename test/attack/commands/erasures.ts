// `npm run attack -- erasures`: a history is erased under every fault of storage, and looked for by a new browser.
import { eraseUnder, FAULTS, hostErasures } from '../erasures.ts';

/** @param part  only faults with it in their names */
export async function attackErasures(times = '20', part = ''): Promise<boolean> {
  const host = await hostErasures();
  let numProblems = 0;
  try {
    for (const name of Object.keys(FAULTS).filter((fault) => fault.includes(part))) {
      const runs = [];
      for (let i = 0; i < Number(times); i++) runs.push(await eraseUnder(name, host, `secret${Date.now()}x${i}`));
      const problems = runs.flatMap((run) => run.problems);
      const numGone = runs.filter(({ isToldGone }) => isToldGone).length;
      const counts = [`${runs.length} erasures`, `${numGone} told gone`, `${runs.length - numGone} owed`];
      console.log(`${name}: ${counts.join(', ')}, ${problems.length} problems`);
      for (const problem of new Set(problems)) {
        console.log(`  ${problems.filter((other) => other === problem).length} times ${problem}`);
      }
      numProblems += problems.length;
    }
  } finally {
    await host.close();
  }
  return numProblems === 0;
}
