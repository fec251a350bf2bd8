// Names of a bundle's files with their hash in them: those of two versions lie beside each other, and the manifest
// alone decides which one a page reads.
import { filesOf } from '../../bundle/bundle-files.ts';
import { type BundleFiles, type EncodedBundle, MANIFEST_FILE } from '../../bundle/encode-bundle.ts';
import { formatManifest } from '../../formats/manifest.ts';

/** Hex digits: 48 bits, of a few dozen files. */
const DIGITS = 12;
/** What `namedByHash` makes of the names that encode-bundle.ts gives; a site's own files are called otherwise. */
const OURS = new RegExp(
  `^(catalog/[a-z]+(-[a-z0-9]+)*|(user|item)-tower(-batch)?|text-encoder|tokenizer)` +
    `\\.[0-9a-f]{${DIGITS}}\\.(arrow\\.gz|bin\\.gz|json\\.gz|json|onnx)$`,
);

/**
 * `catalog/items-000.arrow.gz` becomes `catalog/items-000.0f3a5b7c9d1e.arrow.gz`; the manifest stays what it is
 * called.
 */
export function namedByHash({ manifest, files, ...encoded }: EncodedBundle): EncodedBundle {
  const renamed = structuredClone(manifest);
  const named: BundleFiles = new Map();
  for (const file of filesOf(renamed)) {
    const bytes = files.get(file.path);
    if (!bytes) continue; // of another bundle
    file.path = file.path.replace(/(\.[^/]+)?$/, `.${file.sha256.slice(0, DIGITS)}$1`);
    named.set(file.path, bytes);
  }
  named.set(MANIFEST_FILE, new TextEncoder().encode(formatManifest(renamed)));
  return { ...encoded, manifest: renamed, files: named };
}

/** Whether a path below a bundle's folder is one that `namedByHash` gives. */
export function isNamedByHash(path: string): boolean {
  return OURS.test(path);
}
