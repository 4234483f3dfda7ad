/** Something that is on or off. */

import { element, freshId } from "../drawing/element.js";

/** Return a control for a yes or no of the state, with the colour of what it switches.
 * @type {(name: string, label: string, colour: string) => Control} */
export function checkbox(name, label, colour) {
  return (store) => {
    const id = freshId();
    const box = element("input", { type: "checkbox", id });
    box.addEventListener("change", () => store.set({ [name]: box.checked }));
    const style = `background: ${colour}`;
    const swatch = element("div", { class: "demo-swatch", style, "aria-hidden": "true" });
    const words = element("label", { for: id, text: label });
    return {
      element: element("div", { class: "demo-checkbox" }, [box, swatch, words]),
      show(state) {
        box.checked = state[name];
      },
    };
  };
}
