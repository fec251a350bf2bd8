// `npm run attack -- NAME`: the long runs of what the tests do in short. Prints what was tried and what came of it; ends
// with 1 where something broke its promise.

export interface Attack {
  usage: string;
  says: string;
  /** @returns whether every promise held */
  load: () => Promise<(...args: string[]) => Promise<boolean> | boolean>;
}

const ATTACKS: Record<string, Attack> = {
  fuzz: {
    usage: '[inputs] [seed]',
    says: "changed inputs for every reader of others' bytes (default 1,000,000 in all)",
    load: async () => (await import('./commands/fuzz.ts')).fuzz,
  },
  kill: {
    usage: '[times]',
    says: 'privet build, killed while it publishes (default 500)',
    load: async () => (await import('./commands/kill.ts')).kill,
  },
  'build-kills': {
    usage: '[times] [items] [seed]',
    says: 'a build, its workers or its queue, killed at any moment: the same bytes (default 30 of 10,000 items)',
    load: async () => (await import('./commands/build-kills.ts')).buildKills,
  },
  'browser-kills': {
    usage: '[times] [seed]',
    says: 'a browser, killed while its tabs record and take back (default 500)',
    load: async () => (await import('./commands/browser-kills.ts')).browserKills,
  },
  flips: {
    usage: '[times] [seed] [visits]',
    says: 'one bit changed in a file of the bundle (default 10,000), and in any file of a visit (default 300)',
    load: async () => (await import('./commands/flips.ts')).flips,
  },
  'host-times': {
    usage: '[visits]',
    says: 'when a host is asked, by who acts and who does not (default 100 visits each)',
    load: async () => (await import('./commands/host-times.ts')).hostTimes,
  },
  erasures: {
    usage: '[times] [part of a name]',
    says: 'a history, erased under every fault of storage (default 20 times each)',
    load: async () => (await import('./commands/erasures.ts')).attackErasures,
  },
  withdrawals: {
    usage: '[times] [seed] [part of a name]',
    says: 'acts and what takes them back, with a reload at any moment (default 200 of each)',
    load: async () => (await import('./commands/withdrawals.ts')).attackWithdrawals,
  },
  infer: {
    usage: '[people] [seed]',
    says: 'what a page around a frame learns of a person (default 100 histories)',
    load: async () => (await import('./commands/infer.ts')).inferActs,
  },
  downgrade: {
    usage: '',
    says: 'the lock of an encrypted history, taken away in every way',
    load: async () => (await import('./commands/downgrade.ts')).downgrades,
  },
  'guess-cost': {
    usage: '[rounds]',
    says: 'what it costs on paper to guess a passphrase',
    load: async () => (await import('./commands/guess-cost.ts')).guessCosts,
  },
  'lock-kills': {
    usage: '[times] [seed]',
    says: 'a browser, killed while it encrypts, decrypts and erases (default 100)',
    load: async () => (await import('./commands/lock-kills.ts')).lockKills,
  },
  'written-over': {
    usage: '[events …]',
    says: "what a browser's files hold of a history that was encrypted",
    load: async () => (await import('./commands/written-over.ts')).searchWrittenOver,
  },
  memory: {
    usage: '[part of a name]',
    says: 'memory that large files take which are refused (Linux)',
    load: async () => (await import('./commands/memory.ts')).attackMemory,
  },
  preview: {
    usage: '[times] [seed]',
    says: 'requests for what privet preview must not show (default 20,000)',
    load: async () => (await import('./commands/preview.ts')).attackPreview,
  },
  soak: {
    usage: '[minutes] [seed]',
    says: 'one long visit to the app (default 30)',
    load: async () => (await import('./commands/soak.ts')).soakApp,
  },
};

const WIDTH = 48;

function help(): string {
  const lines = Object.entries(ATTACKS).map(([name, { usage, says }]) => {
    return `${`npm run attack -- ${name} ${usage}`.padEnd(WIDTH)} ${says}`;
  });
  return [...lines, '', 'Workers of a page that are ended 100 times: npm run test:slow -- test/e2e/worker-death'].join(
    '\n',
  );
}

const [command = '', ...args] = process.argv.slice(2);
const attack = Object.hasOwn(ATTACKS, command) ? ATTACKS[command] : undefined;
if (!attack) console.log(help());
process.exitCode = attack && (await (await attack.load())(...args)) ? 0 : 1;
