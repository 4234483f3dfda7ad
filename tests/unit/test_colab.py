"""Google Colab, as far as modules of its name can play it: which widgets ask it for what."""

from __future__ import annotations

import subprocess
import sys

# Colab's kernel has these modules from the start.
PRETENDED = """
import sys, types
asked = []
output = types.ModuleType("google.colab.output")
output.enable_custom_widget_manager = lambda: asked.append("custom widget manager")
sys.modules["google.colab"] = types.ModuleType("google.colab")
sys.modules["google.colab.output"] = output
"""


def what_colab_is_asked_for(code: str) -> str:
    """Run `code` in a kernel's place on a pretended Colab; return what was asked of it."""
    script = PRETENDED + code + "\nprint(asked)"
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_drawing_pad_asks_for_the_custom_widget_manager():
    """It is a widget of our own, which Colab shows only when its custom manager is on."""
    asked = what_colab_is_asked_for("from helpers.drawing import DrawingPad\nDrawingPad()")
    assert asked == "['custom widget manager']"


def test_sliders_ask_for_nothing():
    """Core widgets are shown by Colab itself: nothing is fetched from elsewhere."""
    code = (
        "import numpy as np\n"
        "from helpers.sliders.images import brightness_demo\n"
        "demo = brightness_demo(np.zeros((2, 28, 28), np.uint8), np.array([4, 8], np.uint8))\n"
        "assert demo.widget.children"
    )
    assert what_colab_is_asked_for(code) == "[]"
