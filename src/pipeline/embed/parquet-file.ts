// Embeddings as a Parquet file: one row group for each batch of rows, written as it comes, so a catalog of any size
// takes the memory of one batch. Parquet has no list of fixed size; the vectors are lists of the specification's three
// levels, and the key `ARROW:schema` tells readers that go by it (Arrow's own, polars) that they are of one size.

import type { SchemaElement } from 'hyparquet';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import { arrowSchemaMessage } from './arrow-file.ts';
import { type EmbeddingTable, type EmbeddingWriter, rowsOf } from './embedding-table.ts';

export function createParquetWriter(path: string, table: EmbeddingTable): EmbeddingWriter {
  const { embeddingDim, contentDim, metadata } = table;
  const parquet = new ParquetWriter({
    writer: fileWriter(path),
    schema: parquetSchema(contentDim > 0),
    kvMetadata: [
      ...Array.from(metadata, ([key, value]) => ({ key, value })),
      { key: 'ARROW:schema', value: Buffer.from(arrowSchemaMessage(table)).toString('base64') },
    ],
    createdBy: 'privet',
  });
  return {
    write({ ids, titles, embeddings, content, hasResidual }) {
      parquet.write({
        columnData: [
          { name: 'id', data: ids },
          { name: 'title', data: titles },
          { name: 'embedding', data: listsOf(embeddings, embeddingDim), statistics: false },
          ...(content ? [{ name: 'content', data: listsOf(content, contentDim), statistics: false }] : []),
          { name: 'has_residual', data: hasResidual },
        ],
        rowGroupSize: ids.length,
      });
    },
    finish: () => void parquet.finish(),
  };
}

function parquetSchema(withContent: boolean): SchemaElement[] {
  const text = (name: string): SchemaElement => ({
    name,
    type: 'BYTE_ARRAY',
    converted_type: 'UTF8',
    repetition_type: 'REQUIRED',
  });
  const vector = (name: string): SchemaElement[] => [
    { name, converted_type: 'LIST', repetition_type: 'REQUIRED', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', type: 'FLOAT', repetition_type: 'REQUIRED' },
  ];
  return [
    { name: 'privet', num_children: withContent ? 5 : 4 },
    text('id'),
    text('title'),
    ...vector('embedding'),
    ...(withContent ? vector('content') : []),
    { name: 'has_residual', type: 'BOOLEAN', repetition_type: 'REQUIRED' },
  ];
}

/** Plain arrays: the library takes no typed array for a list. */
function listsOf(matrix: Float32Array, dim: number): number[][] {
  return rowsOf(matrix, dim).map((row) => Array.from(row));
}
