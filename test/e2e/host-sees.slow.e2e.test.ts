// As host-sees.e2e.test.ts, where service workers are kept away.
import { test } from 'vitest';
import { useBrowser } from './harness.ts';
import { expectTheSame } from './opposite-visitors.ts';

useBrowser();

test(
  'without a service worker as well, two who do opposite things are the same to the host',
  () => expectTheSame('block'),
  600_000,
);
