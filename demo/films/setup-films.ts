// Makes the film bundle in public/models unless it is there already: `node --import tsx demo/films/setup-films.ts`.
// `--force` makes it in any case. The set-up script calls this; it prints what it does and how long it will take.
import { fileURLToPath } from 'node:url';
import { totalBytesOf } from '../../src/bundle/bundle-files.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { progressBar } from '../../src/pipeline/terminal/progress-bar.ts';
import { filmBundleFingerprint, markBuilt, needsRebuild } from './bundle/film-bundle-state.ts';
import { makeFilmBundle } from './bundle/make-film-bundle.ts';
import { summarizeFilmReport } from './cleaning/summarize-film-report.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const outDir = `${root}public/models`;
const stateFile = `${root}.cache/film-bundle.sha256`;

const say = (message: string): void => console.log(`privet: ${message}`);

async function setUpFilms(): Promise<void> {
  const fingerprint = await filmBundleFingerprint(outDir);
  if (!process.argv.includes('--force') && !(await needsRebuild(outDir, stateFile, fingerprint))) {
    say('the film bundle is up to date');
    return;
  }
  const { ort } = await loadOnnxRuntime();
  let bar = progressBar('');
  const { manifest, report, towers } = await makeFilmBundle({
    ort,
    outDir,
    onStage: (stage) => {
      bar.stop();
      say(stage);
      bar = progressBar(stage);
    },
    onProgress: (numDone, numSteps) => bar.update(numDone, numSteps),
  }).finally(() => bar.stop());
  await markBuilt(stateFile, fingerprint);
  const sizeBytes = totalBytesOf(manifest);
  say(summarizeFilmReport(report));
  say(`made the film bundle: ${manifest.numItems} films, ${towers} towers, ${(sizeBytes / 1e6).toFixed(1)} MB`);
}

await setUpFilms();
