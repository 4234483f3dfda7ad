/** A slider for a number above zero whose steps are factors: from a tenth to a thousand, say. */

import { clip } from "../mathematics/matrix.js";
import { number } from "../mathematics/number.js";
import { rangeAndField } from "./slider.js";

/** Return a control for a positive number of the state, with its number field; min and
 * max are powers of ten.
 * @type {(name: string, label: string, options: { min: number, max: number }) => Control} */
export function powerSlider(name, label, { min, max }) {
  return (store) => {
    const [least, most] = [10 ** min, 10 ** max];
    const ofField = { min: least, max: most, step: "any" };
    const { box, range, field } = rangeAndField(label, { min, max, step: 0.05 }, ofField);
    const chosen = () => Number((10 ** range.valueAsNumber).toPrecision(3));
    range.addEventListener("input", () => store.set({ [name]: chosen() }));
    field.addEventListener("input", () => {
      const given = field.valueAsNumber;
      if (given > 0) store.set({ [name]: clip(given, least, most) });
    });
    field.addEventListener("change", () => show(store.state));
    const show = (/** @type {Record<string, any>} */ state) => {
      const now = state[name];
      if (chosen() !== now) range.value = String(Math.log10(now));
      range.setAttribute("aria-valuetext", number(now));
      const typing = document.activeElement === field;
      if (field.valueAsNumber !== now && !typing) field.value = String(now);
    };
    return { element: box, show };
  };
}
