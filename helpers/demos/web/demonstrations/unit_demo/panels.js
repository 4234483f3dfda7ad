/** The digit with what a unit sees, its map, and all layers: linked by the unit pointed at. */

import { digitColour, HERE } from "../../drawing/colours.js";
import { mapOf, tileFrame, tilesOf, unitAt } from "../../drawing/tiles.js";
import { largest, smallest } from "../../mathematics/matrix.js";
import { decimals, number } from "../../mathematics/number.js";
import { seen, unitAround } from "../../mathematics/receptive_field.js";

/** @import { Result, State, Unit } from "./index.js" */

/** Digit and map stand under each other, the layers beside them and below. */
const ROWS = 3;

/** @param {View} view @param {Result} result @param {Store<State>} store */
export function draw(view, result, { state, set }) {
  const { image, volumes, fields, layers, unit } = result;
  const here = pointedUnit(view.pointed, result, state);
  const [map, row, column] = here.unit;
  const volume = volumes[here.layer];
  const window = seenFrame(fields[here.layer], row, column, image.rows);
  const colour = digitColour(state.digit[0]);
  /** @param {number} layer @param {Unit} unit */
  const tell = (layer, [map, row, column]) => {
    const { columns, units, values } = volumes[layer];
    const value = values[(row * columns + column) * units + map];
    return `map ${map}, row ${row}, column ${column}: ${decimals(value, 2)}`;
  };
  const across = Math.ceil(volumes.length / ROWS);
  const grid = view.grid("layers", 1 + across, 2);
  const first = () =>
    grid.panel("digit", {
      title: `The ${state.digit[0]}`,
      note: "drag it",
      colour,
      cells: image,
      frames: [window],
      cursor: "grab",
      focus: {
        row: Math.round(window.row + (window.height - 1) / 2),
        column: Math.round(window.column + (window.width - 1) / 2),
      },
      drag(cell) {
        const place = placeAround(fields[state.layer], cell, volumes[state.layer]);
        set({ unit: [unit[0], ...place] });
      },
    });
  const second = () =>
    grid.panel("map", {
      title: `Map ${map}`,
      note: `${volume.rows}×${volume.columns}`,
      colour,
      cells: mapOf(volume, map),
      ...lookOf(volume),
      frames: [{ row, column }],
      focus: { row, column },
      tell: (cell) => tell(here.layer, [map, cell.row, cell.column]),
      drag: (cell) => set({ layer: here.layer, unit: [map, cell.row, cell.column] }),
    });
  for (const [layer, each] of volumes.entries()) {
    if (layer === 0) first();
    if (layer === across) second();
    const chosen = layer === here.layer ? map : null;
    const tiles = tilesPanel(layers[layer], layer, each, chosen);
    grid.panel(`layer ${layer}`, {
      ...tiles,
      ...lookOf(each),
      focus: tiles.focus && { row: tiles.focus.row + row, column: tiles.focus.column + column },
      tell: (cell) => tell(layer, unitAt(each, cell)),
      press: (cell) => set({ layer, unit: unitAt(each, cell) }),
    });
  }
  if (volumes.length <= across) second();
}

/** Return a panel with all maps of a layer as tiles; the chosen map has a frame.
 * @param {Layer} layer @param {number} place @param {Volume} volume @param {number | null} chosen
 * @returns {import("../../drawing/panel.js").Content} */
export function tilesPanel({ kind, size }, place, volume, chosen) {
  const frame = chosen === null ? undefined : tileFrame(volume, chosen);
  return {
    title: `${place + 1} ${kind === "pooling" ? "pool" : "conv"} ${size}×${size}`,
    note: `≤ ${number(largest(volume.values), 2)}`,
    colour: frame && HERE,
    cells: tilesOf(volume),
    frames: frame ? [frame] : [],
    focus: frame,
  };
}

/** Frame what a unit sees of a picture with so many rows and columns.
 * @param {Field} field @param {number} row @param {number} column @param {number} side */
export function seenFrame(field, row, column, side) {
  const [[top, bottom], [left, right]] = [row, column].map((place) => seen(field, place, side));
  return { row: top, column: left, height: bottom - top + 1, width: right - left + 1 };
}

/** @param {Field} field @param {Cell} pixel @param {Volume} volume @returns {[number, number]} */
function placeAround(field, { row, column }, { rows, columns }) {
  return [unitAround(field, row, rows), unitAround(field, column, columns)];
}

/** @param {Volume} volume */
function lookOf({ values }) {
  const [low, high] = [smallest(values), largest(values)];
  return low < 0
    ? { look: /** @type {const} */ ("signed"), limit: Math.max(-low, high) }
    : { look: /** @type {const} */ ("light"), limit: high || 1 };
}

/** Return the unit that is pointed at, else the one of the state.
 * @param {Pointed | null} pointed @param {Result} result @param {State} state
 * @returns {{ layer: number, unit: Unit }} */
function pointedUnit(pointed, { volumes, fields, unit }, { layer }) {
  if (!pointed) return { layer, unit };
  const [panel, nth] = pointed.panel.split(" ");
  if (panel === "layer") return { layer: Number(nth), unit: unitAt(volumes[Number(nth)], pointed) };
  const place = /** @type {[number, number]} */ (
    panel === "map"
      ? [pointed.row, pointed.column]
      : placeAround(fields[layer], pointed, volumes[layer])
  );
  return { layer, unit: [unit[0], ...place] };
}
