/** The drawing pad of chapter 00: all layers of the network light up while the pen moves. */

import { buttons } from "../../controls/buttons.js";
import { paper } from "../../controls/paper.js";
import { slider } from "../../controls/slider.js";
import { digitColour, HERE } from "../../drawing/colours.js";
import { mapOf, unitAt } from "../../drawing/tiles.js";
import { argmax, largest } from "../../mathematics/matrix.js";
import { areSeveral, digitOf } from "../../mathematics/mnist_format.js";
import { forward, unpackNetwork } from "../../mathematics/network.js";
import { decimals, fixed, listed } from "../../mathematics/number.js";
import { receptiveFields, seen } from "../../mathematics/receptive_field.js";
import { drawProbabilities } from "../scores/panels.js";
import { seenFrame, tilesPanel } from "../unit_demo/panels.js";

/**
 * Each stroke is [width, x, y, x, y, …], a tile layer and map: the last layer's brightest when null.
 * @typedef {{ strokes: number[][], thickness: number, tile: [number, number] | null }} State
 */
/** @typedef {ReturnType<typeof unpack>} Data */
/** @typedef {ReturnType<typeof compute>} Result */

/** Of the paper. */
const MIDDLE = 140;
/** Panels of a row; the ten bars stand at its end. */
const ACROSS = 4;

const none = (/** @type {any} */ { strokes }) => strokes.length === 0;

/** @type {Demonstration<State, Result, Data>} */
export const drawingPad = {
  title: "Drawing pad",
  prepare: unpack,
  controls: () => [
    paper(),
    slider("thickness", "Thickness", { min: 8, max: 40, step: 2 }),
    buttons((store) => [
      {
        label: "Undo",
        press: () => store.set({ strokes: store.state.strokes.slice(0, -1) }),
        disabled: none,
      },
      { label: "Clear", press: () => store.set({ strokes: [] }), disabled: none },
    ]),
  ],
  compute,
  words(state, { probabilities, several, image, fields, threshold, enlarged }, asked) {
    const { layer, unit, row, column, value } = enlarged;
    const [down, right] = [row, column].map((place) =>
      seen(fields[layer], place, image.rows).join(" to "),
    );
    const details = [
      `Probabilities: ${listed(probabilities, 3)}.`,
      `Layer ${layer + 1}, map ${unit}: its strongest unit, at row ${row}, column ${column}, gives ` +
        `${decimals(value, 2)} and sees rows ${down}, columns ${right} of what the ` +
        "network sees.",
    ];
    if (several) {
      const all = "The bars and maps show all of them as one digit.";
      return { answer: answerOfPython(asked), details: [all, ...details] };
    }
    const before = none(state) ? "Draw a digit on the paper. Until then, an example. " : "";
    return { answer: before + sentence(probabilities, threshold), details };
  },
  draw(view, result, { state, set }, questions) {
    const { image, volumes, layers, probabilities, several, fields, enlarged } = result;
    const { layer: here, unit, row, column } = enlarged;
    const grid = view.grid("layers", ACROSS, 2);
    grid.panel("input", {
      title: "What it sees",
      cells: image,
      frames: [seenFrame(fields[here], row, column, image.rows)],
    });
    for (const [layer, volume] of volumes.entries()) {
      if (layer === ACROSS - 1) drawEnlarged(grid, volumes[here], enlarged);
      const tile = (/** @type {Cell} */ cell) => unitAt(volume, cell)[0];
      grid.panel(`layer ${layer}`, {
        ...tilesPanel(layers[layer], layer, volume, layer === here ? unit : null),
        ...lightOf(volume),
        cursor: "zoom-in",
        tell: (cell) => `map ${tile(cell)}: click to enlarge`,
        press: (cell) => set({ tile: [layer, tile(cell)] }),
      });
    }
    drawProbabilities(grid, "probabilities", probabilities, { best: digitColour });
    if (several) return questions.ask({ strokes: state.strokes });
    questions.drop();
  },
  /** Draw a digit, more or less slanted, with a thinner or thicker pen. */
  surprise({ digits }) {
    const thickness = 2 * Math.floor(6 + 8 * Math.random());
    const slant = 0.6 * Math.random() - 0.3;
    const strokes = digits[Math.floor(10 * Math.random())];
    return {
      thickness,
      strokes: strokes.map(([, ...points]) => [
        thickness,
        ...points.map((place, nth) =>
          nth % 2 ? place : Math.round(place + slant * (MIDDLE - points[nth + 1])),
        ),
      ]),
    };
  },
};

/** @param {Grid} grid @param {Volume} volume @param {Result["enlarged"]} here */
function drawEnlarged(grid, volume, { layer, unit, row, column }) {
  grid.panel("map", {
    title: `${layer + 1}, map ${unit}`,
    note: `${volume.rows}×${volume.columns}`,
    colour: HERE,
    cells: mapOf(volume, unit),
    ...lightOf(volume),
    frames: [{ row, column }],
    focus: { row, column },
    write: (value) => fixed(value, 2),
  });
}

/** @param {Volume} volume */
function lightOf({ values }) {
  return { look: /** @type {const} */ ("light"), limit: largest(values) || 1 };
}

/** @param {ArrayLike<number>} probabilities @param {number} threshold */
function sentence(probabilities, threshold) {
  const digit = argmax(probabilities);
  const percent = Math.floor(probabilities[digit] * 100 + 1e-9);
  const start =
    probabilities[digit] < threshold ? "I'm not sure; it could be" : "The number is probably";
  return `${start} a ${digit} (${percent}%).`;
}

/** @param {Asked} [asked] */
function answerOfPython(asked) {
  if (asked?.answer) return asked.answer;
  if (!asked?.silent) return "Several digits: Python is asked which strokes belong together.";
  return (
    "Several digits: only Python can tell them apart, and it does not answer. Is the kernel " +
    "busy or gone? The page goes on asking; it reads a single digit by itself."
  );
}

/** @param {any} packed */
function unpack({ network, threshold, digits }) {
  const layers = unpackNetwork(network);
  const shown = layers.filter(({ kind }) => kind !== "dense");
  /** @param {number[][]} strokes */
  function read(strokes) {
    const image = digitOf(strokes.length ? strokes : digits[4]);
    const { volumes, probabilities } = forward(layers, image.values, 255);
    const several = areSeveral(strokes);
    return { strokes, image, volumes: volumes.slice(0, shown.length), probabilities, several };
  }
  /** @type {ReturnType<typeof read> | undefined} */
  let last;
  return {
    threshold: /** @type {number} */ (threshold),
    digits: /** @type {number[][][]} */ (digits),
    layers: shown,
    fields: receptiveFields(shown),
    /** Return what the network makes of strokes; the last result is kept. */
    read(/** @type {number[][]} */ strokes) {
      if (last?.strokes !== strokes) last = read(strokes);
      return last;
    },
  };
}

/** @param {Data} data @param {State} state */
function compute(data, { strokes, tile }) {
  const read = data.read(strokes);
  return { ...data, ...read, enlarged: enlarged(read.volumes, tile) };
}

/** Return the tile that is enlarged, and the place of its strongest unit.
 * @param {Volume[]} volumes @param {State["tile"]} tile */
function enlarged(volumes, tile) {
  const layer = tile ? tile[0] : volumes.length - 1;
  const { values, units, columns } = volumes[layer];
  const unit = tile ? tile[1] : argmax(values) % units;
  let best = unit;
  for (let place = unit; place < values.length; place += units) {
    if (values[place] > values[best]) best = place;
  }
  const cell = Math.floor(best / units);
  const [row, column] = [Math.floor(cell / columns), cell % columns];
  return { layer, unit, row, column, value: values[best] };
}
