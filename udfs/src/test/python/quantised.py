"""Quantises one of the networks of ExportedNetworksTest as ONNX Runtime does it: statically, by tensor, as QDQ.

    python3 quantised.py ../resources/io/azulejo/udfs/adopt/exported

Made with onnxruntime 1.30 and onnx 1.23. Whole numbers go in and come out: the first QuantizeLinear and the last
DequantizeLinear are taken away, as for devices that have no floats.
"""

import sys

import numpy as np
import onnx
from onnxruntime.quantization import CalibrationDataReader, QuantType, quantize_static

SOURCE = "pixel-shuffle-17"
FORMS = {
    "pixel-shuffle-uint8": (QuantType.QUInt8, False),
    "pixel-shuffle-int8": (QuantType.QInt8, False),
    "pixel-shuffle-int8-symmetric": (QuantType.QInt8, True),
}


class Pictures(CalibrationDataReader):
    """Smooth ground with noise on it."""

    def __init__(self, name):
        random = np.random.default_rng(1)
        y, x = np.mgrid[0:64, 0:64]
        pictures = []
        for i in range(4):
            ground = [0.5 + 0.3 * np.sin(y * 0.11 + (x * 3 + channel) * 0.037 + i) for channel in range(3)]
            noisy = np.stack(ground) + 0.19 * (random.random((3, 64, 64)) - 0.5)
            pictures.append({name: np.clip(noisy, 0, 1)[None].astype(np.float32)})
        self.pictures = iter(pictures)

    def get_next(self):
        return next(self.pictures, None)


def renamed(names, old, new):
    for i, name in enumerate(names):
        if name == old:
            names[i] = new


def without_ends(model):
    graph = model.graph
    given, taken = graph.input[0], graph.output[0]
    types = {constant.name: constant.data_type for constant in graph.initializer}
    first = next(node for node in graph.node if node.op_type == "QuantizeLinear" and node.input[0] == given.name)
    last = next(node for node in graph.node if taken.name in node.output)
    for node in graph.node:
        renamed(node.input, first.output[0], given.name)
        renamed(node.output, last.input[0], taken.name)
    given.type.tensor_type.elem_type = types[first.input[2]]
    taken.type.tensor_type.elem_type = types[last.input[2]]
    graph.node.remove(first)
    graph.node.remove(last)
    del graph.value_info[:]


folder = sys.argv[1]
for form, (kind, symmetric) in FORMS.items():
    source, file = f"{folder}/{SOURCE}.onnx", f"{folder}/{form}.onnx"
    name = onnx.load(source).graph.input[0].name
    settings = {"ActivationSymmetric": symmetric}
    quantize_static(
        source, file, Pictures(name), activation_type=kind, weight_type=QuantType.QInt8, extra_options=settings
    )
    model = onnx.load(file)
    without_ends(model)
    onnx.save(model, file)
