/** What stands above a panel: its title, a note, a line in the colour of what is shown. */

import { element, setStyle, setText } from "./element.js";

/** @param {string} [id] of the title */
export function createHeading(id) {
  const title = element("div", { class: "demo-title", id });
  const note = element("div", { class: "demo-note" });
  const head = element("div", { class: "demo-head" }, [title, note]);
  return {
    element: head,
    /** @param {{ title: string, note?: string, colour?: string }} content */
    show(content) {
      setText(title, content.title);
      setText(note, content.note ?? "");
      setStyle(head, "border-color", content.colour ?? "transparent");
    },
  };
}
