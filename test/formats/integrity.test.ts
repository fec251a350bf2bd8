// Node's own hashes say what is right.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { IntegrityError, RequestError } from '../../src/errors.ts';
import { integrityMismatch, integrityOf, isIntact, parseIntegrity } from '../../src/formats/integrity.ts';
import { createRandom } from '../../src/numerics/random.ts';

const ALGORITHMS = ['sha256', 'sha384', 'sha512'] as const;
type Algorithm = (typeof ALGORITHMS)[number];

const random = createRandom(1);
const someBytes = () => Uint8Array.from({ length: random.integer(200) }, () => random.integer(256));
const digestOf = (bytes: Uint8Array, algorithm: Algorithm) => createHash(algorithm).update(bytes).digest('base64');
const entryOf = (bytes: Uint8Array, algorithm: Algorithm) => `${algorithm}-${digestOf(bytes, algorithm)}`;
const pick = <T>(values: readonly T[]): T => values[random.integer(values.length)]!;

describe('integrity metadata', () => {
  test('any mix of entries, spaces and options means what the specification says', async () => {
    for (let round = 0; round < 300; round++) {
      const bytes = someBytes();
      const entries = Array.from({ length: 1 + random.integer(4) }, () => {
        const algorithm = pick(ALGORITHMS);
        const isRight = random.integer(2) === 0;
        return { algorithm, isRight, text: entryOf(isRight ? bytes : Uint8Array.of(...bytes, 1), algorithm) };
      });
      const written = entries.map(({ text }) => {
        const cased = pick([text, text.replace('sha', 'SHA')]);
        const safe = pick([cased, cased.replace('-', ' ').replaceAll('+', '-').replaceAll('/', '_').replace(' ', '-')]);
        return `${safe}${pick(['', '?', '?ct=application/json'])}`;
      });
      const unknown = pick([[], ['md5-1B2M2Y8AsgTpgAmY7PhCfg=='], ['sha3-AAAA']]);
      const text =
        pick(['', ' ', '\n\t']) + [...unknown, ...written].join(pick([' ', '  ', '\n', '\t '])) + pick(['', ' ']);
      const strongest = ALGORITHMS.findLast((name) => entries.some(({ algorithm }) => algorithm === name));
      const expected = entries.some(({ algorithm, isRight }) => algorithm === strongest && isRight);
      expect(await isIntact(bytes, parseIntegrity(text)), text).toBe(expected);
    }
  });

  test('every single changed character of a digest is refused, or names other bytes', async () => {
    for (const algorithm of ALGORITHMS) {
      const bytes = someBytes();
      const entry = entryOf(bytes, algorithm);
      for (let at = algorithm.length + 1; at < entry.length; at++) {
        const changed = `${entry.slice(0, at)}${pick([...'ABCabc019+/=?,.ü'].filter((c) => c !== entry[at]))}${entry.slice(at + 1)}`;
        let isTaken = false;
        try {
          isTaken = await isIntact(bytes, parseIntegrity(changed));
        } catch (error) {
          expect(error).toBeInstanceOf(RequestError);
        }
        expect(isTaken, changed).toBe(false);
      }
    }
  });

  test.each<[string, unknown]>([
    ['nothing', ''],
    ['spaces', ' \n '],
    ['a bare digest', digestOf(Uint8Array.of(1), 'sha256')],
    ['a digest in hex', `sha256-${createHash('sha256').digest('hex')}`],
    ['a digest that is too short', `sha256-${digestOf(Uint8Array.of(1), 'sha256').slice(4)}`],
    ['a digest of another algorithm', `sha512-${digestOf(Uint8Array.of(1), 'sha256')}`],
    ['a digest without its padding', entryOf(Uint8Array.of(1), 'sha256').replace(/=+$/, '')],
    ['a digest whose last letter has bits too many', 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV='],
    ['unknown algorithms alone', 'md5-1B2M2Y8AsgTpgAmY7PhCfg== sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk='],
    ['one that is malformed beside one that is not', `${entryOf(Uint8Array.of(1), 'sha256')} sha384-abc`],
    ['a comma', `${entryOf(Uint8Array.of(1), 'sha256')},${entryOf(Uint8Array.of(2), 'sha256')}`],
    ['a space that is none', `${entryOf(Uint8Array.of(1), 'sha256')}\u00a0`],
    ['no text', 7],
    ['null', null],
    ['a text without end', `${entryOf(Uint8Array.of(1), 'sha256')} `.repeat(1000)],
  ])('%s is an error, and never taken for no metadata', (_, text) => {
    expect(() => parseIntegrity(text)).toThrow(RequestError);
    expect(() => parseIntegrity(text)).toThrow(/^integrity: found .*, expected SHA-256, .* such as sha256-/);
  });

  test('what is written is read, and a mismatch says what was found and expected', async () => {
    const [bytes, others] = [Uint8Array.of(1, 2, 3), Uint8Array.of(4)];
    const text = await integrityOf(bytes);
    expect(text).toBe(entryOf(bytes, 'sha256'));
    expect(await isIntact(bytes, parseIntegrity(text))).toBe(true);
    const error = await integrityMismatch(
      'manifest.json',
      others,
      parseIntegrity(`${text} sha256-${digestOf(Uint8Array.of(5), 'sha256')}`),
    );
    expect(error).toBeInstanceOf(IntegrityError);
    expect(error.message).toContain(
      `manifest.json: content has ${entryOf(others, 'sha256')}, expected ${text} or sha256-`,
    );
  });
});
