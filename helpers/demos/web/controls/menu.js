/** Menus with their labels. */

import { element, freshId } from "../drawing/element.js";

/** @import { State } from "../shell/store.js" */

/** Return a control for one of several values; the options are value and words of each.
 * @type {(label: string, options: string[][] | ((state: State) => string[][]),
 *   value: (state: State) => string, changes: (value: string, state: State) => State) => Control} */
export function menu(label, options, value, changes) {
  return (store) => {
    const id = freshId();
    const select = element("select", { id });
    let offered = "";
    select.addEventListener("change", () => store.set(changes(select.value, store.state)));
    const words = element("label", { for: id, text: label });
    return {
      element: element("div", { class: "demo-menu" }, [words, select]),
      show(state) {
        const offers = typeof options === "function" ? options(state) : options;
        if (String(offers) !== offered) {
          offered = String(offers);
          const made = offers.map(([each, text]) => element("option", { value: each, text }));
          select.replaceChildren(...made);
        }
        const now = value(state);
        if (select.value !== now) select.value = now;
      },
    };
  };
}

/** Return a control for a number of the state, by its name there: one of several.
 * @type {(name: string, label: string, numbers: number[], words?: (value: number) => string
 *   ) => Control} */
export function choice(name, label, numbers, words = String) {
  return menu(
    label,
    numbers.map((each) => [String(each), words(each)]),
    (state) => String(state[name]),
    (value) => ({ [name]: Number(value) }),
  );
}

/** Return two controls in one line; the second one's label is for screen readers only. The width is
 * that of the first, with its label.
 * @type {(first: Control, second: Control, width?: string) => Control} */
export function pair(first, second, width = "160px") {
  return (store) => {
    const both = [first(store), second(store)];
    const parts = both.map((each) => each.element);
    return {
      element: element("div", { class: "demo-pair", style: `--demo-first: ${width}` }, parts),
      show(state) {
        for (const each of both) each.show(state);
      },
    };
  };
}
