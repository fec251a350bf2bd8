// A page of the same host over the app's own bundle and history, whose engine runs on the GPU where there is any adapter:
// the app itself takes no software adapter.
import { openPrivet } from '../../../src/sdk/index.ts';

globalThis.privet = await openPrivet('../models/', { backend: 'webgpu' });
