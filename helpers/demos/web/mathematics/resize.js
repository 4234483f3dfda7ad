/**
 * Pictures made smaller and larger with OpenCV's own arithmetic: `cv2.resize` with INTER_AREA and
 * with INTER_CUBIC, for bytes. So the page and Python give the networks the same pixels.
 */

import { clip } from "./matrix.js";

/** @typedef {Required<import("./matrix.js").Cells<Uint8Array>>} Pixels units: channels of colour */
/** @typedef {{ source: number, weight: number }[]} Shares of the pixels that make one pixel */

/** @type {(picture: Pixels, rows: number, columns: number) => Pixels} means of what is covered */
export function resizeArea(picture, rows, columns) {
  if (rows === picture.rows && columns === picture.columns) return picture;
  if (rows > picture.rows || columns > picture.columns) {
    // By a pixel, where two ways of rounding differ; then OpenCV draws straight lines.
    return weighted(picture, linesOf(picture.rows, rows), linesOf(picture.columns, columns));
  }
  if (picture.rows % rows === 0 && picture.columns % columns === 0) {
    return wholeBlocks(picture, rows, columns);
  }
  return weighted(picture, sharesOf(picture.rows, rows), sharesOf(picture.columns, columns));
}

/** @type {(picture: Pixels, rows: number, columns: number) => Pixels} */
function wholeBlocks({ rows: high, columns: wide, units, values }, rows, columns) {
  const [down, right] = [high / rows, wide / columns];
  const result = new Uint8Array(rows * columns * units);
  const share = Math.fround(1 / (down * right));
  for (let place = 0, row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      for (let unit = 0; unit < units; unit += 1, place += 1) {
        let sum = 0;
        for (let y = row * down; y < (row + 1) * down; y += 1) {
          const start = (y * wide + column * right) * units + unit;
          for (let x = 0; x < right; x += 1) sum += values[start + x * units];
        }
        // Of four pixels OpenCV rounds a half up, otherwise to the even number.
        result[place] =
          down === 2 && right === 2 ? (sum + 2) >> 2 : roundHalfEven(Math.fround(sum * share));
      }
    }
  }
  return { rows, columns, units, values: result };
}

/** @type {(long: number, short: number) => Shares[]} for each pixel of the shorter line */
function sharesOf(long, short) {
  const scale = long / short;
  return Array.from({ length: short }, (_, place) => {
    const [start, end] = [place * scale, place * scale + scale];
    const width = Math.min(scale, long - start);
    const last = Math.min(Math.floor(end), long - 1);
    const first = Math.min(Math.ceil(start), last);
    const part = (/** @type {number} */ covered) => Math.fround(covered / width);
    /** @type {Shares} */
    const shares = [];
    if (first - start > 1e-3) shares.push({ source: first - 1, weight: part(first - start) });
    for (let source = first; source < last; source += 1) shares.push({ source, weight: part(1) });
    if (end - last > 1e-3) {
      shares.push({ source: last, weight: part(Math.min(end - last, 1, width)) });
    }
    return shares;
  });
}

/** Return a picture enlarged along cubic curves through its pixels.
 *
 * Source: R. Keys, *Cubic Convolution Interpolation for Digital Image Processing*, 1981.
 * @type {(picture: Pixels, rows: number, columns: number) => Pixels} */
export function resizeCubic(picture, rows, columns) {
  return weighted(picture, curvesOf(picture.rows, rows), curvesOf(picture.columns, columns));
}

/** Return a picture from what makes each of its rows, and each of its columns; sums in float32.
 * @type {(picture: Pixels, down: Shares[], right: Shares[]) => Pixels} */
function weighted({ rows: high, columns: wide, units, values }, down, right) {
  const length = right.length * units;
  const lines = new Float32Array(high * length);
  for (let row = 0, place = 0; row < high; row += 1) {
    for (let column = 0; column < right.length; column += 1) {
      const shares = right[column];
      for (let unit = 0; unit < units; unit += 1, place += 1) {
        let sum = 0;
        for (let nth = 0; nth < shares.length; nth += 1) {
          const { source, weight } = shares[nth];
          const value = values[(row * wide + source) * units + unit];
          sum = Math.fround(sum + Math.fround(value * weight));
        }
        lines[place] = sum;
      }
    }
  }
  const result = new Uint8ClampedArray(down.length * length);
  const sums = new Float32Array(length);
  for (let row = 0; row < down.length; row += 1) {
    sums.fill(0);
    for (const { source, weight } of down[row]) {
      const first = source * length;
      for (let place = 0; place < length; place += 1) {
        sums[place] += Math.fround(weight * lines[first + place]);
      }
    }
    result.set(sums, row * length);
  }
  const bytes = new Uint8Array(result.buffer);
  return { rows: down.length, columns: right.length, units, values: bytes };
}

/** @type {(short: number, long: number) => Shares[]} for each pixel of the longer line */
function linesOf(short, long) {
  return Array.from({ length: long }, (_, place) => {
    const first = Math.floor((place * short) / long);
    const way = Math.fround(place + 1 - (first + 1) * (long / short));
    const x = way <= 0 || first >= short - 1 ? 0 : way - Math.floor(way);
    return sharesFrom(first, [1 - x, x], short);
  });
}

/** @type {(short: number, long: number) => Shares[]} for each pixel of the longer line */
function curvesOf(short, long) {
  const dip = -0.75; // how far the curve goes below 0
  return Array.from({ length: long }, (_, place) => {
    const at = Math.fround((place + 0.5) * (short / long) - 0.5);
    const first = Math.floor(at);
    const x = Math.fround(at - first);
    const near = (/** @type {number} */ far) => ((dip + 2) * far - (dip + 3)) * far * far + 1;
    const one = ((dip * (x + 1) - 5 * dip) * (x + 1) + 8 * dip) * (x + 1) - 4 * dip;
    const [two, three] = [near(x), near(1 - x)];
    return sharesFrom(first - 1, [one, two, three, 1 - one - two - three], short);
  });
}

/** @type {(first: number, weights: number[], count: number) => Shares} of neighbours on a line */
function sharesFrom(first, weights, count) {
  return weights.map((weight, nth) => ({ source: clip(first + nth, 0, count - 1), weight }));
}

/** @type {(value: number) => number} as Python and OpenCV round */
export function roundHalfEven(value) {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 ? rounded - 1 : rounded;
}
