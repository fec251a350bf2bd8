// Compiles the model functions once: the training step (loss and gradients), and both towers in f32 with their parameters as
// inputs, which validation feeds and the export turns into constants.

import {
  type ClosedJaxpr,
  defaultDevice,
  init,
  type Array as JaxArray,
  makeJaxpr,
  numpy as np,
  valueAndGrad,
} from '@jax-js/jax';
import { compileJaxpr } from '../graph/jaxpr-to-onnx.ts';
import { type Parameters, sortedNames, zerosLike } from '../models/parameters.ts';
import { type InputShapes, type LossShapes, lossInputShapes, sequenceLoss } from '../models/sequence-loss.ts';
import { itemTowerExample, servedItemTower, servedUserTower, userTowerExample } from '../models/serving.ts';
import { type TowerConfig, tasteDims } from '../models/tower-config.ts';

type Traced = Record<string, JaxArray>;
/** makeJaxpr's types want pytrees of its own arrays; ours are plain records of them. */
type Trace = (...args: (Traced | JaxArray)[]) => { jaxpr: ClosedJaxpr };

let ready: Promise<void> | undefined;

/** jax-js only traces here, so its plainest device will do (its wasm device fails beside onnxruntime-web in Node). */
export function prepareJax(): Promise<void> {
  ready ??= init('cpu').then(() => {
    defaultDevice('cpu');
  });
  return ready;
}

/** Name of the gradient output of a parameter, and of the residuals' gradient. */
export const gradientName = (parameter: string): string => `grad:${parameter}`;
export const RESIDUAL_INPUT = 'residual';

/**
 * The training step as an ONNX model. Inputs: every parameter, `residual` f32 [C, T] and the loss's data inputs, by name.
 * Outputs: `loss` and `grad:<name>` for each trainable parameter and the residuals.
 */
export async function compileTrainingStep(
  config: TowerConfig,
  shapes: LossShapes,
  trainable: Parameters,
  frozen: Parameters,
): Promise<Uint8Array> {
  await prepareJax();
  const { names: dataNames, data } = exampleData(lossInputShapes(config, shapes));
  const residual = np.zeros([shapes.numCandidates, tasteDims(config)]);
  const loss = (t: Traced, r: JaxArray, f: Traced, d: Traced): JaxArray => sequenceLoss(config, shapes, t, r, f, d);
  const step = valueAndGrad(loss, { argnums: [0, 1] });
  const { jaxpr } = (makeJaxpr(step as never) as unknown as Trace)(
    zerosLike(trainable),
    residual,
    zerosLike(frozen),
    data,
  );
  return compileJaxpr(jaxpr, {
    inputNames: [...sortedNames(trainable), RESIDUAL_INPUT, ...sortedNames(frozen), ...dataNames],
    outputNames: ['loss', ...sortedNames(trainable).map(gradientName), gradientName(RESIDUAL_INPUT)],
  });
}

/** A loss of some parameters, traced: those that get a gradient, all others, the data inputs. */
export type PartLoss = (trainable: Traced, frozen: Traced, data: Traced) => JaxArray;

/**
 * The step that trains a part of the parameters (train-part.ts), as an ONNX model. Inputs: every parameter and the loss's data inputs, by
 * name. Outputs: `loss` and `grad:<name>` for each trainable parameter.
 */
export async function compilePartStep(
  loss: PartLoss,
  inputShapes: InputShapes,
  trainable: Parameters,
  frozen: Parameters,
): Promise<Uint8Array> {
  await prepareJax();
  const { names, data } = exampleData(inputShapes);
  const step = valueAndGrad(loss as never, { argnums: 0 });
  const { jaxpr } = (makeJaxpr(step as never) as unknown as Trace)(zerosLike(trainable), zerosLike(frozen), data);
  return compileJaxpr(jaxpr, {
    inputNames: [...sortedNames(trainable), ...sortedNames(frozen), ...names],
    outputNames: ['loss', ...sortedNames(trainable).map(gradientName)],
  });
}

function exampleData(inputs: InputShapes): { names: string[]; data: Traced } {
  const names = Object.keys(inputs).sort();
  const zeros = ([shape, type]: InputShapes[string]) =>
    np.zeros(shape, { dtype: type === 'int32' ? np.int32 : np.float32 });
  return { names, data: Object.fromEntries(names.map((name) => [name, zeros(inputs[name])])) };
}

/** The served user tower with its parameters still inputs. Output `user_embedding`. */
export async function compileUserTower(
  config: TowerConfig,
  batch: number,
  parameters: Parameters,
): Promise<Uint8Array> {
  await prepareJax();
  const example = userTowerExample(config, batch);
  const forward = (p: Traced, x: Traced): JaxArray => servedUserTower(config, p, x);
  const { jaxpr } = (makeJaxpr(forward as never) as unknown as Trace)(zerosLike(parameters), example);
  return compileJaxpr(jaxpr, {
    inputNames: [...sortedNames(parameters), ...Object.keys(example)],
    outputNames: ['user_embedding'],
  });
}

/** The served item tower with its parameters still inputs. Output `item_embeddings`. */
export async function compileItemTower(config: TowerConfig, parameters: Parameters): Promise<Uint8Array> {
  await prepareJax();
  const example = itemTowerExample(config);
  const forward = (p: Traced, x: Traced): JaxArray => servedItemTower(config, p, x);
  const { jaxpr } = (makeJaxpr(forward as never) as unknown as Trace)(zerosLike(parameters), example);
  return compileJaxpr(jaxpr, {
    inputNames: [...sortedNames(parameters), ...Object.keys(example)],
    outputNames: ['item_embeddings'],
  });
}
