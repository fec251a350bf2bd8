// Files as the readers get them.
import type { UploadedFile } from '../../demo/app/imports/read-files.ts';

export const file = (name: string, text: string): UploadedFile => ({
  name,
  file: new Blob([text]),
});
