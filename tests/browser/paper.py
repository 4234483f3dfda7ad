"""Drawing on a pad's paper with the mouse, in the coordinates of web/controls/paper.js."""

from __future__ import annotations

SIDE = 280
#: Two strokes that the network is sure of.
FOUR = [[(100, 40), (60, 160), (210, 160)], [(170, 80), (160, 250)]]

#: What the words begin with while nothing has been read.
EMPTY = "Draw a digit on the paper"


def places(pad, stroke) -> list[tuple[float, float]]:
    """Return where the points of a stroke are on the page."""
    box = pad.root.locator("canvas").first.bounding_box()
    scale = box["width"] / SIDE
    return [(box["x"] + x * scale, box["y"] + y * scale) for x, y in stroke]


def draw(pad, strokes) -> None:
    """Draw strokes on the pad of a demonstration with the mouse."""
    paper = pad.root.locator("canvas").first
    paper.scroll_into_view_if_needed()
    before = None
    # JupyterLab shows cells above only now, at their own heights: the paper moves once more.
    while before != (before := paper.bounding_box()):
        pad.page.wait_for_timeout(200)
        paper.scroll_into_view_if_needed()
    mouse = pad.page.mouse
    for stroke in strokes:
        points = places(pad, stroke)
        mouse.move(*points[0])
        mouse.down()
        for point in points[1:]:
            mouse.move(*point, steps=6)
        mouse.up()


def draw_or_clear(pad) -> None:
    """Draw a digit where none has been read, clear one that has: either changes the answer."""
    clear = pad.root.get_by_role("button", name="Clear")
    if EMPTY not in pad.words() and clear.is_enabled():
        clear.click()
    else:
        draw(pad, FOUR)
