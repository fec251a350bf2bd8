// `npm run attack -- host-times`: whether a host could tell by the times of requests who acts and who does nothing.
import { progressBar } from '../../../src/pipeline/terminal/progress-bar.ts';
import { type HostTimes, measureHostTimes, type ToldApart, tellApart } from '../host-times.ts';
import { withBuiltApp } from './with-built-app.ts';

/** Every so many of the requests are printed. */
const PRINTED = 5;

export async function hostTimes(visits = '100'): Promise<boolean> {
  const bar = progressBar('visits');
  const times = await withBuiltApp((folder) =>
    measureHostTimes(folder, Number(visits), (done, total) => bar.update(done, total)),
  ).finally(() => bar.stop());
  const { paths, busy, idle, numActs } = times;
  console.log(`${busy.length} visits each; ${(numActs / busy.length).toFixed(1)} acts a busy visit`);
  printTimes(times);
  const half = (rows: readonly number[][], rest: number) => rows.filter((_, i) => i % 2 === rest);
  print('busy against idle', tellApart(paths, busy, idle));
  print('idle against idle', tellApart(paths, half(idle, 0), half(idle, 1)));
  return true;
}

function printTimes({ paths, busy, idle }: HostTimes): void {
  console.log('| asked for | busy, ms (quartiles) | idle, ms (quartiles) |\n| --- | ---: | ---: |');
  for (const [i, path] of paths.entries()) {
    if (i % PRINTED > 0 && i < paths.length - 1) continue;
    console.log(`| ${path} | ${quartiles(busy.map((row) => row[i]!))} | ${quartiles(idle.map((row) => row[i]!))} |`);
  }
}

/** `120 (100 to 150)` */
function quartiles(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))]!);
  return `${at(0.5)} (${at(0.25)} to ${at(0.75)})`;
}

function print(what: string, { best, logistic }: ToldApart): void {
  console.log(`${what}: area under the curve ${logistic.toFixed(2)} by all times together; the most telling ones:`);
  for (const { name, area } of best) console.log(`  ${area.toFixed(2)} ${name}`);
}
