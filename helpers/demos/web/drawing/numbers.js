/** A small matrix as a table of coloured numbers. */

import { number } from "../mathematics/number.js";
import { colourOf, css, inkOn } from "./colours.js";
import { element, setText } from "./element.js";

/**
 * What a table shows.
 *
 * @typedef {object} Content
 * @property {string} title
 * @property {import("../mathematics/matrix.js").Matrix} cells
 * @property {import("./colours.js").Look} look
 * @property {number} limit
 * @property {boolean} [here] whether it has the frame that says where you are
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
      grid.style.setProperty("--demo-columns", String(cells.columns));
      grid.classList.toggle("demo-here", Boolean(here));
      grid.classList.toggle("demo-narrow", cells.columns > 3);
      while (grid.childElementCount > cells.values.length) grid.lastElementChild?.remove();
      while (grid.childElementCount < cells.values.length) grid.append(element("span"));
      for (let place = 0; place < cells.values.length; place += 1) {
        const cell = /** @type {HTMLElement} */ (grid.children[place]);
        const colour = colourOf(cells.values[place], look, limit);
        setText(cell, number(cells.values[place], cells.columns > 3 ? 3 : 4));
        cell.style.backgroundColor = css(colour);
        cell.style.color = inkOn(colour);
      }
    },
  };
}
