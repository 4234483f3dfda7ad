/** Small images in a row, each with its answer and ten bars; one of them is looked at. */

import { drawCells } from "./cells.js";
import { element, setStyle, setText } from "./element.js";
import { keep, pointable } from "./photograph.js";

/**
 * @typedef {object} Crop
 * @property {import("../mathematics/matrix.js").Matrix} image bytes of ink
 * @property {string} label
 * @property {string} name for screen readers
 * @property {string} colour of the largest bar
 * @property {number[]} shares of the ten bars, 0…1
 * @property {boolean} here
 */
/** @typedef {{ title: string, crops: Crop[], press: (place: number) => void }} Content */

/**
 * Make a row of crops.
 *
 * @param {(place: number | null) => void} point called when one is pointed at, or none any more
 */
export function createCrops(point) {
  const title = element("div", { class: "demo-title" });
  const row = element("div", { class: "demo-crops" });
  const figure = element("figure", {}, [title, row]);
  const small = document.createElement("canvas");
  /** @type {(place: number) => void} */
  let press;
  /** @param {number} nth */
  function make(nth) {
    const canvas = element("canvas", { width: 28, height: 28 });
    const bars = element("div", { class: "demo-mini" }, [...Array(10)].map(barOf));
    const button = pointable(nth, point, () => press(nth));
    button.prepend(canvas, bars);
    return button;
  }
  return {
    element: figure,
    tell: () => "",
    /** @param {Content} content */
    show(content) {
      press = content.press;
      setText(title, content.title);
      keep(row, content.crops.length, make);
      for (const [nth, crop] of content.crops.entries()) {
        const button = /** @type {HTMLElement} */ (row.children[nth]);
        const [canvas, bars, label] = /** @type {HTMLElement[]} */ ([...button.children]);
        drawCells(/** @type {HTMLCanvasElement} */ (canvas), crop.image, "ink", 255, [], small);
        const most = Math.max(...crop.shares);
        for (const [digit, share] of crop.shares.entries()) {
          const bar = /** @type {HTMLElement} */ (bars.children[digit]);
          setStyle(bar, "height", `${Math.max(4, 100 * share)}%`);
          setStyle(bar, "background", share === most ? crop.colour : "var(--demo-bar)");
        }
        setText(label, crop.label);
        button.classList.toggle("demo-here", crop.here);
        button.setAttribute("aria-label", crop.name);
      }
    },
  };
}

function barOf() {
  return element("div", { class: "demo-bar-small" });
}
