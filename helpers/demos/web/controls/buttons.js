/** Buttons in a row. */

import { element, setText } from "../drawing/element.js";

/** @import { State, Store } from "../shell/store.js" */
/** @typedef {string | ((state: State) => string)} Label */
/** One button; its sign is shown in place of the label.
 * @typedef {{ label: Label, sign?: Label, press: () => void, disabled?: (state: State) => boolean
 *   }} Button */

/** @type {(make: (store: Store) => Button[]) => Control} */
export function buttons(make) {
  return (store) => {
    const made = make(store).map((button) => {
      const node = element("button", { type: "button" });
      node.addEventListener("click", button.press);
      return { ...button, node };
    });
    const nodes = made.map(({ node }) => node);
    return {
      element: element("div", { class: "demo-buttons" }, nodes),
      show(state) {
        const of = (/** @type {Label} */ words) =>
          typeof words === "function" ? words(state) : words;
        for (const { node, disabled, ...words } of made) {
          const label = of(words.label);
          const sign = of(words.sign ?? label);
          setText(node, sign);
          if (sign !== label) node.setAttribute("aria-label", label);
          node.title = sign === label ? "" : label;
          node.disabled = disabled?.(state) ?? false;
        }
      },
    };
  };
}
