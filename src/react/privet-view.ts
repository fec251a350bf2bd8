// Says in markup that an item is being looked at.
import { type ReactNode, useEffect, useRef } from 'react';
import { warn } from './shared-engines.ts';
import { useRecord } from './use-record.ts';

export interface PrivetViewProps {
  /** The item that this page, or this part of it, is about. */
  id: string;
  children?: ReactNode;
}

/** Records a `view` when it is mounted and when its id changes: once each, StrictMode or not. Draws its children alone. */
export function PrivetView({ id, children }: PrivetViewProps): ReactNode {
  const record = useRecord();
  const recorded = useRef<string>(undefined);
  useEffect(() => {
    if (recorded.current === id) return;
    recorded.current = id;
    record('view', id).catch(warn);
  }, [id, record]);
  return children;
}
