// What the engine is made of, for whoever wants to look under the hood: the files of the bundle with their hashes, what
// was checked, and the figures that decided where things run. It says nothing about the person.
import { checkedAt } from '../../bundle/fetch-verified.ts';
import type { Manifest } from '../../formats/manifest.ts';
import type { TensorCount } from '../../towers/tensor-counts.ts';
import type { Calibration, EngineReport, FileFact, FileRole } from './hood-api.ts';

/** Of the models that are loaded. */
export interface ModelFacts {
  calibration?: Calibration;
  /** By path in the bundle. */
  tensors: ReadonlyMap<string, TensorCount[]>;
}

/** @param bundles  those that the manifest stands for (default: itself) */
export function inspect(
  manifestUrl: string,
  manifest: Manifest,
  models: ModelFacts,
  bundles: readonly { manifestUrl: string; manifest: Manifest }[] = [{ manifestUrl, manifest }],
): EngineReport {
  const { name, numItems, embeddingDim, sequenceLength, notices } = manifest;
  return {
    name,
    numItems,
    embeddingDim,
    sequenceLength,
    notices,
    hasModelCard: manifest.modelCard !== undefined,
    files: bundles.flatMap((bundle) =>
      filesOf(bundle.manifest).map(([role, { path, sizeBytes, sha256 }]) => {
        const url = new URL(path, bundle.manifestUrl).href;
        const checkedAtMs = checkedAt(url);
        const tensors = models.tensors.get(path);
        const fact: FileFact = { role, path: bundles.length > 1 ? url : path, sizeBytes, sha256 };
        return { ...fact, ...(checkedAtMs && { checkedAtMs }), ...(tensors && { tensors }) };
      }),
    ),
    ...(models.calibration && { calibration: models.calibration }),
  };
}

type NamedFile = [role: FileRole, file: { path: string; sizeBytes: number; sha256: string }];

function filesOf(manifest: Manifest): NamedFile[] {
  const { catalog, models, itemToItem, matchFilter, tasteMap, language, semanticIds } = manifest;
  const { userTower, userTowerBatch, itemTower, textEncoder } = models;
  const named: [FileRole, NamedFile[1] | undefined][] = [
    ...catalog.items.map((file): NamedFile => ['items', file]),
    ...[...(catalog.changes ?? []), ...(catalog.facts ?? [])].map((file): NamedFile => ['items', file]),
    ['user-tower', userTower],
    ['user-tower-batch', userTowerBatch],
    ['item-to-item', itemToItem],
    ['item-to-item', manifest.itemToItemChanges],
    ['match-filter', matchFilter],
    ['language', language],
    ['taste-map', tasteMap],
    ['taste-map', manifest.tasteMapChanges],
    ['text-encoder', textEncoder],
    ...catalog.content.map((file): NamedFile => ['content', file]),
    ['item-tower', itemTower],
    ['codebooks', semanticIds?.codebooks],
  ];
  return named.filter((entry): entry is NamedFile => entry[1] !== undefined);
}
