// The entry of the worker beside the engine's: one builder of own catalogs, reachable through comlink.
import { expose } from 'comlink';
import { hearOfParts } from '../fetching/checked-code/import-part.ts';
import { announceLife } from '../worker-life.ts';
import { OwnBuilder } from './catalog-builder.ts';

hearOfParts();
expose(new OwnBuilder());
announceLife();
