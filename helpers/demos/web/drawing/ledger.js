/** Numbers under each other, as one adds by hand: a word and a coloured number in each line. */

import { number } from "../mathematics/number.js";
import { colourOf, css, inkOn } from "./colours.js";
import { element, keep, setStyle, setText } from "./element.js";

/** Without a look the number has no ground; with `here` it has the frame that says where you are.
 * @typedef {{ words: string, value: number, look?: import("./colours.js").Look, limit?: number,
 *   here?: boolean }} Line */

/** Make a ledger; how many lines it has stays the same. */
export function createLedger() {
  const box = element("div", { class: "demo-ledger" });
  return {
    element: box,
    /** @param {Line[]} lines */
    show(lines) {
      const spans = keep(box, 2 * lines.length);
      for (const [place, { words, value, look, limit = 1, here }] of lines.entries()) {
        const [label, cell] = spans.slice(2 * place);
        setText(label, words);
        setText(cell, number(value, 6));
        cell.classList.toggle("demo-here", Boolean(here));
        const colour = look && colourOf(value, look, limit);
        setStyle(cell, "background-color", colour ? css(colour) : "transparent");
        setStyle(cell, "color", colour ? inkOn(colour) : "inherit");
      }
    },
  };
}
