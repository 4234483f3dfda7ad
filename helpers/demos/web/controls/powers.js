/** A slider for a number above zero whose steps are factors: from a tenth to a thousand, say. */

import { element, freshId } from "../drawing/element.js";
import { number } from "../mathematics/number.js";

/**
 * Return a control for a positive number of the state, with its number field.
 *
 * @param {string} name in the state
 * @param {string} label
 * @param {{ min: number, max: number, step?: number }} options powers of ten, and the step of the
 *   power
 * @returns {import("./slider.js").Control}
 */
export function powerSlider(name, label, { min, max, step = 0.05 }) {
  return (store) => {
    const id = freshId();
    const range = element("input", { type: "range", id, min, max, step });
    const [least, most] = [10 ** min, 10 ** max];
    const field = element("input", {
      type: "number",
      min: least,
      max: most,
      step: "any",
      "aria-label": `${label}, number`,
    });
    range.addEventListener("input", () =>
      store.set({ [name]: Number((10 ** range.valueAsNumber).toPrecision(3)) }),
    );
    field.addEventListener("input", () => {
      const given = field.valueAsNumber;
      if (given > 0) store.set({ [name]: Math.min(Math.max(given, least), most) });
    });
    field.addEventListener("change", () => show(store.state));
    /** @param {Record<string, any>} state */
    function show(state) {
      const now = state[name];
      if (Number((10 ** range.valueAsNumber).toPrecision(3)) !== now) {
        range.value = String(Math.log10(now));
      }
      range.setAttribute("aria-valuetext", number(now));
      const typing = document.activeElement === field;
      if (field.valueAsNumber !== now && !typing) field.value = String(now);
    }
    return {
      element: element("div", { class: "demo-slider" }, [
        element("label", { for: id, text: label }),
        range,
        field,
      ]),
      show,
    };
  };
}
