"""Small pictures and a kernel that figures are drawn from: unlike in every direction."""

from __future__ import annotations

import numpy as np

INK = np.array([[0, 0, 90, 0], [0, 180, 255, 0], [0, 60, 210, 30]], np.uint8)
SQUARE = np.pad(INK, ((0, 2), (0, 1)))
LINE = np.array([[-1, 2, -0.5], [-1, 2, -1], [0, 1.5, -1]])
