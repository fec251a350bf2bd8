'use client';
// Privet for React: a provider that opens the engine on the client, hooks for every list, and components where markup has to
// record something. Importing it on a server does nothing; what is rendered there is what loads.
export { ItemList, type ItemListProps, type ListLook } from './item-list.ts';
export * from './lists.ts';
export { PrivetView, type PrivetViewProps } from './privet-view.ts';
export {
  type EngineOptions,
  type PrivetContextValue,
  PrivetProvider,
  type PrivetProviderProps,
  usePrivet,
} from './provider.ts';
export type { HookOptions } from './use-answer.ts';
export { type Paused, usePaused } from './use-paused.ts';
export { type Reasons, useReasons } from './use-reasons.ts';
export { type RecordEvent, useRecord } from './use-record.ts';
export { type SearchOptions, useSearch } from './use-search.ts';
