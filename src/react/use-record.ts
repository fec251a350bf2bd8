// Tells the history what happened. An event waits for the engine where it is not open yet, and in the tab where the page
// goes away before it is kept: the next page adds it.
import { useCallback } from 'react';
import { recordSafely } from '../outbox.ts';
import type { EventDetails, EventType, StoredEvent } from '../sdk/index.ts';
import { useProvided } from './provider.ts';
import { type Address, holdEngine } from './shared-engines.ts';

/**
 * @param itemId  undefined only for `search`
 * @returns the event as it is stored, or undefined while recording is paused
 * @throws what `openPrivet` and `record` throw
 */
export type RecordEvent = (
  type: EventType,
  itemId?: string | number,
  details?: EventDetails,
) => Promise<StoredEvent | undefined>;

/** `record('like', item.itemId)`: for event handlers; the function stays the same. */
export function useRecord(): RecordEvent {
  const { engine, address } = useProvided();
  // An engine that the page opened; one of the provider's own is asked for by its address, open or not.
  const given = address ? undefined : engine;
  return useCallback<RecordEvent>(
    async (type, itemId, details) => {
      if (address) return recordAt(address, type, itemId, details);
      if (!given)
        throw new Error('privet: there is no engine to record to yet, expected one (record in an event handler)');
      return given.record(type, itemId, details);
    },
    [address, given],
  );
}

async function recordAt(
  address: Address,
  type: EventType,
  itemId: string | number | undefined,
  details: EventDetails | undefined,
): Promise<StoredEvent | undefined> {
  const held = holdEngine(address);
  const open = () => held.opening;
  const to = { src: [address.url].flat().join(' '), database: address.options.databaseName };
  try {
    if (itemId === undefined) return await (await open()).record(type, itemId, details);
    return await recordSafely(open, to, type, String(itemId), details);
  } finally {
    held.release();
  }
}
