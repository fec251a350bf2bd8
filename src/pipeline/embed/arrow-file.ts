// Embeddings as an Arrow IPC file (Feather version 2): one record batch for each batch of rows. The footer of an Arrow
// file comes last and the library writes it from the whole table, so all rows are held until `finish`.

import { closeSync, openSync, writeFileSync } from 'node:fs';
import {
  type Batch,
  bool,
  Column,
  columnFromValues,
  type DataType,
  fixedSizeList,
  float32,
  type Table,
  tableFromColumns,
  tableToIPC,
  utf8,
} from '@uwdata/flechette';
import { type EmbeddingBatch, type EmbeddingTable, type EmbeddingWriter, rowsOf } from './embedding-table.ts';

export function createArrowWriter(path: string, table: EmbeddingTable): EmbeddingWriter {
  const columns = arrowColumns(table);
  const batches: Batch<unknown>[][] = columns.map(() => []);
  return {
    write(batch) {
      columns.forEach(({ type, values }, i) => {
        batches[i]!.push(...(columnFromValues(values(batch), type) as Column<unknown>).data);
      });
    },
    finish: () => writeTable(path, tableOf(table, batches)),
  };
}

/** The schema as an Arrow IPC message, without any rows. */
export function arrowSchemaMessage(table: EmbeddingTable): Uint8Array {
  const endOfStream = 8;
  const empty = arrowColumns(table).map(() => []);
  return tableToIPC(tableOf(table, empty), { format: 'stream' })!.slice(0, -endOfStream);
}

interface ArrowColumn {
  name: string;
  type: DataType;
  values(batch: EmbeddingBatch): readonly unknown[];
}

function arrowColumns({ embeddingDim, contentDim }: EmbeddingTable): ArrowColumn[] {
  const columns: ArrowColumn[] = [
    { name: 'id', type: utf8(), values: ({ ids }) => ids },
    { name: 'title', type: utf8(), values: ({ titles }) => titles },
    {
      name: 'embedding',
      type: fixedSizeList(float32(), embeddingDim),
      values: ({ embeddings }) => rowsOf(embeddings, embeddingDim),
    },
    {
      name: 'content',
      type: fixedSizeList(float32(), contentDim),
      values: ({ content }) => rowsOf(content!, contentDim),
    },
    { name: 'has_residual', type: bool(), values: ({ hasResidual }) => hasResidual },
  ];
  return columns.filter(({ name }) => name !== 'content' || contentDim > 0);
}

function tableOf(table: EmbeddingTable, batches: Batch<unknown>[][]): Table {
  const columns = arrowColumns(table).map(({ name, type }, i): [string, Column<unknown>] => [
    name,
    new Column(batches[i]!, type),
  ]);
  const arrow = tableFromColumns(columns);
  arrow.schema.metadata = new Map(table.metadata);
  return arrow;
}

/** Writes buffer by buffer: the encoded file is never in memory as a whole beside its rows. */
function writeTable(path: string, table: Table): void {
  const file = openSync(path, 'w');
  const sink = {
    write: (bytes: Uint8Array) => writeFileSync(file, bytes),
    pad: (byteCount: number) => writeFileSync(file, new Uint8Array(byteCount)),
    finish: () => null,
  };
  try {
    tableToIPC(table, { format: 'file', sink });
  } finally {
    closeSync(file);
  }
}
