/** Rulers: the numbers of rows and columns at a panel's edges, the present ones marked. */

import { element, keep, setStyle, setText } from "./element.js";

/** Between two numbers of a ruler there is room for the one that is pointed at. */
const STEPS = 7;

/** Make rulers of a panel's frame; they appear where its content asks for them.
 * @param {HTMLElement} frame */
export function createRulers(frame) {
  // Names written out: a page keeps only the rules whose names stand somewhere as they are.
  const [columns, rows] = ["demo-ruler demo-ruler-column", "demo-ruler demo-ruler-row"].map(
    (name) => element("div", { class: name, "aria-hidden": "true" }),
  );
  return {
    /** @param {import("./panel.js").Content} content */
    show({ ruled, cells, focus }) {
      frame.classList.toggle("demo-ruled", Boolean(ruled));
      if (!ruled) return;
      if (!rows.isConnected) frame.append(columns, rows);
      write(columns, cells.columns, focus?.column ?? -1);
      write(rows, cells.rows, focus?.row ?? -1);
    },
  };
}

/** @type {(ruler: HTMLElement, count: number, here: number) => void} */
function write(ruler, count, here) {
  const step = Math.ceil(count / STEPS);
  const places = Array.from({ length: Math.ceil(count / step) }, (_, nth) => nth * step);
  const shown = [...places.filter((place) => Math.abs(place - here) >= step / 2), here];
  for (const [nth, mark] of keep(ruler, shown.length).entries()) {
    setText(mark, shown[nth] < 0 ? "" : String(shown[nth]));
    setStyle(mark, "--demo-place", `${((shown[nth] + 0.5) / count) * 100}%`);
    mark.classList.toggle("demo-mark", shown[nth] === here);
  }
}
