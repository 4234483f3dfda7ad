/**
 * The inner loops of a convolution in WebAssembly, four numbers at a time (SIMD), assembled here.
 *
 * JavaScript multiplies one number at a time: a photograph would take many times as long. Nothing
 * else is done in WebAssembly. For the numbers of its instructions see chapter 5 of its
 * specification, webassembly.github.io/spec.
 */

/** So many neighbouring pixels, and units, are computed at once; their sums stay in registers. */
const PIXELS = 4;
export const UNITS = 8;
const PARTS = UNITS / 4;

const [I32, F32, V128] = [0x7f, 0x7d, 0x7b];
const LOOP = [0x03, 0x40];
const END = [0x0b];
const ADD = [0x6a];
const SAME_FOR_ALL = [0xfd, 0x13];
const MULTIPLY_FLOATS = [0xfd, 0xe6, 0x01];
const ADD_FLOATS = [0xfd, 0xe4, 0x01];
const LARGER_FLOATS = [0xfd, 0xeb, 0x01];

/** The function's arguments, then its own variables. */
const [INPUT, PIXEL_STEP, LENGTH, ROW_STEP, WEIGHTS, LAST_WEIGHT, OUTPUT, OUTPUT_STEP] =
  /** @type {number[]} */ ([0, 1, 2, 3, 4, 5, 6, 7]);
const [LAST_OUTPUT, FLOOR, ROW, WEIGHT_AT, END_OF_ROW, PIXEL_AT] = [8, 9, 10, 11, 12, 13];
const PLACE_AT = PIXEL_AT + PIXELS;
const [PIXEL, WEIGHT] = [PLACE_AT + PIXELS, PLACE_AT + PIXELS + 1];
const SUM = WEIGHT + PARTS;

/** @type {(value: number) => number[]} as WebAssembly writes whole numbers that are not below 0 */
function whole(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...whole(value >>> 7)];
}

/** @typedef {any[]} Code instructions: bytes, in lists of lists */
const get = (/** @type {number} */ local) => [0x20, local];
const set = (/** @type {number} */ local) => [0x21, local];
const load = (/** @type {number} */ offset) => [0xfd, 0x00, 0, offset];
const loadForAll = [0xfd, 0x09, 0, 0];
const store = (/** @type {number} */ offset) => [0xfd, 0x0b, 0, offset];
const constant = (/** @type {number} */ below64) => [0x41, below64];
/** @type {(local: number, by: Code) => Code} */
const advance = (local, by) => [get(local), by, ADD, set(local)];
/** @type {(one: number, other: number) => Code} */
const againWhileBelow = (one, other) => [get(one), get(other), 0x49, 0x0d, 0];

/** @type {(write: (pixel: number) => Code) => Code} it, for each of the pixels */
const forPixels = (write) => Array.from({ length: PIXELS }, (_, pixel) => write(pixel));
/** @type {(write: (part: number) => Code) => Code} it, for each four units */
const forParts = (write) => Array.from({ length: PARTS }, (_, part) => write(part));
/** @type {(pixel: number, part: number) => number} */
const sumOf = (pixel, part) => SUM + pixel * PARTS + part;

/** @type {(first: number, from: number, step: number) => Code} point to each pixel's */
const point = (first, from, step) =>
  forPixels((pixel) => [
    pixel ? [get(first + pixel - 1), get(step), ADD] : get(from),
    set(first + pixel),
  ]);

/** The instructions of `multiply`, which says what its arguments are.
 * @returns {Code} */
function instructions() {
  return [
    LOOP,
    point(PLACE_AT, OUTPUT, OUTPUT_STEP),
    forPixels((pixel) =>
      forParts((part) => [get(PLACE_AT + pixel), load(16 * part), set(sumOf(pixel, part))]),
    ),
    [get(INPUT), set(ROW), get(WEIGHTS), set(WEIGHT_AT)],
    LOOP,
    point(PIXEL_AT, ROW, PIXEL_STEP),
    [get(ROW), get(LENGTH), ADD, set(END_OF_ROW)],
    LOOP,
    forParts((part) => [get(WEIGHT_AT), load(16 * part), set(WEIGHT + part)]),
    forPixels((pixel) => [
      [get(PIXEL_AT + pixel), loadForAll, set(PIXEL)],
      forParts((part) => [
        [get(PIXEL), get(WEIGHT + part), MULTIPLY_FLOATS],
        [get(sumOf(pixel, part)), ADD_FLOATS, set(sumOf(pixel, part))],
      ]),
      advance(PIXEL_AT + pixel, constant(4)),
    ]),
    advance(WEIGHT_AT, constant(4 * UNITS)),
    againWhileBelow(PIXEL_AT, END_OF_ROW),
    END,
    advance(ROW, get(ROW_STEP)),
    againWhileBelow(WEIGHT_AT, LAST_WEIGHT),
    END,
    forPixels((pixel) =>
      forParts((part) => [
        [get(PLACE_AT + pixel), get(sumOf(pixel, part))],
        [get(FLOOR), SAME_FOR_ALL, LARGER_FLOATS, store(16 * part)],
      ]),
    ),
    forPixels(() => [advance(INPUT, get(PIXEL_STEP)), advance(OUTPUT, get(OUTPUT_STEP))]),
    againWhileBelow(OUTPUT, LAST_OUTPUT),
    END,
  ];
}

/** @type {(id: number, content: number[]) => number[]} */
const section = (id, content) => [id, ...whole(content.length), ...content];

/** @type {(text: string) => number[]} */
const name = (text) => [text.length, ...[...text].map((letter) => letter.charCodeAt(0))];

/** Multiply the pixels in a window by its weights and add that to what stands in the output, for
 * eight units and a row of pixels, four at a time; what is below `floor` becomes it. All but the
 * last are in bytes: `input` of the first window, `pixelStep` from one window to the next, `length`
 * of a window's row, `rowStep` to its next row, `weights` and the end of them, `output`,
 * `outputStep` from one pixel to the next, and the end of the output's row.
 * @typedef {(input: number, pixelStep: number, length: number, rowStep: number, weights: number,
 *   lastWeight: number, output: number, outputStep: number, lastOutput: number, floor: number
 *   ) => void} Multiply */

/** @returns {{ memory: WebAssembly.Memory, multiply: Multiply }} and the memory it works in */
export function createKernel() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const locals = [2, [PIXEL - ROW, I32], [SUM + PIXELS * PARTS - PIXEL, V128]];
  const code = [locals, instructions(), END].flat(Number.POSITIVE_INFINITY);
  const bytes = Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 10, ...Array(9).fill(I32), F32, 0]),
    ...section(2, [1, ...name("page"), ...name("memory"), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name("multiply"), 0, 0]),
    ...section(10, [1, ...whole(code.length), ...code]),
  ]);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { page: { memory } });
  return { memory, multiply: /** @type {Multiply} */ (instance.exports.multiply) };
}
