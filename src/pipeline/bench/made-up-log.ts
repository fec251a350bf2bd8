// Logs of any size for measuring: made-up people who come for sessions through a year, some much more often than others, and
// take what all take or what is near to a place of their own. DuckDB writes them as a stream, by arithmetic over numbers and
// hashes of them.

import type { DuckDBConnection } from '@duckdb/node-api';

/** Events of a person, in the mean. */
const EVENTS_A_PERSON = 50;
const EVENTS_A_SESSION = 5;
const YEAR_MS = 365 * 86_400_000;
const FIRST_MS = Date.UTC(2025, 0, 1);

export interface MadeUpLog {
  numEvents: number;
  numItems: number;
  /** Another seed gives another log. */
  seed: number;
  /** Ending in .csv or .parquet. */
  file: string;
}

/** Items are called i0, i1, …; events lie in the order of time. */
export async function writeMadeUpLog(connection: DuckDBConnection, { numEvents, numItems, seed, file }: MadeUpLog) {
  const numPeople = Math.max(1, Math.round(numEvents / EVENTS_A_PERSON));
  // From 0 on, below 1: the same for the same row and place.
  const share = (place: number) => `((hash(row * 8 + ${place} + ${seed} * 1000003) >> 11)::DOUBLE / 9007199254740992)`;
  const session = `(row // ${EVENTS_A_SESSION})`;
  const person = `floor(${numPeople} * pow(${share(0).replace('row', session)}, 1.5))::BIGINT`;
  // Everybody has a place in the catalog and goes for items near it, the first ones more often.
  const home = `(hash(person * 8 + ${seed}) % ${numItems})`;
  const popular = `floor(pow(${numItems} + 1, ${share(1)}) - 1)::BIGINT`;
  const item = `CASE WHEN ${share(2)} < 0.5 THEN ${popular} ELSE (${home} + floor(200 * pow(${share(3)}, 3))::BIGINT) % ${numItems} END`;
  const name = `['view', 'view', 'view', 'add_to_cart', 'purchase', 'dislike'][1 + floor(5.1 * ${share(4)})::BIGINT]`;
  const time = `${FIRST_MS} + (row * ${YEAR_MS / numEvents})::BIGINT`;
  const isCsv = file.endsWith('.csv');
  await connection.run(
    `COPY (SELECT 'visitor-' || person AS user_id, 'i' || (${item}) AS item_id, ${name} AS event, ${time} AS timestamp
    FROM (SELECT range AS row, ${person.replaceAll('row', 'range')} AS person FROM range(${numEvents})))
    TO '${file.replaceAll("'", "''")}' (${isCsv ? 'FORMAT csv, HEADER' : 'FORMAT parquet'})`,
  );
  return { numPeople };
}
