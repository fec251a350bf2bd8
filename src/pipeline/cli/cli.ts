// The program that bin/privet.mjs loads through tsx; as a thread of itself it does parts of a build.

import { isPartThread, servePartThread } from '../parts/run-on-threads.ts';

if (isPartThread()) servePartThread();
else {
  const [{ main }, { runProcess }] = await Promise.all([import('./main.ts'), import('./program.ts')]);
  await runProcess(main);
}
