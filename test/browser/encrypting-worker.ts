// A tab that encrypts or decrypts its history, for tests that end it in the middle: tells when it has begun to work.
import { decryptHistory, encryptHistory, unlockHistory } from '../../src/history/encryption/encryption.ts';
import { openHistory } from '../../src/history/history-log.ts';

/** As on a device for which the fewest rounds are slow enough. */
const slow = async () => 500;

export interface EncryptingTask {
  databaseName: string;
  passphrase: string;
  task: 'encrypt' | 'decrypt';
}

addEventListener('message', async ({ data }: MessageEvent<EncryptingTask>) => {
  const log = await openHistory({ databaseName: data.databaseName });
  if (data.task === 'decrypt') await unlockHistory(log, data.passphrase, slow);
  else {
    const { encrypt } = crypto.subtle;
    crypto.subtle.encrypt = function (this: SubtleCrypto, ...args: Parameters<typeof encrypt>) {
      postMessage('begun');
      crypto.subtle.encrypt = encrypt;
      return encrypt.apply(crypto.subtle, args);
    };
  }
  if (data.task === 'decrypt') postMessage('begun');
  await (data.task === 'encrypt' ? encryptHistory(log, data.passphrase, slow) : decryptHistory(log));
  postMessage('done');
});
