/** The digit with what a unit sees, its map, and all layers: linked by the unit pointed at. */

import { digitColour, HERE } from "../../drawing/colours.js";
import { mapOf, tileFrame, tilesOf, unitAt } from "../../drawing/tiles.js";
import { largest, smallest } from "../../mathematics/matrix.js";
import { fixed, number } from "../../mathematics/number.js";
import { seen, unitAround } from "../../mathematics/receptive_field.js";
import { unitOf } from "./numbers.js";

/** @typedef {import("./numbers.js").State} State */
/** @typedef {import("./numbers.js").Data} Data */
/** @typedef {import("../../drawing/panel.js").Cell} Cell */

/** Digit and map stand under each other, the layers beside them and below. */
const ROWS = 3;

/**
 * @param {import("../../shell/view.js").View} view
 * @param {Data} data
 * @param {import("../../shell/store.js").Store} store
 */
export function drawUnits(view, data, store) {
  const state = /** @type {State} */ (store.state);
  const volumes = data.volumes(state.digit);
  const image = data.digits.image(...state.digit);
  const here = pointedUnit(view.pointed, data, state);
  const [map, row, column] = here.unit;
  const field = data.fields[here.layer];
  const volume = volumes[here.layer];
  const [[top, bottom], [left, right]] = [row, column].map((place) =>
    seen(field, place, image.rows),
  );
  const window = { row: top, column: left, height: bottom - top + 1, width: right - left + 1 };
  const colour = digitColour(state.digit[0]);
  /** @param {number} y @param {number} x @returns {[number, number, number]} */
  const around = (y, x) => [
    unitOf(data, state)[0],
    unitAround(data.fields[state.layer], Math.floor(y), volumes[state.layer].rows),
    unitAround(data.fields[state.layer], Math.floor(x), volumes[state.layer].columns),
  ];
  const grid = view.grid("layers", 1 + Math.ceil(volumes.length / ROWS), 2);
  const first = () =>
    grid.panel("digit", {
      title: `The ${state.digit[0]}`,
      note: "drag it",
      colour,
      cells: image,
      look: "ink",
      limit: 255,
      frames: [{ ...window, colour: HERE }],
      cursor: "grab",
      focus: { row: Math.round((top + bottom) / 2), column: Math.round((left + right) / 2) },
      tell: (cell) =>
        `row ${cell.row}, column ${cell.column}: ${image.values[cell.row * image.columns + cell.column]}`,
      press: (cell) => store.set({ unit: around(cell.row, cell.column) }),
      drag: ({ x, y }) => store.set({ unit: around(y, x) }),
    });
  const second = () => {
    const cells = mapOf(volume, map);
    /** @param {Cell} cell */
    const keep = (cell) => store.set({ layer: here.layer, unit: [map, cell.row, cell.column] });
    grid.panel("map", {
      title: `Map ${map}`,
      note: `${volume.rows}×${volume.columns}`,
      colour,
      cells,
      ...lookOf(volume),
      frames: [{ row, column, height: 1, width: 1, colour: HERE }],
      focus: { row, column },
      tell: (cell) => tell(here.layer, [map, cell.row, cell.column], data, state),
      press: keep,
      drag: ({ x, y }) =>
        keep({
          row: Math.min(Math.max(Math.floor(y), 0), volume.rows - 1),
          column: Math.min(Math.max(Math.floor(x), 0), volume.columns - 1),
        }),
    });
  };
  const across = Math.ceil(volumes.length / ROWS);
  for (const [layer, each] of volumes.entries()) {
    if (layer === 0) first();
    if (layer === across) second();
    const { kind, size } = data.layers[layer];
    const chosen = layer === here.layer;
    const corner = tileFrame(each, map, HERE);
    grid.panel(`layer ${layer}`, {
      title: `${layer + 1} ${kind === "pooling" ? "pool" : "conv"} ${size}×${size}`,
      note: `≤ ${number(largest(each.values), 2)}`,
      colour: chosen ? HERE : undefined,
      cells: tilesOf(each),
      ...lookOf(each),
      frames: chosen ? [corner] : [],
      focus: chosen ? { row: corner.row + row, column: corner.column + column } : undefined,
      tell: (cell) => tell(layer, unitAt(each, cell), data, state),
      press: (cell) => store.set({ layer, unit: unitAt(each, cell) }),
    });
  }
  if (volumes.length <= across) second();
}

/** @param {import("../../mathematics/network.js").Volume} volume */
function lookOf({ values }) {
  const [low, high] = [smallest(values), largest(values)];
  return low < 0
    ? { look: /** @type {const} */ ("signed"), limit: Math.max(-low, high) }
    : { look: /** @type {const} */ ("light"), limit: high || 1 };
}

/**
 * Return the unit that is pointed at, else the one of the state.
 *
 * @param {import("../../shell/view.js").Pointed | null} pointed
 * @param {Data} data
 * @param {State} state
 * @returns {{ layer: number, unit: [number, number, number] }}
 */
function pointedUnit(pointed, data, state) {
  const volumes = data.volumes(state.digit);
  const kept = { layer: state.layer, unit: unitOf(data, state) };
  if (!pointed) return kept;
  const { panel, row, column } = pointed;
  if (panel.startsWith("layer")) {
    const layer = Number(panel.split(" ")[1]);
    return { layer, unit: unitAt(volumes[layer], pointed) };
  }
  if (panel === "map") return { ...kept, unit: [kept.unit[0], row, column] };
  const { rows, columns } = volumes[state.layer];
  const field = data.fields[state.layer];
  const unit = [kept.unit[0], unitAround(field, row, rows), unitAround(field, column, columns)];
  return { ...kept, unit: /** @type {[number, number, number]} */ (unit) };
}

/**
 * @param {number} layer
 * @param {[number, number, number]} unit
 * @param {Data} data
 * @param {State} state
 */
function tell(layer, [map, row, column], data, state) {
  const { columns, units, values } = data.volumes(state.digit)[layer];
  const value = values[(row * columns + column) * units + map];
  return `map ${map}, row ${row}, column ${column}: ${fixed(value, 2).replace("-", "−")}`;
}
