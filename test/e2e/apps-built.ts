// What every end-to-end file begins with: the apps are there, which another process builds while tests in Node run.
import { existsSync, readFileSync } from 'node:fs';
import { inject } from 'vitest';

const note = inject('appsBuiltFile');
while (!existsSync(note)) await new Promise((resolve) => setTimeout(resolve, 100));
const failure = readFileSync(note, 'utf8');
if (failure) throw new Error(failure);
