/** Rulers: the numbers of rows and columns at a panel's edges, the present ones marked. */

import { element, setStyle, setText } from "./element.js";

/** Between two numbers of a ruler there is room for the one that is pointed at. */
const STEPS = 7;
/** Written out: a page keeps only the rules whose names stand somewhere as they are. */
const NAMES = {
  column: "demo-ruler demo-ruler-column",
  row: "demo-ruler demo-ruler-row",
};

/**
 * Make rulers; they appear where a panel's content asks for them.
 *
 * @param {HTMLElement} frame of the panel's cells
 */
export function createRulers(frame) {
  const sides = /** @type {const} */ (["column", "row"]).map((side) => {
    const ruler = element("div", { class: NAMES[side], "aria-hidden": "true" });
    return { side, ruler };
  });
  return {
    /** @param {import("./panel.js").Content} content */
    show({ ruled, cells, focus }) {
      frame.classList.toggle("demo-ruled", Boolean(ruled));
      if (!ruled) return;
      for (const { side, ruler } of sides) {
        if (!ruler.isConnected) frame.append(ruler);
        const here = focus?.[side] ?? -1;
        write(ruler, side === "row" ? cells.rows : cells.columns, here);
      }
    },
  };
}

/**
 * @param {HTMLElement} ruler
 * @param {number} count
 * @param {number} here
 */
function write(ruler, count, here) {
  const step = Math.ceil(count / STEPS);
  const near = (/** @type {number} */ place) => place !== here && Math.abs(place - here) < step / 2;
  const places = Array.from({ length: Math.ceil(count / step) }, (_, place) => place * step);
  const shown = [...places.filter((place) => place !== here && !near(place)), here];
  while (ruler.childElementCount > shown.length) ruler.lastElementChild?.remove();
  while (ruler.childElementCount < shown.length) ruler.append(element("span"));
  for (const [nth, place] of shown.entries()) {
    const mark = /** @type {HTMLElement} */ (ruler.children[nth]);
    setText(mark, place < 0 ? "" : String(place));
    setStyle(mark, "--demo-place", `${((place + 0.5) / count) * 100}%`);
    mark.classList.toggle("demo-mark", place === here);
  }
}
