/** Maps in the kernel's memory: height, width and units in this order, with zeros around them. */

/** @import { Volume } from "../mathematics/network.js" */
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
  const lineOf = (/** @type {number} */ columns) => columns + 2 * BORDER;
  /** @type {(of: Omit<Maps, "at">) => number} */
  const lengthOf = ({ rows, columns, units }) => lineOf(rows) * lineOf(columns) * units;
  /** @type {(of: Maps, row: number, column: number) => number} */
  const placeOf = ({ columns, units, at }, row, column) =>
    at + ((row + BORDER) * lineOf(columns) + column + BORDER) * units;

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
    put({ rows, columns, units, values }) {
      const made = desk.maps(rows, columns, units);
      for (let row = 0; row < rows; row += 1) {
        const line = values.subarray(row * columns * units, (row + 1) * columns * units);
        numbers.set(line, placeOf(made, row, 0));
      }
      desk.clearBorder(made);
      return made;
    },
    /** @type {(of: Maps) => Volume} */
    copy(of) {
      const { rows, columns, units } = of;
      const values = new Float32Array(rows * columns * units);
      for (let row = 0; row < rows; row += 1) {
        const begin = placeOf(of, row, 0);
        values.set(numbers.subarray(begin, begin + columns * units), row * columns * units);
      }
      return { rows, columns, units, values };
    },
  };
  return desk;
}

/** @typedef {ReturnType<typeof createDesk>} Desk */
