/** Numbers under each other, as one adds by hand: a word and a coloured number in each line. */

import { number } from "../mathematics/number.js";
import { colourOf, css, inkOn } from "./colours.js";
import { element, setStyle, setText } from "./element.js";

/**
 * @typedef {object} Line
 * @property {string} words
 * @property {number} value
 * @property {import("./colours.js").Look} [look] without one the number has no ground
 * @property {number} [limit]
 * @property {boolean} [here] whether it has the frame that says where you are
 */

/** Make a ledger; how many lines it has stays the same. */
export function createLedger() {
  const box = element("div", { class: "demo-ledger" });
  return {
    element: box,
    /** @param {Line[]} lines */
    show(lines) {
      while (box.childElementCount < 2 * lines.length) box.append(element("span"));
      for (const [place, { words, value, look, limit = 1, here }] of lines.entries()) {
        const [label, cell] = /** @type {HTMLElement[]} */ (
          [...box.children].slice(2 * place, 2 * place + 2)
        );
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
