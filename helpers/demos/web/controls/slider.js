/** A slider with its number beside it, equal in power: drag, arrow keys, typing. */

import { element, freshId } from "../drawing/element.js";

/** @typedef {import("../shell/store.js").Store} Store */
/**
 * A control, once it is built.
 *
 * @typedef {object} Built
 * @property {HTMLElement} element
 * @property {(state: Record<string, any>) => void} show brings it into step with the state
 * @property {() => void} [end] stops what runs by itself
 */
/** @typedef {(store: Store) => Built} Control */

/**
 * @typedef {object} SliderOptions
 * @property {number} min
 * @property {number | ((state: Record<string, any>) => number)} max
 * @property {number} [step]
 * @property {(state: Record<string, any>) => number} [value] when it is not the state's own
 * @property {(value: number, state: Record<string, any>) => Record<string, any>} [changes] of the
 *   state when it is moved
 */

/**
 * Return a control for a number of the state.
 *
 * @param {string} name in the state
 * @param {string} label
 * @param {SliderOptions} options
 * @returns {Control}
 */
export function slider(name, label, { min, max, step = 1, value, changes }) {
  return (store) => {
    const id = freshId();
    const range = element("input", { type: "range", id, min, step });
    const field = element("input", { type: "number", min, step, "aria-label": `${label}, number` });
    const box = element("div", { class: "demo-slider" }, [
      element("label", { for: id, text: label }),
      range,
      field,
    ]);
    /** @param {HTMLInputElement} from */
    const changed = (from) => {
      const given = from.valueAsNumber;
      if (Number.isNaN(given)) return; // a field that is being typed into may be empty
      const kept = Math.min(Math.max(given, min), Number(range.max));
      store.set(changes ? changes(kept, store.state) : { [name]: kept });
    };
    range.addEventListener("input", () => changed(range));
    field.addEventListener("input", () => changed(field));
    field.addEventListener("change", () => show(store.state));
    /** @param {Record<string, any>} state */
    function show(state) {
      const most = String(typeof max === "function" ? max(state) : max);
      if (range.max !== most) range.max = field.max = most;
      const now = String(value ? value(state) : state[name]);
      if (range.value !== now) range.value = now;
      if (field.value !== now && (document.activeElement !== field || field.value !== "")) {
        if (Number(field.value) !== Number(now) || field.value === "") field.value = now;
      }
    }
    return { element: box, show };
  };
}
