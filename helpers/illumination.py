"""Which part of the picture, which colours, which polarity, what light: everything but the ink."""

from __future__ import annotations

import cv2
import numpy as np

#: Grey levels (of 255) within which a screenshot or a JPEG keeps an even colour.
_EVEN = 12


def inner_frame(gray: np.ndarray) -> tuple[int, int, int, int]:
    """Return the box of the picture inside an even padding or frame.

    Programs make pictures square by padding them with white or black. A padding is a strip of one
    colour along a side, behind which *another* colour begins at once along (nearly) the whole
    length; behind the empty margin of a drawing only the digit sticks out.

    Args:
        gray: uint8 array of shape (h, w).

    Returns:
        `x, y, width, height` of the inner picture; the whole picture when there is no padding.

    >>> gray = np.full((60, 60), 255, np.uint8)
    >>> gray[10:50, 15:45] = 140
    >>> gray[20:40, 28:32] = 30
    >>> inner_frame(gray)
    (16, 11, 28, 38)
    """
    h, w = gray.shape
    whole = (0, 0, w, h)
    ring = np.concatenate([gray[0], gray[-1], gray[:, 0], gray[:, -1]]).astype(np.int16)
    colour = int(np.median(ring))
    even = max(_EVEN, 4 * int(np.median(np.abs(ring - colour))))
    differs = np.abs(gray.astype(np.int16) - colour) > even
    spans = []
    for axis in (0, 1):
        share = differs.mean(axis=axis)
        # Half of the fullest line: noise in the padding is less, the picture's edge is more.
        full = np.nonzero(share > 0.5 * share.max())[0]
        if not len(full):
            return whole
        spans.append((int(full[0]), int(full[-1] - full[0] + 1)))
    (x, width), (y, height) = spans
    # Less than a third of the picture is a stroke of a pen, not a picture in a frame.
    if (width == w and height == h) or 3 * width < w or 3 * height < h:
        return whole
    # Noise apart, the padding is empty: a digit would stick out of the box somewhere.
    outside = differs.sum() - differs[y : y + height, x : x + width].sum()
    if outside > 0.02 * (differs.size - width * height) + 0.02 * (width + height):
        return whole
    inside = differs[y : y + height, x : x + width]
    edge = max(1, min(width, height) // 50)  # the blend of both colours, and JPEG's ringing
    if min(width, height) <= 6 * edge:
        return whole
    sides = (
        (y > 0, inside[edge]),
        (x > 0, inside[:, edge]),
        (y + height < h, inside[-1 - edge]),
        (x + width < w, inside[:, -1 - edge]),
    )
    if any(trimmed and side.mean() < 0.9 for trimmed, side in sides):
        return whole
    low, middle, high = np.percentile(
        gray[y + 2 * edge : y + height - 2 * edge, x + 2 * edge : x + width - 2 * edge], (2, 50, 98)
    )
    # A solid bar (a printed 1) differs from its surroundings too, but nothing is written in it.
    if high - low < max(_EVEN, 0.2 * abs(middle - colour)):
        return whole
    left, top = x + edge * (x > 0), y + edge * (y > 0)
    right, bottom = x + width - edge * (x + width < w), y + height - edge * (y + height < h)
    return int(left), int(top), int(right - left), int(bottom - top)


def to_gray(picture: np.ndarray) -> np.ndarray:
    """Mix the three colours so that ink and paper differ most.

    Yellow chalk and red ballpoint are weak in the usual grey, which is mostly green. The mixture
    is the main direction, in colour space, in which the pixels that differ most from what
    surrounds them do differ.

    Args:
        picture: uint8 array of shape (h, w, 3) or (h, w).

    Returns:
        uint8 array of shape (h, w).
    """
    if picture.ndim == 2:
        return picture
    small = _shrink(picture, 64)
    if small[..., 0].tobytes() == small[..., 1].tobytes() == small[..., 2].tobytes():
        return np.ascontiguousarray(picture[..., 0])
    around = cv2.medianBlur(np.ascontiguousarray(small), 2 * (min(small.shape[:2]) // 6) + 1)
    difference = (small.astype(np.float32) - around).reshape(-1, 3)
    size = np.abs(difference).sum(axis=1)
    strong = difference[size >= np.quantile(size, 0.95)]
    _, axes = np.linalg.eigh(strong.T @ strong)
    # A colour counted backwards would turn ink into paper where inks mix.
    weights = np.maximum(axes[:, -1] * np.sign(axes[:, -1].sum() or 1), 0)
    if weights.sum() == 0:
        weights = np.ones(3)
    return cv2.transform(picture, (weights / weights.sum()).reshape(1, 3))


def is_ink_dark(gray: np.ndarray) -> bool:
    """Say whether the ink is darker than what it is written on.

    Ink is the minority, so the skew of the grey levels tells on which side it lies. It is asked
    of a small copy: relative to a median over a window wider than most strokes, which takes out
    shadows with their edges; and relative to a plane, which also stands strokes that fill the
    window. The border, where there is seldom ink, has a say where both are undecided. In a picture
    cut out along the ink, though, ink may well be the majority: there the shapes decide.

    Args:
        gray: uint8 array of shape (h, w).

    Returns:
        True for pencil on paper, False for chalk on a board.
    """
    small = _shrink(gray, 96)
    closely_cut = _is_ink_dark_by_shape(small)
    if closely_cut is not None:
        return closely_cut
    if min(small.shape) > 40:
        small = cv2.GaussianBlur(small, (0, 0), 1.0)
    window = max(3, 2 * int(min(small.shape) / 6) + 1)
    local = small - cv2.medianBlur(small, window).astype(np.float32)
    level = small - _plane(small.astype(np.float32))
    level -= np.median(level)
    paper = even_paper(gray)
    # (Half a picture may be even in a shadow, but then it is neither black nor white.)
    if paper is not None and not _EVEN <= paper <= 255 - _EVEN:
        drawn = gray[cv2.absdiff(gray, paper) > 3 * _EVEN]
        if drawn.size:
            return bool(drawn.mean() < paper)
    h, w = small.shape
    edge = max(1, min(h, w) // 16)
    ring = np.concatenate(
        [
            level[:edge].ravel(),
            level[-edge:].ravel(),
            level[:, :edge].ravel(),
            level[:, -edge:].ravel(),
        ]
    )
    middle = level[h // 4 : h - h // 4, w // 4 : w - w // 4]
    border = (np.median(ring) - middle.mean()) / (level.std() + 1)
    return bool(_skew(local) + 0.5 * _skew(level) - 0.2 * border <= 0)


def _is_ink_dark_by_shape(small: np.ndarray) -> bool | None:
    """Say whether ink is dark where there are two levels and the shapes are plain; else None.

    A digit that is cut out closely is in one piece, reaches from the upper border to the lower,
    and leaves several pieces of paper at the border. With a margin, paper is all that the border
    has. Either way strokes are much narrower than the picture, which the sheets, shadows and
    tables of photographs are not.

    Args:
        small: uint8 array of shape (h, w), the picture made small.
    """
    level, _ = cv2.threshold(small, 0, 255, cv2.THRESH_OTSU)
    dark = small <= level
    if dark.all() or not dark.any():
        return None
    low, high = small[dark], small[~dark]
    gap = float(np.median(high)) - float(np.median(low))
    spread = max(float(np.median(np.abs(part - np.median(part)))) for part in (low, high))
    if gap < 3 * _EVEN or spread > 0.1 * gap:
        return None
    found = [kind for kind in (True, False) if _is_shape_of_ink(dark == kind)]
    return found[0] if len(found) == 1 else None


def _is_shape_of_ink(ink: np.ndarray) -> bool:
    """Say whether `ink`, a mask of shape (h, w), can be a digit's and the rest its paper."""
    least = 0.005 * ink.size
    ring = np.concatenate([ink[0], ink[-1], ink[:, 0], ink[:, -1]])
    depth = cv2.distanceTransform(np.pad(ink, 1).astype(np.uint8), cv2.DIST_L2, 3)
    # Half a stroke: even felt leaves the loops of an 8 open.
    if depth.max() > 0.2 * max(ink.shape):
        return False
    if ring.mean() < 0.03:
        return True
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    stats = stats[1:][stats[1:, cv2.CC_STAT_AREA] >= least]
    if len(stats) != 1 or stats[0, cv2.CC_STAT_HEIGHT] < len(ink) - 2:
        return False
    _, labels, stats, _ = cv2.connectedComponentsWithStats((~ink).astype(np.uint8), connectivity=4)
    at_border = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    return int((stats[at_border[at_border > 0], cv2.CC_STAT_AREA] >= least).sum()) >= 2


def even_paper(gray: np.ndarray) -> int | None:
    """Return the grey level of the ground of a drawing: one even colour on most of it, or None.

    >>> even_paper(np.full((30, 30), 250, np.uint8))
    250
    """
    counts = np.bincount(gray.ravel(), minlength=256)
    level = int(counts.argmax())
    share = counts[max(0, level - 1) : level + 2].sum() / gray.size
    return level if share > 0.5 else None


def _skew(values: np.ndarray) -> float:
    # (A power would take ten times as long as two products.)
    return float((values * values * values).mean()) / (float(values.std()) ** 3 + 1)


def flatten(gray: np.ndarray, dark: bool = True, follow: bool = True) -> np.ndarray:
    """Take light and shadow away: return how much each pixel differs from its paper.

    The paper's brightness is what a morphological closing leaves: it fills everything dark that
    is narrower than its window and keeps the edges of wider things, shadows among them. A first
    round with a wide window measures the strokes, a second takes three times their width.
    Ink swallows a share of the light and chalk adds one, whatever the light: hence the division.

    Args:
        gray: uint8 array of shape (h, w).
        dark: whether the ink is darker than the paper.
        follow: False compares with one brightness for the whole picture.

    Returns:
        uint8 array of shape (h, w): 0 paper … 255 ink.
    """
    if not follow:
        return _difference(gray, np.full_like(gray, int(np.median(gray))), dark)
    paper = _paper_of_closely_cut(gray, dark)
    if paper is not None:
        return _difference(gray, np.full_like(gray, paper), dark, grain=False)
    smooth = cv2.GaussianBlur(gray, (3, 3), 0) if min(gray.shape) > 60 else gray
    small = _shrink(smooth, 160)
    # No stroke is wider than a third of the picture that was taken of it.
    first = _difference(small, _ground(small, 0.35 * min(small.shape), dark), dark)
    width = _stroke_width(first) * max(gray.shape) / max(small.shape)
    window = max(3 * width, 0.02 * max(gray.shape), 5)
    return _difference(gray, _ground(smooth, window, dark), dark)


def _paper_of_closely_cut(gray: np.ndarray, dark: bool) -> int | None:
    """Return the even grey level of the paper of a drawing that is cut out along its ink, or None.

    There a stroke may be as wide as a third of the picture, and ink more than half of it.
    """
    level, _ = cv2.threshold(gray, 0, 255, cv2.THRESH_OTSU)
    counts = np.bincount(gray.ravel(), minlength=256)
    counts[slice(0, int(level) + 1) if dark else slice(int(level) + 1, None)] = 0
    paper = int(counts.argmax())
    even = counts[max(0, paper - 1) : paper + 2].sum()
    if not counts.sum() or even < 0.6 * counts.sum() or counts.sum() > 0.7 * gray.size:
        return None
    return paper if _is_ink_dark_by_shape(_shrink(gray, 96)) == dark else None


def _ground(gray: np.ndarray, window: float, dark: bool) -> np.ndarray:
    """Return the brightness of the paper alone."""
    side = int(window) | 1
    padded = cv2.copyMakeBorder(gray, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    paper = even_paper(gray)
    if paper is not None and not _is_banded(gray, paper):
        # A drawing's ink does not go on beyond the border; a shadow, which is paler, does.
        away = cv2.absdiff(padded, paper)
        ink = away > max(_EVEN, 0.6 * float(away.max()))
        ink[1:-1, 1:-1] = False
        padded[ink] = paper
    padded = cv2.copyMakeBorder(padded, *(side - 1,) * 4, cv2.BORDER_REPLICATE)
    how = cv2.MORPH_CLOSE if dark else cv2.MORPH_OPEN
    filled = cv2.morphologyEx(padded, how, np.ones((side, side), np.uint8))
    return filled[side:-side, side:-side]


def _is_banded(gray: np.ndarray, paper: int) -> bool:
    """Say whether along a whole side of the picture there is something else than paper."""
    sides = gray[0], gray[-1], gray[:, 0], gray[:, -1]
    return any((np.abs(side.astype(int) - paper) > _EVEN).mean() > 0.97 for side in sides)


def _difference(gray: np.ndarray, paper: np.ndarray, dark: bool, grain: bool = True) -> np.ndarray:
    paper = paper.astype(np.float32)
    if dark:
        # In the depth of a shadow a division by next to nothing would only enlarge noise.
        floor = max(0.25 * float(np.median(paper[::4, ::4])), 1.0)
        share = (paper - gray) / np.maximum(paper, floor)
    else:
        # A black screen is black in any light: half way between a difference and a share.
        share = (gray - paper) / (paper + 64)
        share /= max(float(share.max()), 0.5)
    if grain:
        # Closing takes the brightest grain for the paper: the middle of it is nearer the truth.
        step = 1 + share.size // 40_000
        share -= max(0.0, float(np.median(share.ravel()[::step])))
    return np.clip(share * 255, 0, 255).astype(np.uint8)


def _stroke_width(ink: np.ndarray) -> float:
    """Return a rough width of the strokes in `ink`, in its pixels."""
    level, _ = (
        cv2.threshold(ink[ink > 12].reshape(-1, 1), 0, 255, cv2.THRESH_OTSU)
        if (ink > 12).any()
        else (255, None)
    )
    solid = ink > level
    if not solid.any():
        return 0.05 * max(ink.shape)
    width = _ridge_width(solid)
    # A narrow shadow is paler than ink, and wider than the pen.
    dark = _ridge_width(ink > 0.65 * float(np.percentile(ink[solid], 97)))
    return 1.3 * dark if width > 2.2 * dark else width


def _ridge_width(solid: np.ndarray) -> float:
    depth = cv2.distanceTransform(solid.astype(np.uint8), cv2.DIST_L2, 3)
    ridge = depth[(depth > 0) & (depth >= cv2.dilate(depth, np.ones((3, 3))))]
    # (Not the middle: a thin frame around a thick digit has most of the length.)
    return 2 * float(np.percentile(ridge, 95)) if len(ridge) else 0.0


def _plane(gray: np.ndarray) -> np.ndarray:
    """Return the plane that fits the grey levels best, outliers held to the usual spread."""
    h, w = gray.shape
    middle, spread = float(np.median(gray)), 1.5 * float(gray.std())
    level = np.clip(gray, middle - spread, middle + spread)
    y, x = (np.linspace(-1, 1, side, dtype=np.float32) for side in (h, w))
    down = (level.mean(axis=1) @ y) / max(float(y @ y), 1e-6)
    across = (level.mean(axis=0) @ x) / max(float(x @ x), 1e-6)
    return level.mean() + down * y[:, None] + across * x[None]


def _shrink(picture: np.ndarray, longest: int) -> np.ndarray:
    scale = longest / max(picture.shape[:2])
    if scale >= 1:
        return picture
    size = tuple(max(1, round(side * scale)) for side in picture.shape[1::-1])
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
