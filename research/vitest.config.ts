// Tests of what the trials share, with the Vitest of the folder above. Apart from `npm test` there.

import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/**/*.test.ts'] } });
