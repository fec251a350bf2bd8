// The worker's entry: one engine, reachable through comlink. Nothing else runs here.
import { expose } from 'comlink';
import { hearOfParts } from '../fetching/checked-code/import-part.ts';
import { announceLife } from '../worker-life.ts';
import { Engine } from './engine.ts';
import { noteAllRequests } from './hood/request-log.ts';

hearOfParts();
noteAllRequests();
expose(new Engine());
announceLife();
