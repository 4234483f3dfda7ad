/** One look for one thing: the colours of ink, of signed values, of light, and of digits. */

/** @typedef {[number, number, number]} Colour red, green and blue, 0…255 */

/** Blue · white · red of ColorBrewer (RdBu), with a pure white for 0. */
const SIGNED = /** @type {Colour[]} */ ([
  [5, 48, 97],
  [33, 102, 172],
  [67, 147, 195],
  [146, 197, 222],
  [209, 229, 240],
  [255, 255, 255],
  [253, 219, 199],
  [244, 165, 130],
  [214, 96, 77],
  [178, 24, 43],
  [103, 0, 31],
]);
/** White ink on near-black. */
const INK = /** @type {Colour[]} */ ([
  [16, 16, 20],
  [255, 255, 255],
]);
/** How much light: from black over amber to a warm yellow. */
const LIGHT = /** @type {Colour[]} */ ([
  [20, 18, 16],
  [128, 78, 14],
  [232, 160, 32],
  [255, 226, 112],
  [255, 246, 200],
]);

/** Orange frames say where you are. */
export const HERE = "#ff7f0e";
/** A cell that has not been computed yet: neither zero nor a value. */
const EMPTY = /** @type {Colour} */ ([150, 150, 150]);

const STEPS = 256;

/** The tables by name: `ink` and `light` begin with 0, `signed` has 0 in its middle. */
export const TABLES = { ink: table(INK), signed: table(SIGNED), light: table(LIGHT) };

/** @typedef {keyof typeof TABLES} Look */

/**
 * Return the colour of a value.
 *
 * @param {number} value
 * @param {Look} look
 * @param {number} limit the value of the strongest colour
 * @returns {Colour}
 */
export function colourOf(value, look, limit) {
  if (Number.isNaN(value)) return EMPTY;
  const share = value / (limit || 1);
  const place = Math.round(STEPS * (look === "signed" ? (share + 1) / 2 : share));
  return TABLES[look][Math.min(STEPS, Math.max(0, place))];
}

/**
 * Return black or white, whichever is easier to read on a colour (WCAG's contrast ratio).
 *
 * @param {Colour} colour
 */
export function inkOn(colour) {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 ? "#fff" : "#000";
}

/**
 * Return the colour of a digit in every figure: 4 is blue, 8 is orange, others neutral.
 *
 * @param {number | string} digit
 */
export function digitColour(digit) {
  if (digit === 4) return "#0072b2";
  return digit === 8 ? "#e69f00" : "#808080";
}

/** @param {Colour} colour */
export function css(colour) {
  return `rgb(${colour.join(" ")})`;
}

/**
 * @param {Colour[]} stops
 * @returns {Colour[]}
 */
function table(stops) {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const place = (step / STEPS) * (stops.length - 1);
    const first = Math.min(Math.floor(place), stops.length - 2);
    const share = place - first;
    const mixed = stops[first].map((low, channel) =>
      Math.round(low + share * (stops[first + 1][channel] - low)),
    );
    return /** @type {Colour} */ (mixed);
  });
}
