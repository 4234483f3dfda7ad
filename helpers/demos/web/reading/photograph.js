/** A reading as the page shows it, as helpers/demos/read_photograph.py makes it from a file. */

import { argmax, largest } from "../mathematics/matrix.js";
import { roundHalfEven } from "../mathematics/resize.js";
import { percent } from "./reader.js";
import { resized } from "./views.js";

/** @import { Reader, Seen } from "./reader.js" */

/** Pixels of the longer side, at most. */
const SHOWN = 800;
const TINT = 0.8;
const COLOURS = { ink: [213, 94, 0], leftOut: [0, 114, 178], centres: [0, 158, 115] };

/** Read a picture for the page.
 * @param {Reader} reader @param {Pixels} picture @param {string} name @param {string} key */
export async function readingForPage(reader, picture, name, key) {
  const seen = reader.look(picture);
  const { message, threshold, probabilities } = reader.judge(seen);
  const maps = reader.lookAtAll(seen);
  const scale = SHOWN / Math.max(picture.rows, picture.columns);
  const smaller = scale < 1 ? resized([picture], scale) : picture;
  const [shown, ink, left_out, centres] = await Promise.all([
    encoded(inColour(smaller), "image/jpeg"),
    encoded(tinted(maps.ink, COLOURS.ink)),
    encoded(tinted(maps.leftOut, COLOURS.leftOut)),
    encoded(tinted(maps.centres, COLOURS.centres)),
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
    ink,
    left_out,
    centres,
    boxes: seen.boxes.map((box) => box.map((edge) => roundHalfEven(10 * edge) / 10)),
    crops: new DataView(crops.buffer),
    probabilities: probabilities.map((each) => Array.from(each)),
    sure: probabilities.map((each) => largest(each) >= threshold),
  };
}

/** @type {(seen: Seen, probabilities: ArrayLike<number>[]) => string[]} */
function linesOf({ picture, boxes }, probabilities) {
  const count = boxes.length;
  const found = `${count} digit${count === 1 ? "" : "s"} found`;
  const each = probabilities.map((chances, place) => {
    const [left, top, right, bottom] = boxes[place].map(roundHalfEven);
    const first = argmax(chances);
    const second = argmax(Array.from(chances, (value, digit) => (digit === first ? -1 : value)));
    const where = `Digit ${place + 1}, x ${left} to ${right}, y ${top} to ${bottom}`;
    const other = chances[second] >= 0.01 ? `, else ${second} (${percent(chances[second])})` : "";
    return `${where}: ${first} (${percent(chances[first])})${other}.`;
  });
  return [`${found} in ${picture.columns}×${picture.rows} pixels.`, ...each];
}

/** @type {(picture: Pixels) => ImageData} */
function inColour({ rows, columns, values }) {
  const image = new ImageData(columns, rows);
  const { data } = image;
  for (let place = 0; place < rows * columns; place += 1) {
    data[4 * place] = values[3 * place];
    data[4 * place + 1] = values[3 * place + 1];
    data[4 * place + 2] = values[3 * place + 2];
    data[4 * place + 3] = 255;
  }
  return image;
}

/** @type {(share: Matrix, colour: number[]) => ImageData} as opaque as there is ink */
function tinted({ rows, columns, values }, [red, green, blue]) {
  const image = new ImageData(columns, rows);
  const { data } = image;
  for (let place = 0; place < rows * columns; place += 1) {
    data[4 * place] = red;
    data[4 * place + 1] = green;
    data[4 * place + 2] = blue;
    data[4 * place + 3] = Math.round(255 * TINT * values[place]);
  }
  return image;
}

/** @type {(image: ImageData, type?: string) => Promise<DataView>} a picture file */
async function encoded(image, type = "image/png") {
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  const blob = await canvas.convertToBlob({ type, quality: 0.85 });
  return new DataView(await blob.arrayBuffer());
}
