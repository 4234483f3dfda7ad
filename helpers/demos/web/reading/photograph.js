/** A reading as the page shows it, as helpers/demos/read_photograph.py makes it from a file. */

import { argmax, largest } from "../mathematics/matrix.js";
import { resizeArea, roundHalfEven } from "../mathematics/resize.js";

/** @typedef {import("../mathematics/matrix.js").Matrix} Matrix */
/** @typedef {import("./reader.js").Reader} Reader */
/** @typedef {import("./reader.js").Seen} Seen */
/** @typedef {import("./views.js").Pixels} Pixels */

const SHOWN = 800;
const TINT = 0.8;
/** @type {Record<"ink" | "left_out" | "centres", number[]>} */
const COLOURS = { ink: [213, 94, 0], left_out: [0, 114, 178], centres: [0, 158, 115] };

/**
 * Read a picture for the page.
 *
 * @param {Reader} reader
 * @param {Pixels} picture
 * @param {string} name
 * @param {string} key
 */
export async function readingForPage(reader, picture, name, key) {
  const seen = reader.look(picture);
  const { message, threshold, probabilities } = reader.judge(seen);
  const { centres, ink, leftOut } = reader.lookAtAll(seen);
  const [shown, ...tints] = await Promise.all([
    encoded(inColour(smaller(picture)), "image/jpeg"),
    ...[tinted(ink, COLOURS.ink), tinted(leftOut, COLOURS.left_out)].map((each) => encoded(each)),
    encoded(tinted(centres, COLOURS.centres)),
  ]);
  const crops = new Uint8Array(seen.crops.length * 28 * 28);
  for (const [place, crop] of seen.crops.entries()) crops.set(crop, place * crop.length);
  return {
    name,
    key,
    answer: `${message}.`,
    lines: linesOf(seen, probabilities),
    size: [picture.columns, picture.rows],
    picture: shown,
    ...{ ink: tints[0], left_out: tints[1], centres: tints[2] },
    boxes: seen.boxes.map((box) => box.map((edge) => roundHalfEven(10 * edge) / 10)),
    crops: new DataView(crops.buffer),
    probabilities: probabilities.map((each) => Array.from(each)),
    sure: probabilities.map((each) => largest(each) >= threshold),
  };
}

/** @param {Seen} seen @param {ArrayLike<number>[]} probabilities */
function linesOf({ picture, boxes }, probabilities) {
  const count = boxes.length;
  const found = `${count} digit${count === 1 ? "" : "s"} found`;
  const lines = [`${found} in ${picture.columns}×${picture.rows} pixels.`];
  for (const [place, each] of probabilities.entries()) {
    const [left, top, right, bottom] = boxes[place].map(roundHalfEven);
    const first = argmax(each);
    const second = argmax(Array.from(each, (value, digit) => (digit === first ? -1 : value)));
    const where = `Digit ${place + 1}, x ${left} to ${right}, y ${top} to ${bottom}`;
    const other = each[second] >= 0.01 ? `, else ${second} (${percent(each[second])})` : "";
    lines.push(`${where}: ${first} (${percent(each[first])})${other}.`);
  }
  return lines;
}

/** @param {number} probability */
function percent(probability) {
  return `${Math.floor(probability * 100 + 1e-9)}%`;
}

/** @param {Pixels} picture @returns {Pixels} whose longer side has at most `SHOWN` pixels */
function smaller(picture) {
  const scale = Math.min(1, SHOWN / Math.max(picture.rows, picture.columns));
  const [rows, columns] = [picture.rows, picture.columns].map((side) =>
    Math.max(1, roundHalfEven(side * scale)),
  );
  return resizeArea(picture, rows, columns);
}

/** @param {Pixels} picture @returns {ImageData} */
function inColour({ rows, columns, values }) {
  const image = new ImageData(columns, rows);
  for (let place = 0; place < rows * columns; place += 1) {
    image.data.set(values.subarray(3 * place, 3 * place + 3), 4 * place);
    image.data[4 * place + 3] = 255;
  }
  return image;
}

/** @param {Matrix} share @param {number[]} colour @returns {ImageData} as opaque as there is ink */
function tinted({ rows, columns, values }, colour) {
  const image = new ImageData(columns, rows);
  for (let place = 0; place < rows * columns; place += 1) {
    image.data.set(colour, 4 * place);
    image.data[4 * place + 3] = Math.round(255 * TINT * values[place]);
  }
  return image;
}

/** @param {ImageData} image @param {string} [type] @returns {Promise<DataView>} a picture file */
async function encoded(image, type = "image/png") {
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  const blob = await canvas.convertToBlob({ type, quality: 0.85 });
  return new DataView(await blob.arrayBuffer());
}
