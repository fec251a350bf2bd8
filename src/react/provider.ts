// Which engine the components below ask. It is opened by an effect, so never on a server, and what a server renders is what
// the client renders first.
import {
  createContext,
  createElement,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useSyncExternalStore,
} from 'react';
import type { Privet } from '../sdk/index.ts';
import {
  type Address,
  addressOf,
  type EngineOptions,
  type EngineState,
  holdEngine,
  LOADING,
  retryEngine,
  stateOf,
} from './shared-engines.ts';
import { useSame } from './use-same.ts';

export type { EngineOptions };

export interface OpeningProps {
  /**
   * The bundle's folder with a slash at its end, or its manifest.json; best from the root: `/privet/bundle/`. Several are ranked
   * as one catalog.
   */
  url: string | URL | readonly (string | URL)[];
  /** As `openPrivet` takes them; a literal is fine. */
  options?: EngineOptions;
  engine?: undefined;
  children?: ReactNode;
}

/** An engine that the page opened itself, and disposes of itself. */
export interface GivenProps {
  engine: Privet;
  url?: undefined;
  options?: undefined;
  children?: ReactNode;
}

export type PrivetProviderProps = OpeningProps | GivenProps;

export interface PrivetContextValue extends EngineState {
  /** Opens the engine again when it failed; nothing otherwise. */
  retry: () => void;
}

interface Provided extends PrivetContextValue {
  /** Absent where the page opened the engine. */
  address: Address | undefined;
}

const Context = createContext<Provided | undefined>(undefined);
const NO_OPTIONS: EngineOptions = {};
const NOTHING_TO_END = () => {};

/**
 * Opens the engine of a bundle while it is mounted. Providers of the same url and options share one; the last that leaves
 * disposes of it.
 */
export function PrivetProvider({ url, options = NO_OPTIONS, engine, children }: PrivetProviderProps): ReactNode {
  const sameOptions = useSame(options);
  const given = useSame(Array.isArray(url) ? url.map(String) : url === undefined ? undefined : String(url));
  // Resolved once: a router changes the address of the page below it.
  const address = useMemo(
    () => (given === undefined ? undefined : addressOf(given, sameOptions)),
    [given, sameOptions],
  );
  const state = useEngineState(address, engine);
  const value = useMemo(() => ({ ...state, address, retry: () => address && retryEngine(address) }), [state, address]);
  return createElement(Context.Provider, { value }, children);
}

function useEngineState(address: Address | undefined, engine: Privet | undefined): EngineState {
  const given = useMemo<EngineState>(
    () => (engine ? { engine, status: 'ready', error: undefined } : LOADING),
    [engine],
  );
  const subscribe = useCallback(
    (listener: () => void) => {
      if (!address) return NOTHING_TO_END;
      const held = holdEngine(address);
      const end = held.on(listener);
      return () => {
        end();
        held.release();
      };
    },
    [address],
  );
  return useSyncExternalStore(
    subscribe,
    () => (address ? stateOf(address) : given),
    () => LOADING,
  );
}

/** @internal */
export function useProvided(): Provided {
  const provided = useContext(Context);
  if (!provided) throw new Error('privet: found no <PrivetProvider> above this component, expected one around the app');
  return provided;
}

/** The engine, once it is open: every call of the SDK. @throws Error where there is no provider above */
export function usePrivet(): PrivetContextValue {
  return useProvided();
}
