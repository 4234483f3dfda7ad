/** Small images in a row, each with its answer and ten bars; one of them is looked at. */

import { drawCells } from "./cells.js";
import { element, keep, setStyle, setText } from "./element.js";
import { pointable } from "./photograph.js";

/** @typedef {object} Crop
 * @property {Matrix} image bytes of ink
 * @property {string} label
 * @property {string} name for screen readers
 * @property {string} colour of the largest bar
 * @property {number[]} shares of the ten bars, 0…1
 * @property {boolean} here */
/** @typedef {{ title: string, crops: Crop[], press: (place: number) => void }} Content */

/** Make a row of crops; `point` is told when one is pointed at, or none any more.
 * @param {(place: number | null) => void} point */
export function createCrops(point) {
  const title = element("div", { class: "demo-title" });
  const row = element("div", { class: "demo-crops" });
  /** @type {Content} */
  let content;
  const make = (/** @type {number} */ nth) => {
    const button = pointable(nth, point, () => content.press(nth));
    button.prepend(
      element("canvas", { width: 28, height: 28 }),
      element("div", { class: "demo-mini" }),
    );
    return button;
  };
  const bar = () => element("div", { class: "demo-bar-small" });
  return {
    element: element("figure", {}, [title, row]),
    tell: () => "",
    /** @param {Content} next */
    show(next) {
      content = next;
      setText(title, next.title);
      const buttons = keep(row, next.crops.length, make);
      for (const [nth, { image, label, name, colour, shares, here }] of next.crops.entries()) {
        const [canvas, bars, words] = /** @type {HTMLElement[]} */ ([...buttons[nth].children]);
        drawCells(/** @type {HTMLCanvasElement} */ (canvas), image, "ink", 255, []);
        for (const [digit, each] of keep(bars, shares.length, bar).entries()) {
          const most = shares[digit] === Math.max(...shares);
          setStyle(each, "height", `${Math.max(4, 100 * shares[digit])}%`);
          setStyle(each, "background", most ? colour : "var(--demo-bar)");
        }
        setText(words, label);
        buttons[nth].classList.toggle("demo-here", here);
        buttons[nth].setAttribute("aria-label", name);
      }
    },
  };
}
