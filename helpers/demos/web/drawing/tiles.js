/** All maps of a layer as tiles side by side, with a line between two. */

import { matrix } from "../mathematics/matrix.js";

/** @typedef {import("../mathematics/network.js").Volume} Volume */

/** @param {{ units: number }} volume */
function across({ units }) {
  return Math.ceil(Math.sqrt(units));
}

/**
 * Return the tiles as one matrix; what belongs to no map is NaN.
 *
 * @param {Volume} volume
 */
export function tilesOf(volume) {
  const { rows, columns, units, values } = volume;
  const wide = across(volume);
  const width = wide * (columns + 1) - 1;
  const height = Math.ceil(units / wide) * (rows + 1) - 1;
  const tiles = matrix(height, width, new Float32Array(height * width).fill(Number.NaN));
  for (let unit = 0; unit < units; unit += 1) {
    const { row: top, column: left } = tileFrame(volume, unit, "");
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const value = values[(row * columns + column) * units + unit];
        tiles.values[(top + row) * width + left + column] = value;
      }
    }
  }
  return tiles;
}

/**
 * Return one map of a layer.
 *
 * @param {Volume} volume
 * @param {number} unit
 */
export function mapOf({ rows, columns, units, values }, unit) {
  const map = matrix(rows, columns);
  for (let place = 0; place < map.values.length; place += 1) {
    map.values[place] = values[place * units + unit];
  }
  return map;
}

/**
 * Return a frame around a tile.
 *
 * @param {Volume} volume
 * @param {number} unit
 * @param {string} colour
 * @returns {import("./cells.js").Frame}
 */
export function tileFrame(volume, unit, colour) {
  const { rows, columns } = volume;
  const wide = across(volume);
  const row = Math.floor(unit / wide) * (rows + 1);
  return { row, column: (unit % wide) * (columns + 1), height: rows, width: columns, colour };
}

/**
 * Return map, row and column of a cell of the tiles; of a line, those before it.
 *
 * @param {Volume} volume
 * @param {import("./panel.js").Cell} cell
 * @returns {[number, number, number]}
 */
export function unitAt(volume, { row, column }) {
  const { rows, columns, units } = volume;
  const unit = Math.floor(row / (rows + 1)) * across(volume) + Math.floor(column / (columns + 1));
  const within = [row % (rows + 1), column % (columns + 1)];
  return [
    Math.min(unit, units - 1),
    Math.min(within[0], rows - 1),
    Math.min(within[1], columns - 1),
  ];
}
