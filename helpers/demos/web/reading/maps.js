/** Maps in the kernel's memory: height, width and units in this order, with zeros around them. */

/** @typedef {import("../mathematics/network.js").Volume} Volume */
/** @typedef {{ rows: number, columns: number, units: number, at: number }} Maps */

/** What the largest window may look at beyond the maps' edge, in pixels. */
export const BORDER = 2;
/** Numbers behind each of them that the kernel may touch: it computes four pixels at a time. */
const SLACK = 512;
const PAGE = 65_536;

/**
 * Keep maps in a memory.
 *
 * @param {WebAssembly.Memory} memory
 */
export function createDesk(memory) {
  let numbers = new Float32Array(memory.buffer);
  let end = 0;
  /** @type {Map<number, number[]>} places that are free again, by their length */
  const free = new Map();
  const sideOf = (/** @type {number} */ side) => side + 2 * BORDER;
  const lengthOf = (/** @type {Omit<Maps, "at">} */ { rows, columns, units }) =>
    sideOf(rows) * sideOf(columns) * units;
  /** @param {Maps} of @param {number} row @param {number} column */
  const placeOf = ({ columns, units, at }, row, column) =>
    at + ((row + BORDER) * sideOf(columns) + column + BORDER) * units;

  const desk = {
    /** The memory's numbers; another array after each `take`. */
    get numbers() {
      return numbers;
    },
    lengthOf,
    placeOf,
    /** @param {number} length @returns {number} where there is room for so many numbers */
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
    /** @param {number} rows @param {number} columns @param {number} units @returns {Maps} */
    maps(rows, columns, units) {
      const size = { rows, columns, units };
      return { ...size, at: desk.take(lengthOf(size) + SLACK) };
    },
    /** @param {Maps} of */
    release(of) {
      const length = lengthOf(of) + SLACK;
      if (!free.has(length)) free.set(length, []);
      free.get(length)?.push(of.at);
    },
    /** Forget all that was taken behind a place. @param {number} [place] */
    sweep(place) {
      if (place !== undefined) {
        end = place;
        free.clear();
      }
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
    /** @param {Volume} volume @returns {Maps} */
    put({ rows, columns, units, values }) {
      const made = desk.maps(rows, columns, units);
      for (let row = 0; row < rows; row += 1) {
        const line = values.subarray(row * columns * units, (row + 1) * columns * units);
        numbers.set(line, placeOf(made, row, 0));
      }
      desk.clearBorder(made);
      return made;
    },
    /** @param {Maps} of @returns {Volume} */
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
