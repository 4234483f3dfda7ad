"""Every exercise: its answer is accepted, its starter waits, its wrong answers are refused."""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import numpy as np
import pytest

from helpers.checks import notebook_07
from helpers.checks.exercise import WAITING
from helpers.data import load_mnist
from tests.unit.keeping import keep
from tests.unit.watched_checks import Sentences, watch, words_of

WRONG_ANSWERS = Path(__file__).with_name("wrong_answers")
NOTEBOOKS = sorted(Path(__file__).resolve().parents[2].joinpath("notebooks").glob("*.ipynb"))
FENCE = re.compile(r"<summary>Answer</summary>.*?```python\n(.*?)```", re.DOTALL)
SECTION = re.MULTILINE | re.DOTALL


def exercises() -> list[dict]:
    """Collect starter, answer and set-up code of every cell tagged `exercise`."""
    found = []
    for path in NOTEBOOKS:
        cells = nbformat.read(path, as_version=4).cells
        setup = "\n".join(c.source for c in cells if "setup" in c.metadata.get("tags", []))
        for cell, following in zip(cells, [*cells[1:], None], strict=True):
            if "exercise" not in cell.metadata.get("tags", []):
                continue
            answer = FENCE.search(following.source) if following else None
            call = cell.source.strip().splitlines()[-1]
            found.append(
                {
                    "notebook": path.stem,
                    "check": re.search(r"check_\w+", call).group(),
                    "call": call,
                    "open": "project" in cell.metadata.tags,
                    "setup": setup,
                    "starter": cell.source,
                    "answer": answer and answer.group(1),
                    "hint": following is not None and "<summary>Hint</summary>" in following.source,
                }
            )
    return found


EXERCISES = exercises()
#: Those with one right answer; the others are open projects, whose checks measure.
CLOSED = [each for each in EXERCISES if not each["open"]]
#: What a network says, which is trained here or may be trained again, is not kept.
NETWORKS = ("check_small", "check_eight", "check_eight_to_three")


def wrong_answers(exercise: dict) -> Iterator[tuple[dict, str, str, str]]:
    """Yield the exercise, what is wrong, the code, and what must be said, for each wrong answer.

    In the file each stands below a line "--- what is wrong → what must be said"; code that is
    indented goes on after the line of the starter that begins with def.
    """
    text = WRONG_ANSWERS.joinpath(f"notebook_{exercise['notebook'][:2]}.txt").read_text("utf-8")
    section = re.search(rf"^=== {exercise['check']} ===\n(.*?)(?=^===|\Z)", text, SECTION)[1]
    head = exercise["starter"].partition("\n")[0]
    for title, code in re.findall(r"^--- ([^\n]*)\n(.*?)(?=^---|\Z)", section, SECTION):
        mistake, phrase = title.split(" → ")
        yield exercise, mistake, f"{head}\n{code}" if code.startswith(" ") else code, phrase


MUTATIONS = [wrong for exercise in EXERCISES for wrong in wrong_answers(exercise)]


@functools.cache
def prepared(setup: str) -> dict:
    """Return the names that a notebook's set-up leaves."""
    names: dict = {}
    exec(setup, names)
    return names


@pytest.fixture(autouse=True)
def in_the_notebooks_folder(monkeypatch):
    monkeypatch.chdir(NOTEBOOKS[0].parent)


@pytest.fixture(autouse=True)
def networks_read_fewer_images(monkeypatch):
    known, (images, labels) = load_mnist()
    monkeypatch.setattr(notebook_07, "load_mnist", lambda: (known, (images[:2000], labels[:2000])))


def verdict(exercise: dict, code: str, **given: object):
    """Run set-up and `code`, as a learner would in the notebook's folder; return the verdict."""
    names = dict(prepared(exercise["setup"])) | given
    exec(code, names)
    return eval(exercise["call"], names)


def _name(value) -> str | None:
    return f"{value['notebook'][:2]}-{value['check']}" if isinstance(value, dict) else None


@pytest.mark.parametrize("exercise", EXERCISES, ids=_name)
def test_answer_is_accepted_starter_waits_and_cases_are_kept(exercise, monkeypatch):
    assert exercise["answer"], "The cell after the starter has no folded answer."
    starter = exercise["starter"].strip().rpartition("\n")[0]
    waiting = verdict(exercise, starter)
    assert (waiting.status, waiting.message) == ("not attempted", WAITING)
    asked = watch(monkeypatch)
    accepted = verdict(exercise, exercise["answer"])
    assert accepted.status == "right", accepted
    if exercise["check"] not in NETWORKS:
        asked.append(f"says {words_of(accepted.message)[1]}")
        keep("exercises", asked, _name(exercise))


def test_what_is_solved_is_remembered_under_the_checks_name():
    for exercise in EXERCISES:
        module = importlib.import_module(f"helpers.checks.notebook_{exercise['notebook'][:2]}")
        check = getattr(module, exercise["check"])
        assert check.__wrapped__.__name__ == exercise["check"], _name(exercise)


def test_every_exercise_has_a_folded_hint():
    for exercise in EXERCISES:
        assert exercise["hint"], f"{_name(exercise)} says that a hint is folded below it"


@pytest.mark.parametrize(
    "exercise", [each for each in EXERCISES if each["starter"].startswith("def ")], ids=_name
)
def test_a_forgotten_return_is_named(exercise):
    head = exercise["starter"].partition("\n")[0]
    refused = verdict(exercise, f"{head}\n    print('done')")
    assert refused.status == "wrong"
    assert "did you forget return" in refused.message


SPOIL = """
    import numpy
    for given in list(locals().values()):
        if isinstance(given, numpy.ndarray) and given.flags.writeable:
            given[...] = 0
    return 0
"""


def kept_arrays(exercise: dict) -> list[np.ndarray]:
    """Return the arrays that the exercise's module keeps from one check to the next."""
    module = importlib.import_module(f"helpers.checks.notebook_{exercise['notebook'][:2]}")
    values = [
        each
        for value in vars(module).values()
        for each in (value if isinstance(value, tuple) else (value,))
    ]
    return [each for each in values if isinstance(each, np.ndarray)]


@pytest.mark.parametrize(
    "exercise", [each for each in CLOSED if each["starter"].startswith("def ")], ids=_name
)
def test_an_answer_that_overwrites_what_it_is_given_spoils_no_later_check(exercise):
    before = [each.copy() for each in kept_arrays(exercise)]
    verdict(exercise, exercise["starter"].partition("\n")[0] + SPOIL)
    for array, kept in zip(kept_arrays(exercise), before, strict=True):
        assert np.array_equal(array, kept)
    assert verdict(exercise, exercise["answer"]).status == "right"


@pytest.mark.parametrize("exercise", EXERCISES, ids=_name)
def test_wrong_answers_are_refused_with_the_reason_kept(exercise, record_property):
    sentences, lines = Sentences(), []
    for _, mistake, code, phrase in (wrong for wrong in MUTATIONS if wrong[0] is exercise):
        refused = verdict(exercise, code)
        assert refused.status == "wrong", f"accepted although {mistake}: {refused}"
        assert phrase in refused.message, mistake
        lines.append(sentences.line(mistake, refused.status, refused.message))
    record_property("wrong answers", len(lines))
    if exercise["check"] not in NETWORKS:
        keep("wrong_answers", lines, _name(exercise))


def test_there_are_enough_of_both():
    assert len(CLOSED) >= 35
    assert len(EXERCISES) - len(CLOSED) >= 10
    assert len(MUTATIONS) >= 450
    for exercise in EXERCISES:
        count = sum(wrong[0] is exercise for wrong in MUTATIONS)
        assert count >= 5, f"{_name(exercise)} has only {count} wrong answers"
