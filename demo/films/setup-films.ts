// Makes the film bundle in public/models unless it is there already: `node --import tsx demo/films/setup-films.ts`.
// `--force` makes it in any case. The set-up script calls this; it prints what it does and how long it will take.
import { fileURLToPath } from 'node:url';
import { SingleBar } from 'cli-progress';
import { totalBytesOf } from '../../src/bundle/bundle-files.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { filmBundleFingerprint, markBuilt, needsRebuild } from './bundle/film-bundle-state.ts';
import { makeFilmBundle } from './bundle/make-film-bundle.ts';
import { summarizeFilmReport } from './cleaning/render-film-report.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const outDir = `${root}public/models`;
const cacheDir = `${root}.cache`;
const stateFile = `${cacheDir}/film-bundle.sha256`;

const say = (message: string): void => console.log(`privet: ${message}`);

async function setUpFilms(): Promise<void> {
  const fingerprint = await filmBundleFingerprint(outDir);
  if (!process.argv.includes('--force') && !(await needsRebuild(outDir, stateFile, fingerprint))) {
    say('the film bundle is up to date');
    return;
  }
  const { ort } = await loadOnnxRuntime();
  const bar = progressBar();
  const { manifest, report, towers } = await makeFilmBundle({
    ort,
    outDir,
    cacheDir,
    onStage: (stage) => {
      bar.stop();
      say(stage);
    },
    onProgress: bar.update,
  }).finally(bar.stop);
  await markBuilt(stateFile, fingerprint);
  const sizeBytes = totalBytesOf(manifest);
  say(summarizeFilmReport(report));
  say(`made the film bundle: ${manifest.numItems} films, ${towers} towers, ${(sizeBytes / 1e6).toFixed(1)} MB`);
}

/** A bar with an ETA that starts with the first update; on no terminal it prints a line every few seconds. */
function progressBar(): { update: (numDone: number, numSteps: number) => void; stop: () => void } {
  let bar: SingleBar | undefined;
  const stop = (): void => {
    bar?.stop();
    bar = undefined;
  };
  const update = (numDone: number, numSteps: number): void => {
    if (!bar && numDone === numSteps) return; // all of it was kept from an earlier run
    if (!bar) {
      bar = new SingleBar({
        format: '  {bar} {value}/{total}, {eta_formatted} left',
        noTTYOutput: true,
        notTTYSchedule: 5000,
        hideCursor: true,
      });
      bar.start(numSteps, numDone);
    }
    bar.update(numDone);
  };
  return { update, stop };
}

await setUpFilms();
