// `privet preview DIR`: shows what `privet build` wrote, under the policy that embed-headers prints. On this machine alone,
// unless --host says otherwise. Pictures come from the hosts that the bundle names, and each of these sees the visit.

import { Command } from 'commander';
import { InputError } from '../../errors.ts';
import { contentSecurityPolicy } from '../site/page-headers.ts';
import { checkPageFolder, policyOf } from '../site/publish-page-files.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { parseAddress, parsePort } from './options.ts';
import { ownAddresses, type PreviewServer, startPreview } from './preview-server.ts';

const DEFAULT_PORT = 4400;
const THIS_MACHINE = '127.0.0.1';

interface PreviewCommandOptions {
  port: number;
  host: string;
}

const EXAMPLES = `
Examples:
  $ privet preview public/privet
  $ privet preview public/privet --host 192.168.1.20      # for a phone in the same network
  $ privet preview public/privet --host 0.0.0.0           # at every address of this machine

It answers who asks by localhost, or by the address of --host, and nobody who asks by another name. Links that lead out of the
folder are not followed. With --host it speaks https, without which phones let no page check what it loads, and with a
certificate of its own: the browser warns of that once.`;

export function previewCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('preview')
    .summary('look at what build wrote')
    .description(
      'Serves a folder that privet build wrote: first list, a few clicks, similar items, and columns as understood.',
    )
    .argument('<dir>', 'the folder')
    .option('--port <n>', '0 takes a free one', parsePort, DEFAULT_PORT)
    .option('--host <address>', 'of this machine, where others in its network find it', parseAddress, THIS_MACHINE)
    .addHelpText('after', EXAMPLES)
    .action((folder: string, options: PreviewCommandOptions) => runPreview(folder, options, terminal, signal));
}

/** Resolves when `signal` ends it. @throws InputError for a folder without a bundle, or where it cannot listen */
async function runPreview(folder: string, options: PreviewCommandOptions, terminal: Terminal, signal: AbortSignal) {
  await checkPageFolder(folder);
  const { port, host: address } = options;
  const policy = contentSecurityPolicy(await policyOf(folder));
  const server = await startPreview({ folder, policy, address, port }).catch((cause) => {
    throw inListeningWords(cause, options);
  });
  say(server, terminal);
  await new Promise<void>((ended) => {
    if (signal.aborted) ended();
    signal.addEventListener('abort', () => ended(), { once: true });
  });
  server.close();
}

function say({ url, others, fingerprint }: PreviewServer, terminal: Terminal): void {
  terminal.print(`${url} (Ctrl-C ends it)`);
  if (others.length === 0) return;
  for (const address of others) terminal.print(`${address} on a phone in the same network`);
  terminal.note('warning: as long as this runs, everybody in that network can see the folder');
  terminal.note(`browsers warn of its certificate, which it made for this run: go on if it is SHA-256 ${fingerprint}`);
}

function inListeningWords(cause: NodeJS.ErrnoException, { host, port }: PreviewCommandOptions): unknown {
  if (cause.code === 'EADDRNOTAVAIL') {
    const expected = `an address of this machine: ${[THIS_MACHINE, ...ownAddresses()].join(', ')}`;
    return new InputError({ file: '--host', found: host, expected }, { cause });
  }
  const found = cause.code ?? cause.message;
  return new InputError(
    { file: `port ${port}`, found, expected: 'a free port', mend: 'Name one: --port 0.' },
    { cause },
  );
}
