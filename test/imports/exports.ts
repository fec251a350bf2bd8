// Files as the readers get them.
import type { UploadedFile } from '../../src/imports/read-files.ts';

export const file = (name: string, text: string): UploadedFile => ({
  name,
  file: new Blob([text]),
});
