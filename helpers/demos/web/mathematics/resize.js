/**
 * Pictures made smaller and larger with OpenCV's own arithmetic: `cv2.resize` with INTER_AREA and
 * with INTER_CUBIC, for bytes. So the page and Python give the networks the same pixels.
 */

/**
 * Bytes in reading order: height, width and units (the channels of colour) in this order.
 *
 * @typedef {{ rows: number, columns: number, units: number, values: Uint8Array }} Pixels
 */
/** @typedef {{ source: number, weight: number }[]} Shares of the pixels that make one pixel */

/**
 * Return a picture whose pixels are the means of what they cover.
 *
 * @param {Pixels} picture
 * @param {number} rows
 * @param {number} columns
 * @returns {Pixels}
 */
export function resizeArea(picture, rows, columns) {
  if (rows === picture.rows && columns === picture.columns) return picture;
  if (rows > picture.rows || columns > picture.columns) {
    // By a pixel, where two ways of rounding differ; then OpenCV draws straight lines.
    return weighted(picture, linesOf(picture.rows, rows), linesOf(picture.columns, columns));
  }
  if (picture.rows % rows === 0 && picture.columns % columns === 0) {
    return wholeBlocks(picture, rows, columns);
  }
  const { units, values } = picture;
  const [down, right] = [sharesOf(picture.rows, rows), sharesOf(picture.columns, columns)];
  const result = new Uint8Array(rows * columns * units);
  const [line, sums] = [new Float32Array(columns * units), new Float32Array(columns * units)];
  for (let row = 0; row < rows; row += 1) {
    for (const [nth, { source, weight }] of down[row].entries()) {
      addUp(line, values, source * picture.columns * units, right, units);
      for (let place = 0; place < sums.length; place += 1) {
        const before = nth ? sums[place] : 0;
        sums[place] = before + Math.fround(weight * line[place]);
      }
    }
    const first = row * columns * units;
    for (let place = 0; place < sums.length; place += 1) {
      result[first + place] = roundHalfEven(sums[place]);
    }
  }
  return { rows, columns, units, values: result };
}

/**
 * @param {Float32Array} line the sums of one row of the picture
 * @param {Uint8Array} values
 * @param {number} start
 * @param {Shares[]} right
 * @param {number} units
 */
function addUp(line, values, start, right, units) {
  for (let column = 0; column < right.length; column += 1) {
    const shares = right[column];
    for (let unit = 0; unit < units; unit += 1) {
      let sum = 0;
      for (let nth = 0; nth < shares.length; nth += 1) {
        const { source, weight } = shares[nth];
        const value = values[start + source * units + unit];
        sum = Math.fround(sum + Math.fround(value * weight));
      }
      line[column * units + unit] = sum;
    }
  }
}

/** @param {Pixels} picture @param {number} rows @param {number} columns @returns {Pixels} */
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

/**
 * Return for each pixel of the shorter line which pixels of the longer one make it.
 *
 * @param {number} long
 * @param {number} short
 * @returns {Shares[]}
 */
function sharesOf(long, short) {
  const scale = long / short;
  return Array.from({ length: short }, (_, place) => {
    const [start, end] = [place * scale, place * scale + scale];
    const width = Math.min(scale, long - start);
    const last = Math.min(Math.floor(end), long - 1);
    const first = Math.min(Math.ceil(start), last);
    /** @type {Shares} */
    const shares = [];
    if (first - start > 1e-3) {
      shares.push({ source: first - 1, weight: Math.fround((first - start) / width) });
    }
    for (let source = first; source < last; source += 1) {
      shares.push({ source, weight: Math.fround(1 / width) });
    }
    if (end - last > 1e-3) {
      const part = Math.min(end - last, 1, width) / width;
      shares.push({ source: last, weight: Math.fround(part) });
    }
    return shares;
  });
}

/** How far the cubic curve dips. */
const A = -0.75;

/**
 * Return a picture enlarged along cubic curves through its pixels.
 *
 * Source: R. Keys, *Cubic Convolution Interpolation for Digital Image Processing*, 1981.
 *
 * @param {Pixels} picture
 * @param {number} rows
 * @param {number} columns
 * @returns {Pixels}
 */
export function resizeCubic(picture, rows, columns) {
  return weighted(picture, curvesOf(picture.rows, rows), curvesOf(picture.columns, columns));
}

/**
 * @param {Pixels} picture
 * @param {Shares[]} down for each row of the result
 * @param {Shares[]} right for each column
 * @returns {Pixels}
 */
function weighted({ rows: high, columns: wide, units, values }, down, right) {
  const length = right.length * units;
  const lines = new Float32Array(high * length);
  for (let place = 0; place < lines.length; place += 1) {
    const [row, inside] = [Math.floor(place / length), place % length];
    const [column, unit] = [Math.floor(inside / units), inside % units];
    for (const { source, weight } of right[column]) {
      lines[place] += weight * values[(row * wide + source) * units + unit];
    }
  }
  const result = new Uint8Array(down.length * length);
  for (let place = 0; place < result.length; place += 1) {
    let sum = 0;
    for (const { source, weight } of down[Math.floor(place / length)]) {
      sum += weight * lines[source * length + (place % length)];
    }
    result[place] = Math.min(Math.max(roundHalfEven(sum), 0), 255);
  }
  return { rows: down.length, columns: right.length, units, values: result };
}

/** @param {number} short @param {number} long @returns {Shares[]} for each pixel of the longer */
function linesOf(short, long) {
  return Array.from({ length: long }, (_, place) => {
    const first = Math.floor((place * short) / long);
    const way = Math.fround(place + 1 - (first + 1) * (long / short));
    const x = way <= 0 || first >= short - 1 ? 0 : way - Math.floor(way);
    return [1 - x, x].map((weight, nth) => ({
      source: Math.min(first + nth, short - 1),
      weight,
    }));
  });
}

/** @param {number} short @param {number} long @returns {Shares[]} for each pixel of the longer */
function curvesOf(short, long) {
  return Array.from({ length: long }, (_, place) => {
    const at = Math.fround((place + 0.5) * (short / long) - 0.5);
    const first = Math.floor(at);
    const x = Math.fround(at - first);
    const one = ((A * (x + 1) - 5 * A) * (x + 1) + 8 * A) * (x + 1) - 4 * A;
    const two = ((A + 2) * x - (A + 3)) * x * x + 1;
    const three = ((A + 2) * (1 - x) - (A + 3)) * (1 - x) * (1 - x) + 1;
    return [one, two, three, 1 - one - two - three].map((weight, nth) => ({
      source: Math.min(Math.max(first - 1 + nth, 0), short - 1),
      weight,
    }));
  });
}

/** Round as Python and OpenCV do. @param {number} value */
export function roundHalfEven(value) {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 ? rounded - 1 : rounded;
}
