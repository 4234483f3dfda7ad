/** Buttons in a row. */

import { element, setText } from "../drawing/element.js";

/**
 * One button.
 *
 * @typedef {object} Button
 * @property {string | ((state: Record<string, any>) => string)} label
 * @property {string | ((state: Record<string, any>) => string)} [sign] shown in place of the label
 * @property {() => void} press
 * @property {(state: Record<string, any>) => boolean} [disabled]
 */

/**
 * Return a control that is a row of buttons.
 *
 * @param {(store: import("../shell/store.js").Store) => Button[]} make
 * @returns {import("./slider.js").Control}
 */
export function buttons(make) {
  return (store) => {
    const row = element("div", { class: "demo-buttons" });
    const made = make(store).map((button) => {
      const node = element("button", { type: "button" });
      node.addEventListener("click", button.press);
      row.append(node);
      return { button, node };
    });
    return {
      element: row,
      show(state) {
        for (const { button, node } of made) {
          const label = of(button.label, state);
          const sign = of(button.sign ?? label, state);
          setText(node, sign);
          if (sign !== label) node.setAttribute("aria-label", label);
          node.title = sign === label ? "" : label;
          node.disabled = button.disabled?.(state) ?? false;
        }
      },
    };
  };
}

/**
 * @param {string | ((state: Record<string, any>) => string)} words
 * @param {Record<string, any>} state
 */
function of(words, state) {
  return typeof words === "function" ? words(state) : words;
}
