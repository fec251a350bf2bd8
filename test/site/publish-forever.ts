// A process that publishes one version after the other into a folder until it is killed: test/site/kill-publishing.ts
// does.
import { publishVersion } from './two-versions.ts';

const folder = process.argv[2]!;
for (let round = 0; ; round++) {
  process.stdout.write('.');
  await publishVersion(folder, round % 2 === 0 ? 'two' : 'one');
}
