/** A slider with its number beside it, equal in power: drag, arrow keys, typing. */

import { element, freshId } from "../drawing/element.js";
import { clip } from "../mathematics/matrix.js";

/** @import { State, Store } from "../shell/store.js" */
/** A control, once it is built: `show` brings it into step with the state, `end` stops what runs.
 * @typedef {{ element: HTMLElement, show: (state: State) => void, end?: () => void }} Built */
/** @typedef {(store: Store) => Built} Control */
/** `value` when it is not the state's own, `changes` of the state when it is moved.
 * @typedef {{ min: number, max: number | ((state: State) => number), step?: number,
 *   value?: (state: State) => number, changes?: (value: number, state: State) => State }} Options */

/** @type {(name: string, label: string, options: Options) => Control} */
export function slider(name, label, { min, max, step = 1, value, changes }) {
  return (store) => {
    const { box, range, field } = rangeAndField(label, { min, step }, { min, step });
    const changed = (/** @type {HTMLInputElement} */ from) => {
      const given = from.valueAsNumber;
      if (Number.isNaN(given)) return; // a field that is being typed into may be empty
      const kept = clip(given, min, Number(range.max));
      store.set(changes ? changes(kept, store.state) : { [name]: kept });
    };
    const show = (/** @type {State} */ state) => {
      const most = String(typeof max === "function" ? max(state) : max);
      if (range.max !== most) range.max = field.max = most;
      const now = value ? value(state) : state[name];
      if (range.value !== String(now)) range.value = String(now);
      fill(field, now);
    };
    for (const input of [range, field]) input.addEventListener("input", () => changed(input));
    field.addEventListener("change", () => show(store.state));
    return { element: box, show };
  };
}

/** @typedef {Record<string, string | number>} Attributes */

/** Make a slider and a number field beside each other, with their label.
 * @param {string} label @param {Attributes} ofRange @param {Attributes} ofField */
export function rangeAndField(label, ofRange, ofField) {
  const id = freshId();
  const range = element("input", { type: "range", id, ...ofRange });
  const field = element("input", { type: "number", ...ofField, "aria-label": `${label}, number` });
  const words = element("label", { for: id, text: label });
  return { box: element("div", { class: "demo-slider" }, [words, range, field]), range, field };
}

/** Write a number into a field; what is being typed ("-", "1.") stays while it means the same.
 * @type {(field: HTMLInputElement, value: number) => void} */
export function fill(field, value) {
  const emptied = field.value === "" && document.activeElement === field;
  if (field.valueAsNumber !== value && !emptied) field.value = String(value);
}

/** Return a list with another value in one place, for what changes one of several numbers.
 * @type {(values: number[], place: number, value: number) => any} */
export function replaced(values, place, value) {
  return values.map((old, nth) => (nth === place ? value : old));
}
