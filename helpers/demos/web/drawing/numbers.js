/** A small matrix as a table of coloured numbers. */

import { number } from "../mathematics/number.js";
import { colourOf, css, inkOn } from "./colours.js";
import { element, keep, setStyle, setText } from "./element.js";

/** What a table shows; `here` is the place, in reading order, that has the frame.
 * @typedef {{ title: string, cells: Matrix,
 *   look: import("./colours.js").Look, limit: number, here?: number }} Content */

/** Make a table of numbers. */
export function createNumbers() {
  const title = element("figcaption", { class: "demo-title" });
  const grid = element("div", { class: "demo-numbers" });
  return {
    element: element("figure", { class: "demo-table" }, [title, grid]),
    /** @param {Content} content */
    show({ title: words, cells: { columns, values }, look, limit, here }) {
      setText(title, words);
      setStyle(grid, "--demo-columns", String(columns));
      grid.classList.toggle("demo-narrow", columns > 3);
      grid.classList.toggle("demo-ink", look === "ink");
      for (const [place, cell] of keep(grid, values.length).entries()) {
        const colour = colourOf(values[place], look, limit);
        setText(cell, short(values[place], columns > 3 ? 3 : 4));
        setStyle(cell, "background-color", css(colour));
        setStyle(cell, "color", inkOn(colour));
        cell.classList.toggle("demo-here", place === here);
      }
    },
  };
}

/** Return a number that fits into a cell: at most `digits` digits, but all before the point.
 * @type {(value: number, digits: number) => string} */
function short(value, digits) {
  return Math.abs(value) < 10 ** digits ? number(value, digits) : number(Math.round(value), 6);
}
