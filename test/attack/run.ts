// `npm run attack -- NAME`: the long runs of what the tests do in short. Prints what was tried and what came of it; ends
// with 1 where something broke its promise.
import { browserKills } from './commands/browser-kills.ts';
import { downgrades } from './commands/downgrade.ts';
import { flips } from './commands/flips.ts';
import { fuzz } from './commands/fuzz.ts';
import { guessCosts } from './commands/guess-cost.ts';
import { inferActs } from './commands/infer.ts';
import { kill } from './commands/kill.ts';
import { soakApp } from './commands/soak.ts';
import { searchWrittenOver } from './commands/written-over.ts';

const HELP = `npm run attack -- fuzz [inputs] [seed]           changed inputs for every reader of others' bytes (default 1,000,000 in all)
npm run attack -- kill [times]                   privet build, killed while it publishes (default 500)
npm run attack -- browser-kills [times] [seed]   a browser, killed while its tabs record (default 500)
npm run attack -- flips [times] [seed] [visits]  one bit changed in a file of the bundle (default 10,000), and in any file
                                                 of a visit in a browser (default 300 visits)
npm run attack -- downgrade                      the lock of an encrypted history, taken away in every way
npm run attack -- guess-cost [rounds]            what it costs on paper to guess a passphrase
npm run attack -- written-over [events …]        what a browser's files hold of a history that was encrypted
npm run attack -- infer [people] [seed]          what a page around a frame learns of a person (default 100 histories)
npm run attack -- soak [minutes] [seed]          one long visit to the app (default 30)

Workers of a page that are ended 100 times: npm run test:slow -- test/e2e/worker-death`;

const [command, ...args] = process.argv.slice(2);
const run = {
  fuzz,
  kill,
  'browser-kills': browserKills,
  flips,
  infer: inferActs,
  downgrade: downgrades,
  'guess-cost': guessCosts,
  'written-over': searchWrittenOver,
  soak: soakApp,
}[command ?? ''];
if (!run) console.log(HELP);
process.exitCode = run && (await run(...args)) ? 0 : 1;
