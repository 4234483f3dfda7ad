/** Numbers as words, as Python writes them. */

/** Return a value with at most `digits` significant digits and a true minus sign; what
 * `helpers.figures.drawing.canvas.number` returns.
 * @type {(value: number, digits?: number) => string} */
export function number(value, digits = 4) {
  if (!Number.isFinite(value)) return "";
  if (value === 0) return "0";
  const [mantissa, power] = toEven(value, "toExponential", digits - 1).split("e");
  const exponent = Number(power);
  if (exponent >= -4 && exponent < digits) {
    return trueMinus(withoutZeros(fixed(value, digits - 1 - exponent)));
  }
  const two = String(Math.abs(exponent)).padStart(2, "0");
  return trueMinus(`${withoutZeros(mantissa)}e${exponent < 0 ? "-" : "+"}${two}`);
}

/** @type {(value: number, places: number) => string} Python's `f"{value:.2f}"` */
export const fixed = (value, places) => toEven(value, "toFixed", places);

/** JavaScript rounds a half away from zero; Python, and this, to the even digit.
 * @type {(value: number, way: "toFixed" | "toExponential", places: number) => string} */
function toEven(value, way, places) {
  const rounded = value[way](places);
  const [exact, power] = value[way](Math.min(100, places + 40)).split("e");
  const [whole, fraction = ""] = exact.split(".");
  if (!/^50*$/.test(fraction.slice(places))) return rounded;
  const cut = places ? `${whole}.${fraction.slice(0, places)}` : whole;
  if (!"02468".includes(cut[cut.length - 1])) return rounded;
  return power ? `${cut}e${power}` : cut;
}

/** @param {string} digits */
function withoutZeros(digits) {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

/** Return a value with so many decimals, a true minus sign, and none before a zero.
 * @type {(value: number, places: number) => string} */
export function decimals(value, places) {
  const text = fixed(value, places);
  return trueMinus(Number(text) === 0 ? text.replace("-", "") : text);
}

/** @type {(values: ArrayLike<number>, places: number) => string} each after its digit */
export const listed = (values, places) =>
  Array.from(values, (value, digit) => `${digit}: ${decimals(value, places)}`).join(", ");

export const trueMinus = (/** @type {string} */ digits) => digits.replaceAll("-", "−");
