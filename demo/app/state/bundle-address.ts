// Which bundle the page opens: the films, or the one that the address names (`?bundle=shop/manifest.json`) of those that the build
// was given, so that one build can be looked at with bundles that lie beside it.

import { type Destination, type EngineStatus, openPrivet, type Privet } from '../../../src/sdk/index.ts';

export const FILMS = 'models/manifest.json';
/** Name of the films' history. */
const FILM_HISTORY = 'privet';
/** Folders and a file, downwards from the page: no scheme, no host, no leading slash, no `..`, nothing to escape. */
const PATH_BELOW = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\.json$/;

/** The films keep the history that visitors have; another bundle has one of its own. */
export function historyOf(address: string): Destination {
  return address === FILMS ? { database: FILM_HISTORY } : { src: new URL(address, document.baseURI).href };
}

/** Which manifest of the films this page was built with. Other bundles are for looking at, and named by nobody. */
function bundleIntegrity(address: string): string | undefined {
  if (address !== FILMS) return undefined;
  return document.querySelector<HTMLMetaElement>('meta[name="privet:integrity"]')?.content;
}

/** A link must not make the page load a stranger's catalog: what is none of the build's opens the films. */
export function bundleAddress(search: string): string {
  const named = new URLSearchParams(search).get('bundle');
  return named !== null && PATH_BELOW.test(named) && namedByBuild().includes(named) ? named : FILMS;
}

/** `PRIVET_BUNDLES` of the build, with spaces between them (vite.config.ts). */
function namedByBuild(): string[] {
  const { content = '' } = document.querySelector<HTMLMetaElement>('meta[name="privet:bundles"]') ?? {};
  return content.split(' ');
}

export const BACKENDS = ['auto', 'wasm', 'webgpu'] as const;
type Backend = (typeof BACKENDS)[number];

/** Where the taste model is to run, as it was chosen under the hood: `?backend=webgpu`. It says nothing about the person. */
export function chosenBackend(search: string): Backend {
  const named = new URLSearchParams(search).get('backend');
  return BACKENDS.find((backend) => backend === named) ?? 'auto';
}

/** The address of this page with that choice. */
export function addressWithBackend(backend: Backend): string {
  const url = new URL(location.href);
  if (backend === 'auto') url.searchParams.delete('backend');
  else url.searchParams.set('backend', backend);
  return url.href;
}

/** Opens the engine over the bundle of this page. */
export function openFilms(onStatus: (status: EngineStatus) => void): Promise<Privet> {
  const manifestUrl = bundleAddress(location.search);
  return openPrivet(manifestUrl, {
    integrity: bundleIntegrity(manifestUrl),
    databaseName: historyOf(manifestUrl).database,
    backend: chosenBackend(location.search),
    keepFiles: import.meta.env.PROD,
    ownCatalogs: true,
    towers: 'manual',
    onStatus,
  });
}
