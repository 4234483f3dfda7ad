/** Ten or fewer values as bars, one in a row; where it makes sense they can be dragged. */

import { element, setStyle, setText } from "./element.js";
import { followPointer } from "./follow.js";
import { createHeading } from "./heading.js";

/**
 * @typedef {object} Bar
 * @property {string} label
 * @property {number} value
 * @property {string} words the value as it is written
 * @property {string} [colour] grey when left out
 */
/**
 * What a list of bars shows.
 *
 * @typedef {object} Content
 * @property {string} title
 * @property {string} [note]
 * @property {string} [colour] of the line under the title
 * @property {number} low where the axis starts; a bar that would be longer ends with it
 * @property {number} high
 * @property {Bar[]} bars
 * @property {boolean} [tall] as high as a slider each
 * @property {boolean} [words] whether the labels are words, wider than a digit
 * @property {(place: number, value: number) => void} [drag] of the bar in this place
 */

/** Make a list of bars. */
export function createBars() {
  const heading = createHeading();
  const list = element("div", { class: "demo-bar-list" });
  const figure = element("figure", { class: "demo-bars" }, [heading.element, list]);
  /** @type {{ row: HTMLElement, label: HTMLElement, track: HTMLElement, bar: HTMLElement,
   *   value: HTMLElement }[]} */
  const rows = [];
  /** @type {Content} */
  let content;
  function add() {
    const place = rows.length;
    const label = element("span", { class: "demo-bar-label" });
    const bar = element("div", { class: "demo-bar" });
    const track = element("div", { class: "demo-track" }, [bar]);
    const value = element("span", { class: "demo-bar-value" });
    const row = element("div", { class: "demo-bar-row" }, [label, track, value]);
    followPointer(
      track,
      () => content.drag,
      (share) => {
        const within = Math.min(Math.max(share, 0), 1);
        content.drag?.(place, content.low + within * (content.high - content.low));
      },
    );
    rows.push({ row, label, track, bar, value });
    list.append(row);
  }

  return {
    element: figure,
    /** @param {Content} next */
    show(next) {
      content = next;
      heading.show(next);
      figure.classList.toggle("demo-tall", Boolean(next.tall));
      figure.classList.toggle("demo-worded", Boolean(next.words));
      figure.classList.toggle("demo-handles", Boolean(next.drag));
      while (rows.length < next.bars.length) add();
      const range = next.high - next.low;
      /** @param {number} value */
      const share = (value) =>
        (100 * (Math.min(Math.max(value, next.low), next.high) - next.low)) / range;
      const best = next.bars.findIndex((each) => each.colour);
      for (const [place, { label, value, words, colour }] of next.bars.entries()) {
        const row = rows[place];
        const [start, end] = [share(0), share(value)];
        setText(row.label, label);
        setText(row.value, words);
        setStyle(row.track, "--demo-zero", `${start}%`);
        setStyle(row.bar, "left", `${Math.min(start, end)}%`);
        setStyle(row.bar, "width", `${Math.abs(end - start)}%`);
        setStyle(row.bar, "background", colour ?? "var(--demo-bar)");
        row.row.classList.toggle("demo-best", place === best);
      }
    },
  };
}
