// `npm run attack -- soak`: one long visit to the app.
import { progressBar } from '../../../src/pipeline/terminal/progress-bar.ts';
import { growthOf, MOST_GROWTH, type SoakRow, soak } from '../soak.ts';
import { withBuiltApp } from './with-built-app.ts';

export async function soakApp(minutes = '30', seed = '1'): Promise<boolean> {
  console.log(`seed ${seed}; memory in MB after the garbage was collected`);
  console.log('| minute | acts | lists compared | workers ended | GPUs lost | calls | page | workers | problems |');
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  const bar = progressBar('soak');
  const { rows, problems, rejected } = await withBuiltApp((folder) =>
    soak(folder, {
      ...{ minutes: Number(minutes), seed: Number(seed) },
      onRow: (row) => console.log(soakLine(row)),
      onProblem: (problem) => console.log(problem),
      onProgress: (done, total) => bar.update(done, total),
    }),
  ).finally(() => bar.stop());
  const growth = growthOf(rows);
  console.log(`${problems.length} problems; rejected: ${JSON.stringify(rejected)}; memory ${growth.toFixed(3)} times that of \
the second row, at most ${MOST_GROWTH}`);
  return problems.length === 0 && growth <= MOST_GROWTH;
}

function soakLine({ minutes, numActs, numLists, numWorkerEnds, numDevicesLost, numCalls, heap, numProblems }: SoakRow) {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(2);
  const memory = [megabytes(heap.page), `${megabytes(heap.workers)} (${heap.numWorkers})`];
  const cells = [numActs, numLists, numWorkerEnds, numDevicesLost, numCalls, ...memory, numProblems];
  return `| ${[minutes.toFixed(1), ...cells].join(' | ')} |`;
}
