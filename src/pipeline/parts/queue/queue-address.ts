// Where the queue of a build is. Its password is in the address, and in nothing that is printed.

import { InputError } from '../../../errors.ts';

export interface QueueAddress {
  host: string;
  port: number;
  username?: string;
  password?: string;
  /** Number of the database. */
  db: number;
  isEncrypted: boolean;
  /** For messages: without user and password. */
  shown: string;
}

const EXPECTED = 'an address such as redis://host:6379 or rediss://user:password@host:6380/0';

/** @throws InputError, which doesn't repeat the text */
export function queueAddress(text: string): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const refuse = (found: string) => new InputError({ file: '--queue', found, expected: EXPECTED });
  if (!url) throw refuse('something that is no address');
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') throw refuse(`an address with ${url.protocol}//`);
  if (url.hostname === '') throw refuse('an address without a host');
  if (!/^(\/\d{0,4})?$/.test(url.pathname)) throw refuse('a database that is no number');
  const [username, password] = [decoded(url.username), decoded(url.password)];
  if (username === undefined || password === undefined) throw refuse('a password with a % that stands for nothing');
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? 6379 : Number(url.port),
    ...(username !== '' && { username }),
    ...(password !== '' && { password }),
    db: Number(url.pathname.slice(1)),
    isEncrypted: url.protocol === 'rediss:',
    shown: `${url.protocol}//${url.host}`,
  };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
