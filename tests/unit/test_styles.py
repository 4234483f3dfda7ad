"""Right answers in other styles than the chapters' own: each must be accepted.

Loops, recursion, other calls of the library, another algorithm: what counts is what comes out.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest

from helpers.checks.exercise import Verdict
from helpers.checks.progress import CHAPTERS
from tests.unit.test_exercises import in_the_notebooks_folder  # noqa: F401


def styles() -> list:
    """Return for each style the check and the answer."""
    found = []
    for number in CHAPTERS:
        checks = importlib.import_module(f"helpers.checks.notebook_{number}")
        module = importlib.import_module(f"tests.unit.right_answers.notebook_{number}")
        for check, answers in module.STYLES.items():
            for style, answer in answers.items():
                name = f"{number}-{check}-{style}"
                found.append(pytest.param(getattr(checks, check), answer, id=name))
    return found


STYLES = styles()


@pytest.mark.parametrize(("check", "answer"), STYLES)
def test_another_style_is_accepted(
    check: Callable[[object], Verdict], answer: object, record_property: Callable
) -> None:
    verdict = check(answer)
    assert verdict.status == "right", verdict
    record_property("right answers", 1)


def test_there_are_enough_styles() -> None:
    assert len(STYLES) >= 200
