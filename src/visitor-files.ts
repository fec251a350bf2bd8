// Reading a file that a visitor brings: its bytes as text, its rows, what its columns are, and an exported history. For apps
// that read files of their own kinds beside those that the engine reads.

export { InputError, RequestError } from './errors.ts';
export { opinionOfStars } from './history/events.ts';
export { EventsCheck, isHistory } from './history/history-file.ts';
export { type ByteSource, decoded, encodingOf, firstBytes } from './items/decode-text.ts';
export { GROUP_FACET } from './items/group-facet.ts';
export { CsvReader, csvDelimiter } from './items/parse-csv.ts';
export { COLUMN_ROLES, type ColumnRole, problemWith, withRole } from './items/roles.ts';
export { JsonSplitter } from './items/split-json.ts';
export { type Archive, entrySource, listZip, type ZipEntry } from './items/zip.ts';
