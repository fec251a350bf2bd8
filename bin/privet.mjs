#!/usr/bin/env node
// The command line's door: Node 20 strips no types, so tsx loads the TypeScript sources.
import { register } from 'tsx/esm/api';

register();
await import('../src/pipeline/cli/cli.ts');
