/** A small matrix as a table of coloured numbers. */

import { number } from "../mathematics/number.js";
import { colourOf, css, inkOn } from "./colours.js";
import { element, setStyle, setText } from "./element.js";

/**
 * What a table shows.
 *
 * @typedef {object} Content
 * @property {string} title
 * @property {import("../mathematics/matrix.js").Matrix} cells
 * @property {import("./colours.js").Look} look
 * @property {number} limit
 * @property {number} [here] the place, in reading order, that has the frame
 */

/** Make a table of numbers. */
export function createNumbers() {
  const title = element("figcaption", { class: "demo-title" });
  const grid = element("div", { class: "demo-numbers" });
  const figure = element("figure", { class: "demo-table" }, [title, grid]);
  return {
    element: figure,
    /** @param {Content} content */
    show({ title: words, cells, look, limit, here }) {
      setText(title, words);
      setStyle(grid, "--demo-columns", String(cells.columns));
      grid.classList.toggle("demo-narrow", cells.columns > 3);
      grid.classList.toggle("demo-ink", look === "ink");
      while (grid.childElementCount > cells.values.length) grid.lastElementChild?.remove();
      while (grid.childElementCount < cells.values.length) grid.append(element("span"));
      for (let place = 0; place < cells.values.length; place += 1) {
        const cell = /** @type {HTMLElement} */ (grid.children[place]);
        const colour = colourOf(cells.values[place], look, limit);
        setText(cell, short(cells.values[place], cells.columns > 3 ? 3 : 4));
        setStyle(cell, "background-color", css(colour));
        setStyle(cell, "color", inkOn(colour));
        cell.classList.toggle("demo-here", place === here);
      }
    },
  };
}

/**
 * Return a number that fits into a cell: at most `digits` digits, but all before the point.
 *
 * @param {number} value
 * @param {number} digits
 */
function short(value, digits) {
  return Math.abs(value) < 10 ** digits ? number(value, digits) : number(Math.round(value), 6);
}
