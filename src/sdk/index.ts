// The SDK's public surface, and the only module of the engine that a page imports. Every type that a call takes or
// answers is part of it: those of the `api.ts` beside each part of the engine, whole.

export type { ItemSummary } from '../catalog/item-summary.ts';
export type { ValueCounts, ValueList } from '../catalog/value-counts.ts';
export type { Condition, FacetCounts, Where } from '../catalog/where.ts';
export type * from '../engine/base/status-api.ts';
export type { ItemDetails, TasteMap } from '../engine/engine-api.ts';
export type * from '../engine/hood/hood-api.ts';
export type * from '../engine/language/language-api.ts';
export {
  type CallOptions,
  type ElementName,
  LIST_CALLS,
  type ListCall,
  type ListCalls,
  type ListName,
  type ShownList,
} from '../engine/list-calls.ts';
export type * from '../engine/lists/lists-api.ts';
export type * from '../engine/my-data/my-data-api.ts';
export type * from '../engine/search/search-api.ts';
export type * from '../engine/steering/steering-api.ts';
export type * from '../engine/suggest/suggest-api.ts';
export type * from '../engine/together/together-api.ts';
export type * from '../engine/why/why-api.ts';
export {
  CatalogFormatError,
  EngineStoppedError,
  IntegrityError,
  LockedError,
  ModelLoadError,
  RequestError,
  StorageUnavailableError,
  WrongPassphraseError,
} from '../errors.ts';
export { hearSlowRequests, type WaitingFor } from '../fetching/slow-requests.ts';
export type { ModelCard } from '../formats/model-card.ts';
export type { MapLabel } from '../formats/taste-map.ts';
export {
  type AddedEvents,
  type Encryption,
  type Erasure,
  type EventType,
  type HistoryEvent,
  type HistoryFootprint,
  type Mark,
  type Marks,
  markOf,
  type Opinion,
  opinionOf,
  replacesOpinion,
  type StoredEvent,
} from '../history/events.ts';
export { isEncryptedHere } from './encryption-mark.ts';
export type { ImprovingPart, PrivetEvents, PrivetListener } from './listeners.ts';
export { type Act, type Destination, eventTime, leftDestinations, Outbox } from './outbox.ts';
export { type EventDetails, openPrivet, type PassphraseSource, Privet, type PrivetOptions } from './privet.ts';
