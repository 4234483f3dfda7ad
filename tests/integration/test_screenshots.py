"""Every demonstration has its screenshot, and a page shows each of them with its words."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

from PIL import Image

from tools.screenshots import PICTURES, notebooks_with_demonstrations

ROOT = Path(__file__).resolve().parents[2]


def demonstrations(notebook: str) -> int:
    """Return how many the notebook has; the browser tests assert that they name all."""
    tests = importlib.import_module(f"tests.browser.test_notebook_{notebook[:2]}")
    assert notebook == tests.NOTEBOOK
    return len(tests.TestEveryDemonstration.demonstrations)


def test_every_demonstration_is_shown_with_its_words():
    wanted = {
        f"{Path(notebook).stem}_{place + 1}.png"
        for notebook in notebooks_with_demonstrations()
        for place in range(demonstrations(notebook))
    }
    page = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^!\[(.*)\]\(pictures/(.+\.png)\)$", page, re.MULTILINE))
    assert {path.name for path in PICTURES.glob("*.png")} == wanted
    assert set(shown.values()) == wanted
    assert all(len(words.split()) >= 5 for words in shown)


def test_the_readme_leads_to_them():
    assert "](docs/README.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_animation_is_shown_moves_and_is_small():
    page = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^!\[.*\]\(pictures/(.+\.gif)\)$", page, re.MULTILINE)
    assert sorted(shown) == sorted(path.name for path in PICTURES.glob("*.gif"))
    for name in shown:
        with Image.open(PICTURES / name) as animation:
            assert animation.n_frames > 20
        assert (PICTURES / name).stat().st_size < 700_000


def test_the_readme_begins_with_one_that_says_what_happens():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    words, file = re.findall(r"^!\[(.*)\]\((.+)\)$", text, re.MULTILINE)[0]
    assert file == "docs/pictures/first_page.gif"
    assert "dragged" in words and "drawn" in words
