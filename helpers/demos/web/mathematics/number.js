/** Numbers as words, as Python writes them. */

/**
 * Return a value with at most `digits` significant digits and a true minus sign; what
 * `helpers.figures.drawing.canvas.number` returns.
 *
 * @param {number} value
 * @param {number} [digits]
 */
export function number(value, digits = 4) {
  if (!Number.isFinite(value)) return "";
  if (value === 0) return "0";
  const exponent = Number(toExponential(value, digits - 1).split("e")[1]);
  if (exponent < -4 || exponent >= digits) {
    const [mantissa, power] = toExponential(value, digits - 1).split("e");
    const sign = power[0] === "-" ? "-" : "+";
    const two = power.replace(/^[+-]/, "").padStart(2, "0");
    return trueMinus(`${withoutZeros(mantissa)}e${sign}${two}`);
  }
  return trueMinus(withoutZeros(fixed(value, digits - 1 - exponent)));
}

/**
 * Return a value with a fixed number of decimals, as Python's `f"{value:.2f}"`.
 *
 * JavaScript rounds a half away from zero and Python to the even digit.
 *
 * @param {number} value
 * @param {number} decimals
 */
export function fixed(value, decimals) {
  const rounded = value.toFixed(decimals);
  const exact = value.toFixed(Math.min(100, decimals + 40));
  const [whole, fraction = ""] = exact.split(".");
  if (!/^50*$/.test(fraction.slice(decimals))) return rounded;
  const cut = decimals ? `${whole}.${fraction.slice(0, decimals)}` : whole;
  return "02468".includes(cut[cut.length - 1]) ? cut : rounded;
}

/**
 * @param {number} value
 * @param {number} decimals
 */
function toExponential(value, decimals) {
  const rounded = value.toExponential(decimals);
  const exact = value.toExponential(Math.min(100, decimals + 40));
  const [digits, power] = exact.split("e");
  const [whole, fraction = ""] = digits.split(".");
  if (!/^50*$/.test(fraction.slice(decimals))) return rounded;
  const cut = decimals ? `${whole}.${fraction.slice(0, decimals)}` : whole;
  return "02468".includes(cut[cut.length - 1]) ? `${cut}e${power}` : rounded;
}

/** @param {string} digits */
function withoutZeros(digits) {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

/** @param {string} digits */
function trueMinus(digits) {
  return digits.replaceAll("-", "−");
}
