// The program that bin/privet.mjs loads through tsx.

import { main } from './main.ts';
import { runProcess } from './program.ts';

await runProcess(main);
