"""The pages that need no installation, in the browser: built once, shown by 127.0.0.1.

What is asked of every page, and of every demonstration without a kernel behind it.
"""

from __future__ import annotations

import base64
import contextlib
import importlib
import itertools
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import nbformat
import numpy as np
import pytest

from helpers.recognition.decoding import SUFFIXES, decode
from helpers.recognition.reader import Reader
from tests.browser.chromium import VIEWPORT
from tests.browser.in_page import PageDemonstration, find
from tests.browser.page import NotebookPage
from tests.browser.paper import FOUR, draw, draw_or_clear, places
from tools import site as builder
from tools.badges import badges
from tools.lean import used
from tools.live_cells import states_of

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PAGES = [
    *(
        "index",
        "photograph",
        "search",
        "notebooks/README",
        "docs/limits",
        "docs/names",
        "docs/style",
    ),
    *(f"notebooks/{path.stem}" for path in CHAPTERS),
]
TELEPHONE = {"width": 360, "height": 740}
#: Bytes that the first page may load until a drawing is read.
MOST = 3_000_000
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_BROWSER_TESTS = [
    importlib.import_module(f"tests.browser.{path.stem}")
    for path in sorted(Path(__file__).parent.glob("test_notebook_*.py"))
]
#: What moves a demonstration with the keyboard, by its name, as in its notebook's own test.
MOVES = {
    name: move
    for module in _BROWSER_TESTS
    for name, move in module.TestEveryDemonstration.demonstrations.items()
}
LIVE = [
    (f"notebooks/{path.stem}", place)
    for path in CHAPTERS
    for place in range(len(states_of(nbformat.read(path, as_version=4), path.stem, False)))
]


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    if "SITE" in os.environ:  # built already, by hand
        return ROOT / os.environ["SITE"]
    built = tmp_path_factory.mktemp("site") / "pages"
    command = [sys.executable, "-m", "tools.site", str(built), "--quick"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return built


@pytest.fixture(scope="session")
def address(folder):
    with builder.shown(folder) as found:
        yield found


@pytest.fixture
def visit(browser, address):
    """A function that opens a page in a context of its own, its demonstrations alive."""
    with contextlib.ExitStack() as stack:

        def open_page(name: str, **options) -> NotebookPage:
            options = {"viewport": VIEWPORT, **options}
            context = stack.enter_context(contextlib.closing(browser.new_context(**options)))
            seen = NotebookPage(context.new_page())
            seen.page.on(
                "response",
                lambda answer: answer.ok or seen.problems.append(f"{answer.status}: {answer.url}"),
            )
            seen.page.goto(f"{address}{name}.html")
            if options.get("java_script_enabled", True):
                # One by one: Playwright's own waiting evaluates text, which the policy forbids.
                for live in seen.page.locator(".live-demonstration").all():
                    live.locator(".demo-answer").wait_for(state="attached")
            return seen

        yield open_page


@pytest.mark.parametrize("name", PAGES)
def test_a_page(visit, name):
    """No complaint, nothing that axe finds in either theme, nothing cut, no overflow."""
    seen = visit(name)
    found = dict.fromkeys(seen.problems)
    assert AXE.exists() or not os.environ.get("CI"), "npm ci brings axe-core"
    if AXE.exists():
        seen.page.evaluate(AXE.read_text(encoding="utf-8"))
        for theme in ("light", "dark"):
            seen.page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
            found |= dict.fromkeys(f"{theme}: {said}" for said in seen.page.evaluate(_VIOLATIONS))
    for place in seen.page.locator(".output:has(.live-demonstration) + *").all():
        if place.is_visible():
            found["a stored picture is shown beside its demonstration"] = None
    found |= dict.fromkeys(f"cut on a laptop: {words}" for words in seen.page.evaluate(_CUT))
    seen.page.set_viewport_size(TELEPHONE)
    found |= dict.fromkeys(f"cut on a telephone: {words}" for words in seen.page.evaluate(_CUT))
    for root in seen.page.locator("[data-demonstration]").all():
        if PageDemonstration(seen.page, root).overflow() > 1:
            found[f"{root.get_attribute('data-demonstration')} is too wide"] = None
    if seen.page.evaluate("document.documentElement.scrollWidth") > TELEPHONE["width"]:
        found["the page is too wide"] = None
    assert not found, "\n".join(found)


#: Words and crops that a demonstration shows in part or not at all.
_CUT = """() => [...document.querySelectorAll(".demo-title, .demo-note, .demo-crops")]
  .filter(each => each.textContent && !each.closest("[hidden]"))
  .filter(each => !each.offsetWidth || each.scrollWidth > each.clientWidth + 1
    || each.scrollHeight > each.clientHeight + 2)
  .map(each => each.textContent)"""

#: What axe-core has to say, one line for each element.
_VIOLATIONS = """async () => (await axe.run()).violations.flatMap(({ id, nodes }) =>
  nodes.slice(0, 3).map(each => `${id}: ${each.html.slice(0, 200)} ${each.failureSummary}`))"""


class Links(HTMLParser):
    """Collects what a page leads to, and the places in it that can be led to."""

    def __init__(self, text: str):
        super().__init__()
        self.targets: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.targets += [given[name] for name in ("href", "src") if given.get(name)]
        self.places.add(given.get("id"))


def test_every_link_leads_somewhere_on_the_pages(folder):
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in builder.pages_in(folder)}
    assert len(pages) == len(PAGES)
    dead = []
    for path, page in pages.items():
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme in ("http", "https", "data", "mailto"):
                continue
            led = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            known = pages[led].places if led in pages else {""}
            if not led.is_file() or (parts.fragment and unquote(parts.fragment) not in known):
                dead.append(f"{path.relative_to(folder)}: {target}")
    assert not dead, "\n".join(dead)


def test_rules_are_left_out_when_nothing_can_have_them():
    styles = ".here p, .nowhere { color: red } .here:not(.nowhere) { margin: 0 } @media print {"
    styles += " .nowhere { margin: 0 } } @font-face { src: url(a) }"
    kept = used(styles, {"here"})
    assert ".here p{" in kept and ".here:not(.nowhere){" in kept and "@font-face" in kept
    assert "print" not in kept and ", .nowhere" not in kept


def test_the_numbers_of_a_ruler_stand_apart(visit):
    page = visit("notebooks/01_images_are_numbers").page
    numbers = page.locator(".demo-ruler-column span")
    numbers.first.wait_for()
    assert len(set(numbers.evaluate_all("all => all.map(one => one.offsetLeft)"))) > 3


def test_on_a_laptop_bars_have_room_the_sum_its_line_and_labels_their_places(visit):
    page = visit("notebooks/02_convolution").page
    products, ledger = (
        page.locator(f".demo-strip {each}").last.bounding_box()
        for each in (".demo-numbers", ".demo-ledger")
    )
    assert ledger["x"] > products["x"] + products["width"]
    page = visit("notebooks/00_start_here").page
    assert page.locator(".demo-track").first.bounding_box()["width"] > 100
    tabs = page.locator(".demo-boxes span").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(({ left, right }) => [left, right])"
    )
    assert len(tabs) == 10
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(sorted(tabs)))


def test_nothing_lies_over_a_photograph_in_the_dark(visit):
    page = visit("notebooks/00_start_here", color_scheme="dark").page
    tint = page.locator(".demonstration img").first
    tint.wait_for(state="attached")
    style = (
        "one => ['backgroundColor', 'padding', 'filter'].map(name => getComputedStyle(one)[name])"
    )
    assert tint.evaluate(style) == ["rgba(0, 0, 0, 0)", "0px", "none"]


def test_no_page_may_load_anything_from_elsewhere(folder):
    for path in builder.pages_in(folder):
        text = path.read_text(encoding="utf-8")
        assert text.count("Content-Security-Policy") == 1
        assert "unsafe-eval" not in text
        assert "default-src 'self'" in text


@pytest.mark.parametrize(("page", "place"), LIVE)
def test_a_demonstration_answers_to_keyboard_mouse_and_touch(visit, page, place):
    seen = visit(page, has_touch=True)
    root = seen.page.locator("[data-demonstration]").nth(place)
    demo = PageDemonstration(seen.page, root)
    name = root.get_attribute("data-demonstration")
    root.scroll_into_view_if_needed()
    with demo.changes():
        MOVES[name](demo)
    words = name != "read_photograph"  # another digit of a photograph changes its bars alone
    button = {"drawing_pad": "Clear", "read_photograph": "Next digit"}.get(name)
    slider = root.locator("input[type=range]").filter(visible=True).first
    for by_touch in (False, True):
        if button:
            demo.button("Reset")
        if name == "drawing_pad":
            with demo.changes():
                (touch_paper if by_touch else draw_or_clear)(demo)
        elif button:
            pressed = root.get_by_role("button", name=button)
            with demo.changes(words):
                pressed.tap() if by_touch else pressed.click()
        else:
            slider.scroll_into_view_if_needed()
            box = slider.bounding_box()
            share = 0.15 if float(slider.evaluate(_SHARE)) > 0.5 else 0.85
            x, y = box["x"] + share * box["width"], box["y"] + box["height"] / 2
            with demo.changes():
                (seen.page.touchscreen.tap if by_touch else seen.page.mouse.click)(x, y)
    if button:
        with demo.changes(words):
            root.get_by_role("button", name=button).focus()
            seen.page.keyboard.press("Enter")
    assert not seen.problems, "\n".join(seen.problems)


#: Where a slider's knob stands, 0…1.
_SHARE = "each => (each.value - each.min) / (each.max - each.min)"


def touch_paper(pad) -> None:
    """Draw with a finger."""
    pad.root.locator("canvas").first.scroll_into_view_if_needed()
    session = pad.page.context.new_cdp_session(pad.page)
    for stroke in FOUR:
        for place, (x, y) in enumerate(places(pad, stroke)):
            kind = "touchMove" if place else "touchStart"
            points = [{"x": x, "y": y}]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_a_drawing_is_read_with_nothing_more_than_the_first_page(visit):
    loaded: list[int] = []
    files: list[str] = []
    seen = visit("index")
    seen.page.on("response", lambda answer: loaded.append(len(answer.body())))
    seen.page.on("response", lambda answer: files.append(urlsplit(answer.url).path))
    seen.page.reload()
    pad = find(seen, "drawing_pad")
    seen.page.wait_for_load_state("networkidle")
    seen.page.context.route("**/*", lambda route: route.abort())
    draw(pad, FOUR)
    pad.wait_for_words("probably a 4")
    assert 100_000 < sum(loaded) < MOST
    assert sum(file.endswith(".css") for file in files) == 1
    assert not [file for file in files if file.endswith(".woff2") or "search" in file]
    assert not seen.problems, "\n".join(seen.problems)


def test_what_only_python_could_do_is_said(visit):
    pad = find(visit("index"), "drawing_pad")
    draw(pad, [[(60, 60), (60, 200)], [(200, 60), (200, 200)]])
    pad.wait_for_words("telling them apart needs Python")


def give(photograph, path: Path) -> None:
    """Choose a file in the browser's own dialog."""
    with photograph.page.expect_file_chooser() as chooser:
        photograph.button("Your own picture")
    chooser.value.set_files(path)


def test_a_photograph_is_read_although_every_request_is_refused(visit):
    seen = visit("photograph")
    seen.page.wait_for_load_state("networkidle")
    asked: list[str] = []
    seen.page.context.route("**/*", lambda route: (asked.append(route.request.url), route.abort()))
    photograph = find(seen, "read_photograph")
    for name, answer in (("5.jpg", "is probably a 5"), ("phone_number.png", "0 4 9 1 5 7 0 1 5 6")):
        give(photograph, ROOT / "recognition" / name)
        photograph.wait_for_words(answer)
        assert photograph.chosen("Picture") in (name, f"your {name}")
        assert len(answer.split()) >= photograph.root.locator(".demo-boxes button").count() > 0
    assert not [url for url in asked if not url.startswith("blob:")]
    assert not seen.problems, "\n".join(seen.problems)


def test_a_chapter_loads_the_networks_with_the_first_photograph(visit):
    seen = visit("notebooks/09_recognizing_your_digits")
    loaded: list[str] = []
    seen.page.on("response", lambda answer: loaded.append(answer.url))
    photograph = find(seen, "read_photograph")
    seen.page.wait_for_load_state("networkidle")
    assert not [url for url in loaded if "pretrained" in url]
    give(photograph, ROOT / "recognition" / "3.png")
    photograph.wait_for_words("The number is probably a 3")
    assert [url for url in loaded if url.endswith("finder.onnx")]


_HEADER = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def test_what_is_no_picture_is_refused_in_a_sentence_and_the_next_one_read(visit, tmp_path):
    photograph = find(visit("photograph"), "read_photograph")
    huge = _HEADER.encode("latin-1") + (60_000).to_bytes(4) * 2 + bytes(5)
    whole = (ROOT / "recognition" / "0.png").read_bytes()
    for name, content, reason in (
        ("text.png", b"this is no picture", "it is not a picture that a browser can open"),
        ("empty.png", b"", "the file is empty"),
        ("huge.png", huge, "it has more than 64 megapixels"),
        ("bomb.jpg", b"\xff\xd8" * 300_000, "it is not a picture that a browser can open"),
        ("broken.jpg", (ROOT / "recognition" / "5.jpg").read_bytes()[:900], "the file is damaged"),
        ("damaged.png", whole[:40] + whole[400:], "the file is damaged or incomplete"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        give(photograph, path)
        photograph.wait_for_words(f"“{name}” cannot be read: {reason}")
    give(photograph, ROOT / "recognition" / "3.png")
    photograph.wait_for_words("The number is probably a 3")


def test_a_photograph_is_taken_with_the_camera(visit):
    seen = visit("photograph")
    photograph = find(seen, "read_photograph")
    # Somebody says no; the fake camera's picture holds no digit, or something like one.
    seen.page.context.clear_permissions()
    photograph.button("Take a photograph")
    photograph.root.get_by_text("choose a picture, drop it, or paste it").wait_for()
    seen.page.context.grant_permissions(["camera"])
    photograph.button("Take a photograph")
    photograph.root.locator("button:focus", has_text="Photograph this").wait_for()
    assert photograph.root.locator("video").is_visible()
    seen.page.keyboard.press("Enter")
    photograph.wait_until(lambda: photograph.chosen("Picture") == "photograph.jpg", "not taken")
    photograph.wait_for_words(" pixels.")
    assert not photograph.root.locator("video").is_visible()
    assert not seen.problems, "\n".join(seen.problems)


#: Has files read by the module that answers in Python's place; each is a name and base64.
_READ = """async files => {
  const { readHere } = await import(new URL("_static/photographs.js", document.baseURI));
  return Promise.all(files.map(([name, text]) => new Promise(resolve => {
    const bytes = Uint8Array.from(atob(text), each => each.charCodeAt(0));
    readHere(name, name, new Blob([bytes]), ({ answer, boxes }) => resolve([answer, boxes]));
  })));
}"""


@pytest.mark.parametrize("where", ["recognition", "../shared/handwriting"])
def test_files_are_read_as_in_python(visit, where):
    """Decoded by the browser; 98 % of the same sentences, and boxes within a pixel."""
    paths = [path for path in sorted((ROOT / where).rglob("*")) if path.suffix in SUFFIXES]
    if not paths:
        pytest.skip("The strangers' handwriting is not here.")
    page = visit("photograph").page
    page.set_default_timeout(0)
    reader, alike, near = Reader(), 0, 0
    for path in paths:
        text = base64.b64encode(path.read_bytes()).decode("ascii")
        ((answer, boxes),) = page.evaluate(_READ, [[path.name, text]])
        seen = reader.look(decode(path))
        same = answer == f"{reader.judge(seen).message}."
        alike += same
        near += len(boxes) == len(seen.boxes) and np.allclose(boxes, seen.boxes, atol=1)
        if not same:
            print(f"{path.name}: {answer} In Python: {reader.judge(seen).message}")
    print(f"{where}: {alike} of {len(paths)} read alike, {near} with the same boxes")
    assert min(alike, near) >= 0.98 * len(paths)
    assert alike == len(paths) or where != "recognition"


def test_the_picture_stays_where_no_script_runs(visit):
    seen = visit("notebooks/02_convolution", java_script_enabled=False)
    picture = seen.page.locator(".output:has(.live-demonstration) + a img")
    assert picture.is_visible()
    assert "The kernel lights" in picture.get_attribute("alt")


def test_paper_is_white_and_holds_all_of_it(visit):
    page = visit("notebooks/02_convolution", color_scheme="dark").page
    theme = "document.documentElement.dataset.theme"
    assert page.evaluate(theme) == "dark"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(theme) == "light"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 900})  # what A4 leaves
    assert not page.locator(".demo-controls").is_visible()
    stage, lab = (page.locator(name).bounding_box() for name in (".demo-stage", ".demonstration"))
    assert stage["width"] > 0.9 * lab["width"]
    cut = "all => all.filter(each => each.scrollWidth > each.clientWidth + 1).length"
    assert page.locator("pre").evaluate_all(cut) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(theme) == "dark"


def test_the_search_finds_a_word(visit):
    page = visit("search").page
    page.goto(page.url + "?q=receptive")
    found = page.locator("#search-results a[href*='03_stacking_layers']").first
    found.wait_for()


def test_a_published_copy_opens_on_colab_and_on_binder(monkeypatch):
    environment = SimpleNamespace(
        doc2path=lambda name: ROOT / f"{name}.ipynb", found_docs={"notebooks/02_convolution"}
    )
    app = SimpleNamespace(env=environment)
    notebook = "notebooks/02_convolution.ipynb"
    for repository, colab, binder in (
        (None, None, None),
        (
            "owner/name",
            f"https://colab.research.google.com/github/owner/name/blob/main/{notebook}",
            "https://mybinder.org/v2/gh/owner/name/main?labpath=notebooks%2F02_convolution.ipynb",
        ),
    ):
        monkeypatch.setattr(builder, "published_at", lambda _, named=repository: (named, "main"))
        context: dict = {}
        builder.add_context(app, "notebooks/02_convolution", "", context, None)
        assert context.get("colab") == colab
        assert context.get("binder") == binder
        assert context["notebook_file"] == "_static/notebooks/02_convolution.ipynb"


def test_the_badge_that_leads_here_is_on_the_pages(folder):
    assert badges("owner/name", "main", "x.ipynb").startswith("[![Try it in the browser](https://")
    assert (folder / "_static" / "try-it.svg").is_file()


def test_without_an_address_no_page_leads_to_a_service(folder):
    if builder.published_at(ROOT)[0]:
        pytest.skip("this copy has an address")
    for path in builder.pages_in(folder):
        assert not re.search(r'href="https://(colab|mybinder)', path.read_text(encoding="utf-8"))
