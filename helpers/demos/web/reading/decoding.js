/** From a picture file to its pixels, under the names of helpers/recognition/decoding.py. */

import { sizeOf } from "./headers.js";

const LONGEST_SIDE = 2000;
const LARGEST_FILE = 100 * 2 ** 20;
/** Megapixels, each of which takes 4 MB for a moment; telephones have fewer. */
const LARGEST_PICTURE = 64;
/** Pixels that are looked at at once. */
const STRIP = 2 ** 22;

/** A file does not hold a picture that can be read; the message says why, in words. */
export class UnreadablePicture extends Error {}

/** Return the pixels of a picture file as a person would see them on white paper.
 *
 * The browser decodes it, turned as the camera was held and without a change of its colours; what
 * is larger is averaged by whole blocks of pixels, as Python does.
 * @type {(file: Blob) => Promise<Pixels>} */
export async function decode(file) {
  /** @type {(reason: string) => never} */
  const refuse = (reason) => {
    throw new UnreadablePicture(reason);
  };
  if (!file.size) refuse("the file is empty; save the picture again");
  if (file.size > LARGEST_FILE) refuse("the file is larger than 100 MB; make the picture smaller");
  const header = sizeOf(new Uint8Array(await file.slice(0, 2 ** 22).arrayBuffer()));
  if (!header) return refuse("it is not a picture that a browser can open; save it as PNG or JPEG");
  if (header.width * header.height > LARGEST_PICTURE * 1e6) {
    refuse(`it has more than ${LARGEST_PICTURE} megapixels; save it with fewer pixels`);
  }
  const bitmap = await createImageBitmap(file, {
    colorSpaceConversion: "none",
    imageOrientation: "from-image",
    premultiplyAlpha: "none",
  }).catch(() => refuse("the file is damaged or incomplete; copy or save it again"));
  try {
    return overWhite(bitmap, header.kind === "jpeg");
  } finally {
    bitmap.close();
  }
}

/** @type {(bitmap: ImageBitmap, jpeg: boolean) => Pixels} on white paper, small */
function overWhite(bitmap, jpeg) {
  const longest = Math.max(bitmap.width, bitmap.height);
  // Python lets a JPEG's decoder halve it, as often as it stays large enough; then it averages.
  let draft = 1;
  while (jpeg && draft < 8 && longest / (2 * draft) >= LONGEST_SIDE) draft *= 2;
  const factor = draft * Math.ceil(Math.ceil(longest / draft) / LONGEST_SIDE);
  const picture = reduced(bitmap, factor, "white");
  if (picture.values.some((value) => value <= 250)) return picture;
  const onBlack = reduced(bitmap, factor, "black");
  return onBlack.values.some((value) => value > 0) ? onBlack : picture; // white ink on nothing?
}

/** Return the means of blocks of factor × factor pixels, what is transparent in the paper's colour.
 * @type {(bitmap: ImageBitmap, factor: number, paper: string) => Pixels} */
function reduced(bitmap, factor, paper) {
  const { width, height } = bitmap;
  const [columns, rows] = [Math.ceil(width / factor), Math.ceil(height / factor)];
  const values = new Uint8Array(rows * columns * 3);
  const high = factor * Math.max(1, Math.floor(STRIP / (width * factor)));
  const canvas = new OffscreenCanvas(width, Math.min(high, height));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new UnreadablePicture("this browser has no room for it; make it smaller");
  const sums = new Uint32Array(columns * 3);
  for (let top = 0; top < height; top += high) {
    context.fillStyle = paper;
    context.fillRect(0, 0, width, canvas.height);
    context.drawImage(bitmap, 0, -top);
    const lines = Math.min(high, height - top);
    const { data } = context.getImageData(0, 0, width, lines);
    for (let line = 0; line < lines; line += factor) {
      const deep = Math.min(factor, lines - line);
      sums.fill(0);
      for (let y = line; y < line + deep; y += 1) addLine(sums, data, y * width * 4, width, factor);
      const first = ((top + line) / factor) * columns * 3;
      for (let place = 0; place < sums.length; place += 1) {
        const wide = Math.min(factor, width - Math.floor(place / 3) * factor);
        values[first + place] = Math.floor(sums[place] / (wide * deep) + 0.5);
      }
    }
  }
  return { rows, columns, units: 3, values };
}

/** @type {(sums: Uint32Array, data: Uint8ClampedArray, start: number, width: number,
 *   factor: number) => void} */
function addLine(sums, data, start, width, factor) {
  for (let column = 0, x = 0; x < width; column += 3) {
    for (const end = Math.min(x + factor, width); x < end; x += 1) {
      const place = start + 4 * x;
      sums[column] += data[place];
      sums[column + 1] += data[place + 1];
      sums[column + 2] += data[place + 2];
    }
  }
}
