/** All maps of a layer as tiles side by side, with a line between two. */

import { matrix, paste } from "../mathematics/matrix.js";

const across = (/** @type {Volume} */ { units }) => Math.ceil(Math.sqrt(units));

/** @type {(volume: Volume) => Matrix} NaN between two maps */
export function tilesOf(volume) {
  const { rows, columns, units } = volume;
  const width = across(volume) * (columns + 1) - 1;
  const height = Math.ceil(units / across(volume)) * (rows + 1) - 1;
  const tiles = matrix(height, width, new Float32Array(height * width).fill(Number.NaN));
  for (let unit = 0; unit < units; unit += 1) {
    const { row, column } = tileFrame(volume, unit);
    paste(tiles, mapOf(volume, unit), row, column);
  }
  return tiles;
}

/** @type {(volume: Volume, unit: number) => Matrix} one map of a layer */
export function mapOf({ rows, columns, units, values }, unit) {
  const map = new Float32Array(rows * columns);
  for (let place = 0; place < map.length; place += 1) map[place] = values[place * units + unit];
  return matrix(rows, columns, map);
}

/** Return a frame around a tile. @type {(volume: Volume, unit: number) => Frame} */
export function tileFrame(volume, unit) {
  const { rows, columns } = volume;
  const wide = across(volume);
  const row = Math.floor(unit / wide) * (rows + 1);
  return { row, column: (unit % wide) * (columns + 1), height: rows, width: columns };
}

/** Return map, row and column of a cell of the tiles; of a line, those before it.
 * @type {(volume: Volume, cell: Cell) => [number, number, number]} */
export function unitAt(volume, { row, column }) {
  const { rows, columns, units } = volume;
  const unit = Math.floor(row / (rows + 1)) * across(volume) + Math.floor(column / (columns + 1));
  return [
    Math.min(unit, units - 1),
    Math.min(row % (rows + 1), rows - 1),
    Math.min(column % (columns + 1), columns - 1),
  ];
}
