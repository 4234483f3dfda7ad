"""Asks the JavaScript of the demonstrations, through Node.js."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]


def node() -> str:
    """Return Node.js; without it a test is skipped, under `CI` it fails."""
    found = shutil.which("node")
    if not found:
        message = "Node.js is not installed; learners don't need it, these tests do."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


def ask(questions: Iterable[dict]) -> list:
    """Return the answers of tests/web/answer.mjs; matrices and bytes travel as base64."""
    lines = "\n".join(json.dumps(question, default=_packed) for question in questions)
    ran = subprocess.run(
        [node(), str(ROOT / "tests" / "web" / "answer.mjs")],
        input=lines,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def matrix_of(answer: dict) -> np.ndarray:
    """Return a matrix that JavaScript has answered."""
    values = np.array(answer["values"], np.float32)
    return values.reshape(answer["rows"], answer["columns"])


def _packed(value):
    if isinstance(value, np.ndarray):
        pixels = np.ascontiguousarray(value, np.float32)
        text = base64.b64encode(pixels.tobytes()).decode("ascii")
        return {"rows": pixels.shape[0], "columns": pixels.shape[1], "float32": text}
    return {"base64": base64.b64encode(value).decode("ascii")}
