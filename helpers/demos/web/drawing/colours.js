/** One look for one thing: the colours of ink, of signed values, of light, and of digits. */

import { clip } from "../mathematics/matrix.js";

/** @typedef {number[]} Colour red, green and blue, 0…255 */
/** @typedef {keyof typeof STOPS} Look */

/** By name: `ink` and `light` begin with 0, `signed` has 0 in its middle. */
const STOPS = {
  /** White ink on near-black. */
  ink: "101014 ffffff",
  /** Blue · white · red of ColorBrewer (RdBu), with a pure white for 0. */
  signed: "053061 2166ac 4393c3 92c5de d1e5f0 ffffff fddbc7 f4a582 d6604d b2182b 67001f",
  /** How much light: from black over amber to a warm yellow. */
  light: "141210 804e0e e8a020 ffe270 fff6c8",
};
const STEPS = 256;
const TABLES = { ink: table("ink"), signed: table("signed"), light: table("light") };

/** Orange frames say where you are. */
export const HERE = "#ff7f0e";
/** Grey ones say what is around it. */
export const AROUND = "#8a8a8a";
/** A cell that has not been computed yet: neither zero nor a value. */
const EMPTY = [150, 150, 150];

/** @type {(value: number, look: Look, limit: number) => Colour} strongest at the limit */
export function colourOf(value, look, limit) {
  if (Number.isNaN(value)) return EMPTY;
  const share = value / (limit || 1);
  const place = Math.round(STEPS * (look === "signed" ? (share + 1) / 2 : share));
  return TABLES[look][clip(place, 0, STEPS)];
}

/** Return black or white, whichever is easier to read on a colour (WCAG's contrast ratio).
 * @type {(colour: Colour) => string} */
export function inkOn(colour) {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 ? "#fff" : "#000";
}

/** @type {(digit: number | string) => string} 4 is blue, 8 is orange */
export function digitColour(digit) {
  if (digit === 4) return "#0072b2";
  return digit === 8 ? "#e69f00" : "#808080";
}

/** @type {(colour: Colour) => string} */
export const css = (colour) => `rgb(${colour.join(" ")})`;

/** @type {(look: Look) => Colour[]} */
function table(look) {
  const stops = STOPS[look]
    .split(" ")
    .map((code) => [0, 2, 4].map((at) => Number.parseInt(code.slice(at, at + 2), 16)));
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const place = (step / STEPS) * (stops.length - 1);
    const first = Math.min(Math.floor(place), stops.length - 2);
    const mix = (/** @type {number} */ low, /** @type {number} */ channel) =>
      Math.round(low + (place - first) * (stops[first + 1][channel] - low));
    return stops[first].map(mix);
  });
}
