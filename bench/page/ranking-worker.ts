// The worker of bench/ranking.bench.ts: everything that is measured runs here.

import { expose } from 'comlink';
import { measureEngines, type RankingOptions } from '../harness/measure-engines.ts';

expose({ measure: (options: RankingOptions) => measureEngines(options, (text) => console.info(text)) });
