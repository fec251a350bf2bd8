// The engine's worker over a storage that can be made to fail.
import './faults.js';
import '../../../src/engine/worker.ts';
