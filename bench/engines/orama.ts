// Orama, a search library in JavaScript: its vector search looks at every vector.

import type { EngineDefinition } from '../harness/engine.ts';

const BATCH = 5000;

const engine: EngineDefinition = {
  name: 'orama',
  async build({ catalog, k }) {
    const { rows, numItems, dim } = catalog;
    const { create, insertMultiple, searchVector } = await import('@orama/orama');
    const database = create({ schema: { embedding: `vector[${dim}]` } as const });
    const document = (index: number) => {
      return { id: String(index), embedding: Array.from(rows.subarray(index * dim, (index + 1) * dim)) };
    };
    for (let first = 0; first < numItems; first += BATCH) {
      const count = Math.min(BATCH, numItems - first);
      await insertMultiple(
        database,
        Array.from({ length: count }, (_, i) => document(first + i)),
        BATCH,
      );
    }
    return {
      async topK({ float }) {
        const vector = { value: Array.from(float), property: 'embedding' } as const;
        const { hits } = await searchVector(database, { mode: 'vector', vector, limit: k, similarity: -1 });
        return hits.map(({ id }) => Number(id));
      },
    };
  },
};

export default engine;
