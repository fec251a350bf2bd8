// The smallest page with the SDK, over a worker whose storage can be made to fail (faulty-worker.js).
import { openPrivet } from '../../../src/sdk/index.ts';
import workerUrl from './faulty-worker.js?worker&url';

globalThis.privet = await openPrivet('./bundle/', { towers: 'manual', workerUrl, databaseName: 'attacked' });
