/** Menus with their labels. */

import { element, freshId } from "../drawing/element.js";

/** @typedef {[string, string][]} Options value and words of each */

/**
 * Return a control for one of several values.
 *
 * @param {string} label
 * @param {Options | ((state: Record<string, any>) => Options)} options
 * @param {(state: Record<string, any>) => string} value
 * @param {(value: string, state: Record<string, any>) => Record<string, any>} changes of the state
 * @returns {import("./slider.js").Control}
 */
export function menu(label, options, value, changes) {
  return (store) => {
    const id = freshId();
    const select = element("select", { id });
    let offered = "";
    select.addEventListener("change", () => store.set(changes(select.value, store.state)));
    return {
      element: element("div", { class: "demo-menu" }, [
        element("label", { for: id, text: label }),
        select,
      ]),
      show(state) {
        const offers = typeof options === "function" ? options(state) : options;
        if (String(offers) !== offered) {
          offered = String(offers);
          select.replaceChildren(
            ...offers.map(([each, words]) => element("option", { value: each, text: words })),
          );
        }
        const now = value(state);
        if (select.value !== now) select.value = now;
      },
    };
  };
}

/**
 * Return two controls in one line; the second one's label is for screen readers only.
 *
 * @param {import("./slider.js").Control} first
 * @param {import("./slider.js").Control} second
 * @param {string} [width] of the first, with its label
 * @returns {import("./slider.js").Control}
 */
export function pair(first, second, width = "160px") {
  return (store) => {
    const both = [first(store), second(store)];
    return {
      element: element(
        "div",
        { class: "demo-pair", style: `--demo-first: ${width}` },
        both.map((each) => each.element),
      ),
      show(state) {
        for (const each of both) each.show(state);
      },
    };
  };
}
