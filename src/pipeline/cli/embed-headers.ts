// `privet embed-headers`: prints the headers that a page with Privet needs, as a host's configuration has them.

import { Command, InvalidArgumentError, Option } from 'commander';
import { contentSecurityPolicy, type FileHeaders, fileHeaders, type PolicyOptions } from '../site/page-headers.ts';
import { policyOf } from '../site/publish-page-files.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { parseOrigin, parseOrigins } from './options.ts';

type Host = 'plain' | 'nginx' | 'netlify' | 'apache';
interface HeaderOptions extends PolicyOptions {
  for: Host;
  mount: string;
}

const EXAMPLES = `
Examples:
  $ privet embed-headers public/privet                             what its bundle needs, pictures of other hosts too
  $ privet embed-headers --for nginx --mount /static/privet --towers --img-src https://img.example
  $ privet embed-headers --origin https://cdn.example --frame-ancestors https://shop.example
  $ privet embed-headers --frame-ancestors https://shop.example    the host of frame.html
  $ privet embed-headers --frame-src https://recs.example          a page that shows that frame

With blob: the worker runs from a Blob, its hash compared, under the page's policy; its end and another start ask the host for
nothing. A policy without blob: works as well: the worker then starts by its address, takes its policy from a header of its
own script (so that the policy is for the page and for worker.js alike), and the host sees each start. Without
'wasm-unsafe-eval' (--towers) lists are the same, item by item; JavaScript then ranks, and runs trained towers, in place
of WebAssembly.`;

export function embedHeadersCommand(terminal: Terminal): Command {
  return new Command('embed-headers')
    .summary('print the headers that a page needs')
    .description('Prints the Content-Security-Policy and the caching headers that a page with Privet needs.')
    .argument('[dir]', 'the folder that privet build wrote: what its bundle needs is allowed')
    .addOption(
      new Option('--for <host>', 'whose configuration')
        .choices(['plain', 'nginx', 'netlify', 'apache'])
        .default('plain'),
    )
    .option('--mount <path>', 'path of the written folder on the site', parseMount, '/privet')
    .option('--towers', 'the bundle has trained towers')
    .option('--origin <origin>', 'where the folder is, if that is another origin than the page', parseOrigin)
    .option(
      '--frame-ancestors <origins>',
      'origins that may show the page in a frame: those of privet:parents',
      (text) => parseOrigins(text).join(' '),
    )
    .option('--frame-src <origin>', 'origin whose frame.html the page shows', parseOrigin)
    .option('--img-src <origins>', 'origins that pictures come from; each can see what is shown to whom', parseOrigins)
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string | undefined, options: HeaderOptions) => {
      const { towers, imgSrc = [] } = folder === undefined ? {} : await policyOf(folder);
      const sources = [...new Set([...imgSrc, ...(options.imgSrc ?? [])])];
      terminal.print(headersText({ ...options, towers: options.towers ?? towers, imgSrc: sources }));
    });
}

/** Lines for the host; without `--origin` one set of files serves page and folder. */
export function headersText(options: HeaderOptions): string {
  const policy = contentSecurityPolicy(options);
  const headers = [
    { path: '/*', name: 'Content-Security-Policy', value: policy },
    ...fileHeaders(options.mount, options),
  ];
  return FORMATS[options.for](headers);
}

const plainLines = (headers: FileHeaders[]) =>
  headers.map(({ path, name, value }) => `${path}\n  ${name}: ${value}`).join('\n');

const FORMATS: Record<Host, (headers: FileHeaders[]) => string> = {
  plain: plainLines,
  netlify: plainLines,
  nginx: (headers) =>
    // nginx forgets outer headers where a location has its own: what they have in common is repeated in each.
    headers
      .filter(({ path }) => path !== '/*')
      .map((header) => nginxLocation(header, headers))
      .concat(`location / {\n${nginxLine(headers[0]!)}\n}`)
      .join('\n'),
  apache: (headers) =>
    headers
      .map(
        ({ path, name, value }) =>
          `<LocationMatch "${patternOf(path)}">\n  Header set ${name} "${value}"\n</LocationMatch>`,
      )
      .join('\n'),
};

function nginxLocation({ path, name, value }: FileHeaders, [policy, ...others]: FileHeaders[]): string {
  const shared = others.filter((header) => header.path.endsWith('/*') && header.path !== path && header.name !== name);
  const lines = [policy!, ...shared, { path, name, value }].map(nginxLine);
  return `location ~ ${patternOf(path)} {\n${lines.join('\n')}\n}`;
}

const nginxLine = ({ name, value }: FileHeaders) => `  add_header ${name} "${value}" always;`;

/** `/privet/privet-*.js` -> `^/privet/privet-[^/]*\.js$`; a star at the end is for folders below as well. */
function patternOf(path: string): string {
  const escaped = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return `^${escaped.replace(/\*$/, '.*').replace(/\*(?=\\)/g, '[^/]*')}$`;
}

function parseMount(text: string): string {
  if (/^\/[\w./~-]*$/.test(text)) return text.replace(/\/+$/, '');
  throw new InvalidArgumentError('Expected a path that begins with a slash, such as /privet.');
}
