// A process that publishes into a folder, killed from outside at any moment: the folder is one version, whole. What dies at a
// chosen step is in publish-files.test.ts.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withFolder } from '../bundle/bundle-fixture.ts';
import { killPublishing } from './kill-publishing.ts';

test('by SIGKILL, 30 times', () =>
  withFolder(async (parent) => {
    const found = await killPublishing(join(parent, 'site'), 30);
    expect(found.one + found.two).toBe(30);
    expect(Math.min(found.one, found.two), 'both were met').toBeGreaterThan(0);
  }));
