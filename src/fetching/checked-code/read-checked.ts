// A file of this version of the code, as the build wrote it down: its hash and its length. No byte more is read.
import { IntegrityError } from '../../errors.ts';
import { readBody } from '../read-body.ts';

/**
 * What is known of a file: `sha256-` and base64, as Subresource Integrity has it, then a question mark and the bytes that
 * it has.
 */
export type Seal = string;

/** The part that browsers check themselves. */
export const integrityOfSeal = (seal: Seal): string => seal.split('?')[0]!;

/** @param heard  told of each byte @throws IntegrityError for another file; what the network throws */
export async function readChecked(
  response: Response,
  name: string,
  seal: Seal,
  heard?: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const [integrity, length] = seal.split('?');
  const sizeBytes = Number(length);
  if (!Number.isSafeInteger(sizeBytes)) throw new Error(`${name}: its build wrote down no length, expected one`);
  const { bytes, isWhole } = await readBody(response, sizeBytes, heard);
  const found = isWhole ? await hashOf(bytes) : `more than ${sizeBytes} bytes`;
  if (found === integrity) return bytes;
  throw new IntegrityError(
    `${name}: it is another file than this page was built with, and is not used (found ${found}, expected ${integrity})`,
  );
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!crypto.subtle) throw new Error('sha256: WebCrypto is missing, expected a page over https or localhost');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}
