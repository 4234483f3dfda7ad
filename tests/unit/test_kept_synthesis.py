"""Made pictures stay what they are: the shipped weights were learned from such, drawn by chance."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from helpers.data import load_mnist
from helpers.synthesis import (
    augmentation,
    degradation,
    drawings,
    handwriting,
    marks,
    non_digits,
    pens,
    rendering,
    scenes,
    surroundings,
)
from tests.unit.keeping import keep
from tests.unit.told_numbers import brief, shape_of
from tests.unit.told_pictures import after, drawn, seen

SEEDS = range(24)


@pytest.fixture(scope="module")
def mnist():
    (images, labels), _ = load_mnist()
    return images[:400], labels[:400]


def of(mnist, label, count):
    """Return digits of one kind, 0…1, and their labels."""
    images = mnist[0][mnist[1] == label][:count] * np.float32(1 / 255)
    return images, np.full(len(images), label)


def batches(mnist):
    some = mnist[0][:12] * np.float32(1 / 255)
    still = {"rotation": 0, "shear": 0, "scale": 0, "shift": 0}
    ways = {
        "warp": augmentation.warp,
        **{f"warp, {name}": one(augmentation.warp, **{**still, name: amount}) for name, amount in
           {"rotation": 40, "shear": 0.5, "scale": 0.4, "shift": 6, "elastic": 1.5}.items()},
        "change_thickness": augmentation.change_thickness,
        **{way.__name__: way for way in degradation.WAYS},
        "blur, 2": one(degradation.blur, sigma=2),
        "lower_resolution, 5": one(degradation.lower_resolution, smallest=5),
        "add_noise, 0.4": one(degradation.add_noise, size=0.4),
    }  # fmt: skip
    for name, way in ways.items():
        rng = np.random.default_rng(0)
        yield name
        yield from map(drawn, way(some, rng))
        yield after(rng)
    for label in (1, 4, 7):
        rng = np.random.default_rng(label)
        yield f"add_european_strokes, {label}"
        digits, labels = of(mnist, label, 30)
        yield from map(drawn, augmentation.add_european_strokes(digits, labels, rng))
        few = augmentation.add_european_strokes(digits, labels, rng, share=0.3)
        yield f"changed {(few != digits).any(axis=(1, 2)).mean():.2f} {after(rng)}"
    for way in (degradation.add_noise, degradation.change_contrast, degradation.lower_resolution):
        yield f"{way.__name__} {brief(way(some, np.random.default_rng(1)).std(axis=(1, 2)))}"


def one(function, **options):
    return lambda images, rng: function(images, rng, **options)


def lines():
    makers = (drawings.letter_lines, drawings.drawing_lines, drawings.scribble_lines,
              drawings.polygon_lines, drawings.doodle_lines)  # fmt: skip
    for maker in makers:
        yield maker.__name__
        for seed in SEEDS:
            rng = np.random.default_rng(seed)
            yield f"{drawn(maker(rng) > 0)} {after(rng)}"
    yield "held out"
    for seed in range(8):
        yield drawn(drawings.letter_lines(np.random.default_rng(seed), held_out=True) > 0)


def shapes(mnist):
    rng = np.random.default_rng(0)
    digits = handwriting.write_digits(*mnist, 24, rng)
    for shape in digits + handwriting.write_letters(16, rng):
        wide, thin, own = (shape.field(width) > 0 for width in (9, 0.8, None))
        yield f"{shape.kind} {shape_of(shape.edge)} {shape.widest:.2f} box {brief(shape.box)}"
        yield f"  edge {brief(np.quantile(shape.edge, (0, 0.2, 0.5, 0.8, 1)))}"
        yield f"  middle {brief(np.quantile(shape.middle, (0.2, 0.5, 0.8, 1)))}"
        yield f"  own {drawn(own)}; thin {drawn(thin)}; wide {drawn(wide)}"
    yield after(rng)
    for label in (0, 3, 7):
        images = mnist[0][mnist[1] == label][:3]
        for lean in (0.9, -0.3):
            yield f"in a hand, {label}, {lean}"
            yield from map(drawn, handwriting.in_a_hand(images, np.full(3, label), lean))
    yield drawn(handwriting.in_a_hand(images, np.full(3, label))[0])


def strokes():
    cover = np.zeros((60, 90), np.float32)
    for width in (0.1, 0.5, 1, 2.4, 6):
        cover[:] = 0
        marks.stroke(cover, np.array([(10.3, 20.6), (70.2, 30.1), (50, 55)]), width)
        yield f"stroke, {width}: {drawn(cover)} most {cover.max():.3f}"
    for corner in ((-30, 30), (95, 30), (40, 70), (40, -9), (88, 58)):
        cover[:] = 0
        marks.stroke(cover, np.array([corner, np.add(corner, (20, 3))]), 5)
        yield f"stroke at {corner}: {drawn(cover)}"
    for name, parts in marks._LINES.items():
        sheet = np.zeros((200, 200), np.float32)
        for part in parts:
            marks.stroke(sheet, np.array(part, float) * 100 + 50, 2)
        yield f"{name}: {drawn(sheet)}"
    box = (30.0, 20.0, 65.0, 45.0)
    for name in ("ring", "strike", "rule_off", "sign", "scribble"):
        yield name
        for seed in range(40 if name == "sign" else 16):
            rng = np.random.default_rng(seed)
            cover[:] = 0
            getattr(marks, name)(cover, box, 2.0, rng)
            yield f"{drawn(cover)} {after(rng)}"
    yield "alone"
    for seed in SEEDS:
        cover[:] = 0
        marks.sign(cover, box, 2.0, np.random.default_rng(seed), alone=True)
        yield drawn(cover)


def others(mnist):
    for title, digits, held_out in (("with", mnist[0], False), ("without", None, True)):
        rng = np.random.default_rng(3)
        yield f"{title} digits"
        yield from map(drawn, non_digits.non_digits(40, rng, digits, held_out))
        yield after(rng)
    for maker in (non_digits._texture, non_digits._blank):
        yield maker.__name__
        yield from (seen(maker(np.random.default_rng(seed))) for seed in SEEDS)
    yield "_doodle, _pair"
    for seed in SEEDS:
        yield drawn(non_digits._doodle(np.random.default_rng(seed)))
        yield drawn(non_digits._pair(np.random.default_rng(seed), mnist[0]))


def written(mnist):
    for severity in (0, 0.9, 1, 2, 4):
        for seed in range(10):
            rng = np.random.default_rng(seed)
            field = pens.write(mnist[0][seed], rng, severity)
            yield f"severity {severity}: {drawn(field > 0)} {after(rng)}"
            yield f"  {brief(field[::28, ::28])}"
    for digit in mnist[0][:12]:
        solid = pens.solid_of(digit)
        found = pens.count_parts(solid), pens.count_loops(solid)
        yield f"solid {drawn(solid)} parts, loops {found}; thin {drawn(pens.thin(solid))}"
    for cells, shape in ((3, (40, 20)), (8, (30, 60)), (1, (10, 10))):
        noise = pens.slow_noise(shape, cells, np.random.default_rng(0))
        yield f"slow noise {cells}: {seen(noise)}"


def rendered(mnist):
    images = mnist[0]
    for seed in range(90):
        rng, family = np.random.default_rng(seed), ("training", "stress")[seed % 2]
        severity = (0, 0.5, 1, 2, 3, 4)[seed % 6]
        picture = rendering.render(images[seed], rng, severity, family, longest=50 + 2 * seed)
        yield f"{severity} {family}: {seen(picture)} {after(rng)}"
    for seed in range(12):
        rng = np.random.default_rng(seed)
        rows = [images[:3], images[3:4], images[4:9]][: 1 + seed % 3]
        picture = rendering.render_rows(rows, rng, seed / 3, longest=150)
        yield f"{len(rows)} rows: {seen(picture)} {after(rng)}"


def camera():
    sheet = np.full((30, 42, 3), 0.8, np.float32)
    sheet[8:22, 12:30] = (0.2, 0.1, 0.4)
    place = np.array([[1.5, 0.1, 20], [-0.1, 1.5, 14], [0.001, 0, 1]])
    for seed in range(32):
        rng, lit, ruled = np.random.default_rng(seed), sheet.copy(), sheet.copy()
        reach, family = (0.3, 0.7, 1.0)[seed % 3], ("training", "stress")[seed % 2]
        scenes.light(lit, reach, family, rng)
        yield f"{reach} {family}: light {seen(lit)} {after(rng)}"
        yield f"  {seen(scenes.photograph(sheet, 2.0, reach, family, rng))} {after(rng)}"
        scenes.rule(ruled, place, 1.5, reach, rng)
        yield f"  ruled {seen(ruled)} {after(rng)}"
        yield f"  developed {seen(scenes.develop(sheet, reach, rng))} {after(rng)}"
        if seed < 10:
            for dark in (False, True):
                yield f"  colours {brief(np.concatenate(scenes.colours(dark, rng)))}"
            yield f"  paper {seen(scenes.paper((40, 60), np.full(3, 0.5), 0.05, rng))}"
    for reach in (0, 0.5, 1):
        picture, rng = (sheet * 255).astype(np.uint8), np.random.default_rng(5)
        yield f"compress {seen(scenes.compress(picture, 95 - 60 * reach, rng))}"


def around():
    boxes = np.array([(14, 12, 26, 30), (30, 10, 40, 32)], np.float32)
    steps = {
        "print_lines": lambda s, r, rng: surroundings.print_lines(s, 12.0, r, rng),
        "print_boxes": lambda s, r, rng: surroundings.print_boxes(s, boxes, 20.0, rng),
        "lay_table": lambda s, r, rng: surroundings.lay_table(s, boxes, 20.0, rng),
        "throw_light": lambda s, r, rng: surroundings.throw_light(s, r, rng),
        "hold": lambda s, r, rng: surroundings.hold(s, boxes[:1], 14.0, rng),
    }
    for name, step in steps.items():
        yield name
        for seed in range(28):
            sheet, rng = np.full((48, 60, 3), 0.5, np.float32), np.random.default_rng(seed)
            told = step(sheet, (0.2, 0.6, 1.0)[seed % 3], rng)
            yield f"{seen(sheet)} {after(rng)}{'' if told is None else f' {told}'}"
    sheet = np.full((48, 60, 3), 0.7, np.float32)
    sheet[12:30, 14:26] = (0.2, 0.3, 0.1)
    for seed in range(36):
        rng, rough = np.random.default_rng(seed), (0.0, 0.2, 0.6, 1.0)[seed % 4]
        picture = surroundings.take_picture(sheet, 20.0, rough, rng)
        yield f"take_picture {rough}: {seen(picture)} {after(rng)}"
        chosen = surroundings.choose_colours(seed % 2 == 0, rough, rng)
        yield f"  colours {brief(np.concatenate(chosen))}"
        if seed < 16:
            few = seen(surroundings.with_few_pixels(picture, 20.0, rng))
            yield f"  with few pixels {few} {after(rng)}"
            paper = surroundings.lay_paper((48, 60), np.full(3, 0.5), rough / 8, rng)
            yield f"  paper {seen(paper)} {after(rng)}"


KEPT = {
    "batches": (batches, 0.02),
    "drawings": (lines, 0.02),
    "handwriting": (shapes, 0.02),
    "marks": (strokes, 0.02),
    "non_digits": (others, 0.02),
    "pens": (written, 0.02),
    "rendering": (rendered, 2),
    "scenes": (camera, 2),
    "surroundings": (around, 2),
}


@pytest.mark.parametrize("name", KEPT)
def test_made_pictures_are_those_kept(name, mnist):
    cv2.setNumThreads(1)
    make, near = KEPT[name]
    keep(name, make(mnist) if make.__code__.co_argcount else make(), near=near)
