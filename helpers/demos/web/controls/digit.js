/** Picks a digit: one of the ten, which of its examples, or the one that the learner draws. */

import { element } from "../drawing/element.js";
import { menu } from "./menu.js";
import { slider } from "./slider.js";

/** @import { State } from "../shell/store.js" */

/** What a digit is called that the learner draws. */
export const DRAWING = "drawing";

/** Return a control for a digit; the state holds [digit, example] under its name, or "drawing" where
 * the learner's own drawing can be chosen.
 * @type {(name: string, label: string, digits: Digits, drawn?: boolean) => Control} */
export function digitPicker(name, label, digits, drawn = false) {
  const options = digits.kinds.map((kind) => [String(kind), String(kind)]);
  if (drawn) options.push([DRAWING, "draw your own"]);
  const isDrawn = (/** @type {State} */ state) => state[name] === DRAWING;
  const last = (/** @type {number} */ kind) => digits.count(kind) - 1;
  const which = menu(
    label,
    options,
    (state) => (isDrawn(state) ? DRAWING : String(state[name][0])),
    (value, state) => {
      if (value === DRAWING) return { [name]: DRAWING };
      const example = isDrawn(state) ? 0 : Math.min(state[name][1], last(Number(value)));
      return { [name]: [Number(value), example] };
    },
  );
  const among = slider(name, `${label}, example`, {
    min: 0,
    max: (state) => (isDrawn(state) ? 0 : last(state[name][0])),
    value: (state) => (isDrawn(state) ? 0 : state[name][1]),
    changes: (value, state) => ({ [name]: [state[name][0], value] }),
  });
  return (store) => {
    const [chosen, example] = [which(store), among(store)];
    return {
      element: element("div", { class: "demo-pair" }, [chosen.element, example.element]),
      show(state) {
        chosen.show(state);
        example.show(state);
        example.element.hidden = isDrawn(state);
      },
    };
  };
}
