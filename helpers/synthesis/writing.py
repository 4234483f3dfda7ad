"""Writes on a page: digits, signs and letters, each with the ink that it leaves."""

from __future__ import annotations

import cv2
import numpy as np

from helpers.synthesis import marks, surroundings
from helpers.synthesis.handwriting import FAR, SHEET, Shape
from helpers.synthesis.scenes import blend

#: Grey levels between ink and paper below which a digit may be found or not.
_LEAST_STEP = 9.0
_LONGEST_DIGIT = 20.0  # of MNIST's pixels; a digit's longer side


def _turn(degrees: float) -> np.ndarray:
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[cosine, -sine], [sine, cosine]])


class Writer:
    """One page while it is written, of a shape (h, w), with digits of a usual size in pixels."""

    def __init__(
        self, digits: list[Shape], letters: list[Shape], shape: tuple[int, int], size: float,
        alone: bool, rng: np.random.Generator,
    ) -> None:  # fmt: skip
        """Take a sheet and a pen."""
        self.alone = alone  # whether signs have no digits beside them
        self.digits, self.letters, self.rng = digits, letters, rng
        self.shape, self.size = shape, size
        self.ink, self.marks = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        self.owner = np.full(shape, -1, np.int16)
        self.kinds: list[int] = []
        self.boxes: list[np.ndarray] = []
        self.cut: list[bool] = []
        # Half the width of the pen in MNIST's pixels: 1.5 is usual, 0.1 a hair, 2.5 a marker.
        own = rng.random() < 0.4
        self.half_width = None if own else float(np.exp(rng.uniform(np.log(0.12), np.log(2.4))))
        self.tilt = rng.uniform(-20, 20) if rng.random() < 0.4 else rng.normal(0, 4)
        self.slant = rng.normal(0, 0.12)
        self.mixed = rng.random() < 0.35  # signs and letters among the digits
        self.struck = rng.random() < 0.06
        self.middle = np.array(shape[::-1]) / 2
        self.turn = _turn(self.tilt)

    @property
    def pen(self) -> float:
        """How wide the pen's line is, in pixels."""
        return 2 * (self.half_width or 1.4) * self.size / _LONGEST_DIGIT

    def write(self, place: np.ndarray, size: float) -> None:
        """Write a digit, or something else, around a place."""
        rng = self.rng
        place = self.turn @ (place - self.middle) + self.middle
        if self.mixed and rng.random() < 0.36:
            self._other(place, size, letter=rng.random() < 0.4)
        else:
            self._digit(place, size)

    def write_other(self, place: np.ndarray, size: float) -> None:
        """Write a letter, a drawing or a sign around a place, as if it were a digit."""
        self._other(place, size, letter=self.rng.random() < 0.85)

    def _other(self, place: np.ndarray, size: float, letter: bool) -> None:
        if letter and self.letters:
            self._letter(place, size)
        else:
            # As wide as a digit or narrower, and as high.
            half = size * np.array([self.rng.uniform(0.25, 0.4), self.rng.uniform(0.4, 0.5)])
            box = (*(place - half), *(place + half))
            marks.sign(self.marks, box, self.pen, self.rng, self.alone)

    def _letter(self, place: np.ndarray, size: float) -> None:
        cover, here, _ = self._draw(self._pick(self.letters), place, size)
        np.maximum(self.marks[here], cover, out=self.marks[here])

    def _pick(self, shapes: list[Shape]) -> Shape:
        return shapes[int(self.rng.integers(len(shapes)))]

    def _digit(self, place: np.ndarray, size: float) -> None:
        shape = self._pick(self.digits)
        cover, here, box = self._draw(shape, place, size)
        if not cover.size or cover.max() < 0.1:
            return
        h, w = self.shape
        seen = np.clip(box, 0, (w, h, w, h))
        part = np.prod(seen[2:] - seen[:2]) / max(np.prod(box[2:] - box[:2]), 1e-6)
        struck = self.struck and self.rng.random() < 0.4
        target = self.marks if struck else self.ink
        if not struck and part >= 0.5:
            first = cover > self.ink[here]
            self.owner[here][first & (cover > 0.3 * cover.max())] = len(self.kinds)
            self.kinds.append(shape.kind)
            self.boxes.append(seen)
            self.cut.append(part < 0.85)
        np.maximum(target[here], cover, out=target[here])
        if struck:
            marks.strike(self.marks, tuple(box), self.pen, self.rng)

    def _draw(
        self, shape: Shape, place: np.ndarray, size: float
    ) -> tuple[np.ndarray, tuple[slice, slice], np.ndarray]:
        """Return the coverage of a shape's strokes, where it lies in the picture, and its box."""
        rng = self.rng
        x, y, w, h = shape.box
        unit = size / max(w, h) * np.array([rng.uniform(0.85, 1.15), 1.0])
        lean = np.array([[1, self.slant + rng.normal(0, 0.06)], [0, 1]])
        matrix = self.turn @ _turn(rng.normal(0, 3)) @ lean @ np.diag(unit)
        shift = place - matrix @ (x + w / 2, y + h / 2)
        thicker = 0 if self.half_width is None else max(0.0, self.half_width - 1.4)
        outline = np.array([[x, y], [x + w, y], [x, y + h], [x + w, y + h]]) @ matrix.T + shift
        more, room = thicker * unit[1], thicker * unit.mean() + 3
        box = np.concatenate([outline.min(axis=0) - more, outline.max(axis=0) + more])
        low = np.maximum(np.floor(box[:2] - room).astype(int), 0)
        high = np.minimum(np.ceil(box[2:] + room + 1).astype(int), self.shape[::-1])
        if (high <= low).any():
            return np.zeros((0, 0), np.float32), np.s_[0:0, 0:0], box
        field = shape.field(self.half_width)
        local = np.hstack([matrix / (len(field) / SHEET), (shift - low)[:, None]])
        seen = cv2.warpAffine(field, local, (high - low).tolist(), borderValue=-FAR)
        scale = float(unit.mean())
        cover = np.clip(seen * scale + 0.5, 0, 1)
        if self.half_width is not None:
            if (half := self.half_width * scale) < 0.5:
                # A line thinner than a pixel covers that pixel in part.
                cover *= np.float32(2 * half / (half + 0.5) ** 2)
            if cover.any() and (low > 0).all() and (high < self.shape[::-1]).all():
                ys, xs = np.nonzero(cover > 0.25 * cover.max())
                box = np.array([xs.min(), ys.min(), xs.max() + 1, ys.max() + 1], float)
                box += (*low, *low)
        return cover, np.s_[low[1] : high[1], low[0] : high[0]], box

    def finish(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Add what lies around, photograph the page; return picture, kinds, boxes, doubtful."""
        rng, size = self.rng, self.size
        boxes = np.array(self.boxes, np.float32).reshape(-1, 4)
        self._add_marks(boxes)
        rough = 0.0 if rng.random() < 0.18 else rng.uniform(0.05, 1) ** 0.8
        dark = rng.random() < 0.3
        ground, colour = surroundings.choose_colours(dark, rough, rng)
        sheet = surroundings.lay_paper(self.shape, ground, rng.uniform(0, 0.12) * rough, rng)
        aligned = rng.random() < 0.8
        angle = np.radians(self.tilt + rng.normal(0, 2)) if aligned else rng.uniform(0, np.pi)
        if rng.random() < 0.33 * (rough > 0):
            surroundings.print_lines(sheet, size, angle, rng)
        if rng.random() < 0.12:
            surroundings.print_boxes(sheet, boxes, size, rng)
        self._put_ink(sheet, colour, rough)
        if rough and rng.random() < 0.3:
            surroundings.lay_table(sheet, boxes, size, rng)
        if rough and rng.random() < 0.08:
            surroundings.hold(sheet, boxes, size, rng)
        if rough:
            surroundings.throw_light(sheet, rough, rng)
        picture = surroundings.take_picture(sheet, size, rough, rng)
        if rng.random() < 0.2:
            picture = surroundings.with_few_pixels(picture, size, rng)
        doubtful = np.array(self.cut, bool) | self._unseen(picture, boxes)
        return picture, np.array(self.kinds, int), boxes, doubtful

    def _unseen(self, picture: np.ndarray, boxes: np.ndarray) -> np.ndarray:
        """Return for each digit whether its ink is hardly to be told from the paper beside it."""
        grey = picture.mean(axis=2)
        unseen = np.zeros(len(boxes), bool)
        for index, (x0, y0, x1, y1) in enumerate(boxes.astype(int)):
            here = np.s_[max(y0 - 2, 0) : y1 + 3, max(x0 - 2, 0) : x1 + 3]
            own, bare = self.owner[here] == index, self.ink[here] + self.marks[here] < 0.05
            if own.any() and bare.any():
                unseen[index] = abs(grey[here][own].mean() - grey[here][bare].mean()) < _LEAST_STEP
        return unseen

    def _put_ink(self, sheet: np.ndarray, colour: np.ndarray, rough: float) -> None:
        rng = self.rng
        strength = rng.uniform(1 - 0.75 * rough, 1) if rng.random() < 0.5 else 1.0
        ink, other = self.ink, self.marks
        if rough == 0 and rng.random() < 0.4:
            ink, other = (ink > 0.5).astype(np.float32), (other > 0.5).astype(np.float32)
        if rough and rng.random() < 0.6:  # a ball-pen or chalk leaves the paper uncovered in places
            cells = int(np.clip(max(self.shape) * rng.uniform(0.1, 0.9), 2, 400))
            noise = np.abs(surroundings.slow_noise(self.shape, cells, rng))
            worn = np.clip(1 - rng.uniform(0, 0.7) * rough * noise, 0.15, 1)
            ink, other = ink * worn, other * worn
        second = colour if rng.random() < 0.7 else rng.uniform(0, 0.9, 3).astype(np.float32)
        if rough and rng.random() < 0.4:  # specks and crumbs, which nobody wrote
            specks = np.zeros(self.shape, np.float32)
            for _ in range(rng.poisson(4)):
                place = rng.uniform(0, self.shape[::-1])
                length = self.pen * rng.uniform(0.0, 0.7)
                marks.stroke(specks, place + rng.normal(0, 0.3, (2, 2)) * length, length)
            other = np.maximum(other, specks)
        blend(sheet, other, second, strength)
        blend(sheet, ink, colour, strength)

    def _add_marks(self, boxes: np.ndarray) -> None:
        rng = self.rng
        for box in boxes:
            if rng.random() < 0.02:
                marks.ring(self.marks, tuple(box), self.pen, rng)
        if len(boxes) and rng.random() < 0.07:
            around = (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))
            if rng.random() < 0.7:
                marks.rule_off(self.marks, around, self.pen, rng)
            else:
                marks.ring(self.marks, around, self.pen, rng, room=0.1)
        for _ in range(rng.poisson(0.35 if len(boxes) else 2.0)):
            place, length = rng.uniform(0, self.shape[::-1]), self.size * rng.uniform(0.3, 1.3)
            if not surroundings.touches(boxes, place, length):
                self._add_mark(boxes, place, length)

    def _add_mark(self, boxes: np.ndarray, place: np.ndarray, length: float) -> None:
        """Add a scribble, a sign, a letter or a word beside the digits."""
        rng, kind = self.rng, self.rng.integers(4)
        box = (*(place - length / 2), *(place + length / 2))
        if kind == 0:
            marks.scribble(self.marks, box, self.pen, rng)
        elif kind == 1:
            marks.sign(self.marks, box, self.pen, rng, self.alone)
        elif self.letters:
            for step in range(1 if kind == 2 else int(rng.integers(2, 6))):
                middle = place + self.turn @ (step * 0.75 * length, 0)
                if surroundings.touches(boxes, middle, length):
                    break
                self._letter(middle, length)
