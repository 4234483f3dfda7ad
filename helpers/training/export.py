"""A Keras network written as an ONNX file, which runs without TensorFlow, in a browser too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import keras
    import onnx

#: Browsers' runtimes know this version.
_OPSET = 17


def export(network: keras.Model, path: Path) -> None:
    """Write a convolutional network as ONNX; it answers as in Keras, to float32's accuracy.

    ONNX keeps channels first: the file takes (n, 28, 28) where the network does, otherwise
    (n, channels, h, w), and returns maps likewise. Height and width may be any that the network
    takes.

    Args:
        network: of Conv2D, ReLU, MaxPooling2D, UpSampling2D, Add, Flatten, Dense, Softmax,
            Reshape to one channel, and Dropout, which does nothing here.
        path: the file to write.

    Raises:
        ValueError: the network has another kind of layer.
    """
    import onnx
    from onnx import helper

    graph = _Graph()
    (given,) = network.inputs
    graph.names[given.name] = "picture"
    for layer in network.layers:
        kind = type(layer).__name__
        if kind not in _WRITERS:
            raise ValueError(
                f"A layer of the kind {kind} cannot be written as ONNX; "
                f"known: {', '.join(_WRITERS)}."
            )
        _WRITERS[kind](graph, layer)
    picture = _told("picture", given)
    answers = [_told(graph.names[each.name], each, f"{each.name}_") for each in network.outputs]
    model = helper.make_model(
        helper.make_graph(graph.nodes, network.name, [picture], answers, graph.constants),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=8,
        producer_name="handwritten-digits",
    )
    onnx.checker.check_model(model)
    Path(path).write_bytes(model.SerializeToString())


def _told(name: str, tensor: keras.KerasTensor, prefix: str = "") -> onnx.ValueInfoProto:
    """Return how ONNX describes scores, digits, or maps with their channels first."""
    from onnx import TensorProto, helper

    last = tensor.shape[-1]
    kinds = {2: [last], 3: [28, 28], 4: [last, f"{prefix}h", f"{prefix}w"]}
    sides: list[str | int] = ["n", *kinds[len(tensor.shape)]]
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, sides)


class _Graph:
    """The nodes and numbers written so far, and what each tensor of Keras is called."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.names: dict[str, str] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, layer: keras.layers.Layer, kind: str, *more: str, **attributes: Any) -> None:
        """Add the first node of a layer."""
        tensors = layer.input if isinstance(layer.input, list) else [layer.input]
        inputs = [self.names[tensor.name] for tensor in tensors]
        self._add(layer, kind, [*inputs, *more], layer.name, attributes)

    def then(self, layer: keras.layers.Layer, kind: str, **attributes: Any) -> None:
        """Add a node behind the layer's last one."""
        before, name = self.names[layer.output.name], f"{layer.name}_{kind.lower()}"
        self._add(layer, kind, [before], name, attributes)

    def _add(
        self, layer: keras.layers.Layer, kind: str, inputs: list[str], name: str, attributes: dict
    ) -> None:
        from onnx import helper

        self.nodes.append(helper.make_node(kind, inputs, [name], name, **attributes))
        self.names[layer.output.name] = name


def _same(graph: _Graph, layer: keras.layers.Layer) -> None:
    graph.names[layer.output.name] = graph.names[layer.input.name]


def _convolution(graph: _Graph, layer: keras.layers.Layer) -> None:
    kernel, *bias = layer.get_weights()
    numbers = [graph.constant(f"{layer.name}_kernel", kernel.transpose(3, 2, 0, 1))]
    numbers += [graph.constant(f"{layer.name}_bias", each) for each in bias]
    padding = {"same": "SAME_UPPER", "valid": "VALID"}[layer.padding]
    sides = {"kernel_shape": layer.kernel_size, "strides": layer.strides, "auto_pad": padding}
    graph.node(layer, "Conv", *numbers, **sides)
    _activate(graph, layer)


def _dense(graph: _Graph, layer: keras.layers.Layer) -> None:
    names = f"{layer.name}_kernel", f"{layer.name}_bias"
    graph.node(layer, "Gemm", *map(graph.constant, names, layer.get_weights()))
    _activate(graph, layer)


def _activate(graph: _Graph, layer: keras.layers.Layer) -> None:
    name = layer.activation.__name__
    if name == "relu":
        graph.then(layer, "Relu")
    elif name == "softmax":
        graph.then(layer, "Softmax", axis=-1)
    elif name != "linear":
        raise ValueError(f"The activation {name} cannot be written as ONNX.")


def _flatten(graph: _Graph, layer: keras.layers.Layer) -> None:
    """Put channels last, as Keras counts them, and flatten."""
    if len(layer.input.shape) == 3:  # the picture itself
        graph.node(layer, "Flatten")
    else:
        graph.node(layer, "Transpose", perm=(0, 2, 3, 1))
        graph.then(layer, "Flatten")


def _reshape(graph: _Graph, layer: keras.layers.Layer) -> None:
    if tuple(layer.target_shape) != (28, 28, 1):
        raise ValueError("Only a Reshape to one channel, (28, 28, 1), can be written as ONNX.")
    graph.node(layer, "Unsqueeze", graph.constant(f"{layer.name}_axis", np.array([1])))


def _enlarge(graph: _Graph, layer: keras.layers.Layer) -> None:
    scales = graph.constant(f"{layer.name}_scales", np.array([1, 1, *layer.size], np.float32))
    nearest = {"coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
    graph.node(layer, "Resize", "", scales, mode="nearest", **nearest)


_WRITERS: dict[str, Callable[[_Graph, keras.layers.Layer], None]] = {
    "InputLayer": lambda graph, layer: None,
    "Dropout": _same,
    "Conv2D": _convolution,
    "Dense": _dense,
    "ReLU": lambda graph, layer: graph.node(layer, "Relu"),
    "Add": lambda graph, layer: graph.node(layer, "Add"),
    "MaxPooling2D": lambda graph, layer: graph.node(
        layer, "MaxPool", kernel_shape=layer.pool_size, strides=layer.strides
    ),
    "UpSampling2D": _enlarge,
    "Flatten": _flatten,
    "Reshape": _reshape,
    "Softmax": lambda graph, layer: graph.node(layer, "Softmax", axis=-1),
}
