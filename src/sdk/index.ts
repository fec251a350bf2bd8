// The SDK's public surface: an explicit list, and the only module of the engine that a page imports.

export type {
  AnswerSource,
  EngineStatus,
  EventType,
  FacetCounts,
  Filters,
  HistoryEntry,
  HistoryEvent,
  ItemDetails,
  ItemSummary,
  OfflineOptions,
  OfflineReport,
  Opinion,
  PartName,
  PartStatus,
  PinnedItem,
  RankedItem,
  Reason,
  RecommendRequest,
  RecommendResponse,
  RecommendTimings,
  SearchRequest,
  SearchResponse,
  SimilarResponse,
  StoredEvent,
} from '../worker/protocol.ts';
export {
  CatalogFormatError,
  EngineStoppedError,
  ModelLoadError,
  RequestError,
  StorageUnavailableError,
} from './errors.ts';
export type { PrivetEvents } from './events.ts';
export { type CallOptions, createPrivet, Privet, type PrivetOptions } from './privet.ts';
