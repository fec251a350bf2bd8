// The program of the film demo: `node --import tsx demo/films/cli/cli.ts <command>`.

import { runProcess } from '../../../src/pipeline/cli/program.ts';
import { main } from './main.ts';

await runProcess(main);
