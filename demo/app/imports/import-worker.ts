// The entry of a worker of its own that reads exports of other services: parsing 50 MB must hold up neither the page
// nor the lists, and whoever has enough of it ends the worker.
import { expose } from 'comlink';
import { hearOfParts } from '../../../src/fetching/checked-code/import-part.ts';
import { type ReadExport, readExport } from './read-export.ts';

interface ExportReader {
  read(files: readonly { name: string; file: Blob }[]): Promise<ReadExport>;
}

const reader: ExportReader = {
  read: (files) => readExport(files),
};

hearOfParts();
expose(reader);
