/** Maps in the kernel's memory: height, width and units in this order, with zeros around them. */

import { paste } from "../mathematics/matrix.js";

/** @typedef {{ rows: number, columns: number, units: number, at: number }} Maps */

/** What the largest window may look at beyond the maps' edge, in pixels. */
export const BORDER = 2;
/** Numbers behind each of them that the kernel may touch: it computes four pixels at a time. */
const SLACK = 512;
const PAGE = 65_536;

/** Keep maps in a memory. @param {WebAssembly.Memory} memory */
export function createDesk(memory) {
  let numbers = new Float32Array(memory.buffer);
  let end = 0;
  /** @type {Map<number, number[]>} places that are free again, by their length */
  const free = new Map();
  const sideOf = (/** @type {number} */ side) => side + 2 * BORDER;
  /** @type {(of: Omit<Maps, "at">) => number} */
  const lengthOf = ({ rows, columns, units }) => sideOf(rows) * sideOf(columns) * units;
  /** @type {(of: Maps, row: number, column: number) => number} */
  const placeOf = ({ columns, units, at }, row, column) =>
    at + ((row + BORDER) * sideOf(columns) + column + BORDER) * units;
  /** @type {(of: Maps) => Volume} */
  const withBorder = ({ rows, columns, units, at }) => {
    const values = numbers.subarray(at);
    return { rows: sideOf(rows), columns: sideOf(columns), units, values };
  };

  const desk = {
    /** The memory's numbers; another array after each `take`. */
    get numbers() {
      return numbers;
    },
    placeOf,
    /** @type {(length: number) => number} where there is room for so many numbers */
    take(length) {
      const again = free.get(length)?.pop();
      if (again !== undefined) return again;
      const at = end;
      end += 4 * Math.ceil(length / 4);
      const missing = 4 * end - memory.buffer.byteLength;
      if (missing > 0) {
        memory.grow(Math.ceil(missing / PAGE));
        numbers = new Float32Array(memory.buffer);
      }
      return at;
    },
    /** @type {(rows: number, columns: number, units: number) => Maps} */
    maps(rows, columns, units) {
      const size = { rows, columns, units };
      return { ...size, at: desk.take(lengthOf(size) + SLACK) };
    },
    /** @param {Maps} of */
    release(of) {
      const length = lengthOf(of) + SLACK;
      free.set(length, [...(free.get(length) ?? []), of.at]);
    },
    /** Forget all that was taken behind a place. @param {number} [place] */
    sweep(place = end) {
      end = place;
      free.clear();
      return end;
    },
    /** @param {Maps} of */
    clearBorder(of) {
      const gap = 2 * BORDER * of.units;
      numbers.fill(0, of.at, placeOf(of, 0, 0));
      for (let row = 1; row < of.rows; row += 1) {
        const begin = placeOf(of, row, 0);
        numbers.fill(0, begin - gap, begin);
      }
      numbers.fill(0, placeOf(of, of.rows - 1, of.columns), of.at + lengthOf(of));
    },
    /** @type {(volume: Volume) => Maps} */
    put(volume) {
      const made = desk.maps(volume.rows, volume.columns, volume.units);
      paste(withBorder(made), volume, BORDER, BORDER);
      desk.clearBorder(made);
      return made;
    },
    /** @type {(of: Maps) => Volume} */
    copy(of) {
      const { rows, columns, units } = of;
      const values = new Float32Array(rows * columns * units);
      return paste({ rows, columns, units, values }, withBorder(of), -BORDER, -BORDER);
    },
  };
  return desk;
}

/** @typedef {ReturnType<typeof createDesk>} Desk */
