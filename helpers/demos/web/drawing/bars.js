/** Ten or fewer values as bars, one in a row; where it makes sense they can be dragged. */

import { clip } from "../mathematics/matrix.js";
import { element, keep, setStyle, setText } from "./element.js";
import { dragAcross } from "./follow.js";
import { createHeading } from "./heading.js";

/** A value, how it is written, and its colour; grey when left out.
 * @typedef {{ label: string, value: number, words: string, colour?: string }} Bar */
/** What a list of bars shows.
 * @typedef {object} Content
 * @property {string} title
 * @property {string} [note]
 * @property {string} [colour] of the line under the title
 * @property {number} low where the axis starts; a bar that would be longer ends with it
 * @property {number} high
 * @property {Bar[]} bars
 * @property {boolean} [tall] as high as a slider each
 * @property {boolean} [words] whether the labels are words, wider than a digit
 * @property {(place: number, value: number) => void} [drag] of the bar in this place */

/** Make a list of bars. */
export function createBars() {
  const heading = createHeading();
  const list = element("div", { class: "demo-bar-list" });
  const figure = element("figure", { class: "demo-bars" }, [heading.element, list]);
  /** @type {Content} */
  let content;
  const make = (/** @type {number} */ place) => {
    const track = element("div", { class: "demo-track" }, [element("div", { class: "demo-bar" })]);
    dragAcross(
      track,
      () => content.drag,
      (share) => content.drag?.(place, content.low + share * (content.high - content.low)),
    );
    const label = element("span", { class: "demo-bar-label" });
    const value = element("span", { class: "demo-bar-value" });
    return element("div", { class: "demo-bar-row" }, [label, track, value]);
  };

  return {
    element: figure,
    /** @param {Content} next */
    show(next) {
      content = next;
      const { low, high, bars } = next;
      heading.show(next);
      figure.classList.toggle("demo-tall", Boolean(next.tall));
      figure.classList.toggle("demo-worded", Boolean(next.words));
      figure.classList.toggle("demo-handles", Boolean(next.drag));
      const share = (/** @type {number} */ value) =>
        (100 * (clip(value, low, high) - low)) / (high - low);
      const best = bars.findIndex(({ colour }) => colour);
      const rows = keep(list, bars.length, make);
      for (const [place, shown] of bars.entries()) {
        const [label, track, value] = /** @type {HTMLElement[]} */ ([...rows[place].children]);
        const bar = /** @type {HTMLElement} */ (track.firstElementChild);
        const [start, end] = [share(0), share(shown.value)];
        setText(label, shown.label);
        setText(value, shown.words);
        setStyle(track, "--demo-zero", `${start}%`);
        setStyle(bar, "left", `${Math.min(start, end)}%`);
        setStyle(bar, "width", `${Math.abs(end - start)}%`);
        setStyle(bar, "background", shown.colour ?? "var(--demo-bar)");
        rows[place].classList.toggle("demo-best", place === best);
      }
    },
  };
}
