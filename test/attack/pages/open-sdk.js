// The smallest page with the SDK: nothing runs beside the engine and what records.
import { openPrivet } from '../../../src/sdk/index.ts';

globalThis.privet = await openPrivet('./bundle/', { towers: 'manual' });
