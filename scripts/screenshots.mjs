// `npm run screenshots`: pictures of the built app into test-results/images; `-- docs` renews those of the
// documentation.

import { chromiumPath } from './browsers.mjs';
import { runs } from './processes.mjs';
import { fail, setUp } from './setup.mjs';

setUp();
const chromium = chromiumPath();
if (!chromium) fail('pictures need a browser');
const env = { PRIVET_CHROMIUM: chromium, PRIVET_SCREENSHOTS: process.argv[2] ?? 'all' };
process.exit(runs('vitest/vitest.mjs', ['run', '--project=screenshots'], env) ? 0 : 1);
