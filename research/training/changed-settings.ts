// What a trial compares, as it is typed: an arm is a name and the settings that it changes, `name=number`. Each setting
// is checked against the defaults, so that a slip of the finger never trains the plain towers under another name.

import { DEFAULT_TOWER_CONFIG, type TowerConfig } from '../../src/pipeline/models/tower-config.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '../../src/pipeline/training/training-data.ts';

/** `name=number` pairs, each name one of the defaults'. */
function changesOf<T extends object>(pairs: readonly string[], defaults: T): Partial<T> {
  return Object.fromEntries(pairs.map((pair) => changeOf(pair, defaults))) as Partial<T>;
}

function changeOf(pair: string, defaults: object): [string, number] {
  const [name = '', value = ''] = pair.split('=').map((part) => part.trim());
  const isNumber = value !== '' && Number.isFinite(Number(value)) && pair.split('=').length === 2;
  if (isNumber && Object.hasOwn(defaults, name)) return [name, Number(value)];
  const names = Object.keys(defaults).join(', ');
  throw new Error(`'${pair.trim()}' is no setting, expected name=number with one of ${names}`);
}

/** What an arm places items by, each 0 = not. */
export interface ArmInputs {
  content: number;
  /** Title words and facts. */
  modalities: number;
  /**
   * 0 = none; 1 = hash IDs: codes by chance; 2 = semantic IDs, frozen: the codes' centroids as content, in place of
   * learned embeddings; 3 = trainable; 4 = both, centroids and learned embeddings.
   */
  ids: number;
  /** New items are also placed by regression on content, words and facts (src/pipeline/training/place-new-items.ts). */
  regression: number;
}

const ALL_INPUTS: ArmInputs = { content: 1, modalities: 1, ids: 3, regression: 1 };

/** One thing to train and compare. */
export interface Arm {
  name: string;
  inputs: ArmInputs;
  settings: Partial<TrainingSettings>;
  config: Partial<TowerConfig>;
}

/** What a trial sets for all arms alike. */
const SHARED_SETTINGS: readonly string[] = ['seed', 'epochs'];

/**
 * `hash IDs: ids=1, content=0, regression=0`: a name, then inputs, settings of training or sizes of the towers;
 * `plain:` changes nothing.
 */
export function parseArm(text: string): Arm {
  const colon = text.indexOf(':');
  const name = text.slice(0, colon).trim();
  if (colon === -1 || name === '')
    throw new Error(`arm '${text}' has no name, expected 'name: setting=number, setting=number'`);
  const { seed, epochs, ...settings } = DEFAULT_TRAINING_SETTINGS;
  const pairs = text
    .slice(colon + 1)
    .split(',')
    .filter((pair) => pair.trim() !== '');
  const names = pairs.map((pair) => pair.split('=')[0]!.trim());
  const shared = names.find((entry) => SHARED_SETTINGS.includes(entry));
  if (shared) throw new Error(`arm '${name}' sets ${shared}, expected --${shared}: all arms have the same`);
  const repeated = names.find((entry, i) => names.indexOf(entry) !== i);
  if (repeated) throw new Error(`arm '${name}' sets ${repeated} twice, expected each setting once`);
  changesOf(pairs, { ...ALL_INPUTS, ...settings, ...DEFAULT_TOWER_CONFIG });
  const isOf = (defaults: object) => (_: string, i: number) => Object.hasOwn(defaults, names[i]!);
  return {
    name,
    inputs: { ...ALL_INPUTS, ...changesOf(pairs.filter(isOf(ALL_INPUTS)), ALL_INPUTS) },
    settings: changesOf(pairs.filter(isOf(settings)), settings),
    config: changesOf(pairs.filter(isOf(DEFAULT_TOWER_CONFIG)), DEFAULT_TOWER_CONFIG),
  };
}

/** @throws Error where two arms, or an arm and one of the `taken` names, are called the same */
export function parseArms(texts: readonly string[], taken: readonly string[]): Arm[] {
  const arms = texts.map(parseArm);
  const names = [...taken, ...arms.map(({ name }) => name)];
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated) throw new Error(`arm '${repeated}' is there twice, expected other names than ${taken.join(', ')}`);
  return arms;
}

/** All that is told of an arm in a result line. */
export function changesOfArm({ inputs, settings, config }: Arm): Record<string, number> {
  return { ...inputs, ...settings, ...config } as Record<string, number>;
}

/** A comma-separated choice out of `known`; an empty text is none. */
export function parseNames(text: string, known: readonly string[], option: string): string[] {
  const names = text.split(',').filter((name) => name !== '');
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${option} has '${unknown}', expected some of ${known.join(', ')}`);
  return names;
}

/** An option that counts something. */
export function parseCount(text: string, option: string, least = 1): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least) return value;
  throw new Error(`${option} is '${text}', expected an integer of at least ${least}`);
}
