// The page of a built app names the manifest of its films, and the service worker the page. Whoever changes the films in
// a folder that was built does this as well, as another build would.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const LINE = /(<meta name="privet:integrity" content=")[^"]+/;

const integrityOf = (content: string | Buffer) => `sha256-${createHash('sha256').update(content).digest('base64')}`;

/** The page in a folder names the films that lie there now. */
export async function nameFilms(folder: string): Promise<void> {
  const [page, script] = [join(folder, 'index.html'), join(folder, 'sw.js')];
  const before = await readFile(page, 'utf8');
  const named = await readFile(join(folder, 'models/manifest.json')).then(integrityOf);
  if (!LINE.test(before)) throw new Error('index.html names no films, expected a line with privet:integrity');
  const after = before.replace(LINE, `$1${named}`);
  const listed = await readFile(script, 'utf8');
  if (!listed.includes(integrityOf(before))) throw new Error('sw.js does not list index.html as it is');
  await writeFile(page, after);
  await writeFile(script, listed.replaceAll(integrityOf(before), integrityOf(after)));
}
