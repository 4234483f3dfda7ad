/** What a demonstration draws on: rows of panels and tables, made when they are first named. */

import { createBars } from "../drawing/bars.js";
import { createCrops } from "../drawing/crops.js";
import { element, setText } from "../drawing/element.js";
import { createLedger } from "../drawing/ledger.js";
import { createNumbers } from "../drawing/numbers.js";
import { createPanel } from "../drawing/panel.js";
import { createPhotograph } from "../drawing/photograph.js";
import { createPlot } from "../drawing/plot.js";

/** Milliseconds of a frame that may be spent; then the page is drawn. */
const BUDGET = 8;

/** @typedef {ReturnType<typeof createView>} View */
/** @typedef {ReturnType<View["grid"]>} Grid */
/** @typedef {Cell & { panel: string }} Pointed */

/** Make the view of a demonstration. Drawing again names the same parts again; they keep their
 * places.
 * @param {HTMLElement} stage @param {() => void} redraw */
export function createView(stage, redraw) {
  /** @type {Map<string, any>} */
  const parts = new Map();
  const bubble = element("div", { class: "demo-bubble", "aria-hidden": "true", hidden: "" });
  stage.append(bubble);
  let pointed = /** @type {Pointed | null} */ (null);
  const gradual = createGradually(redraw);

  /** @template {{ element: HTMLElement }} Part
   * @param {string} name @param {() => Part} make @param {HTMLElement} place @returns {Part} */
  function part(name, make, place) {
    if (!parts.has(name)) {
      const made = make();
      parts.set(name, made);
      place.append(made.element);
    }
    return parts.get(name);
  }
  /** @param {string} name @param {Cell | null} cell */
  function point(name, cell) {
    if (!cell && pointed?.panel !== name) return;
    pointed = cell && { panel: name, row: cell.row, column: cell.column };
    redraw();
  }
  /** What is pointed at among things in a row. */
  const pointIn = (/** @type {string} */ name) => (/** @type {number | null} */ column) =>
    point(name, column === null ? null : { row: 0, column });

  /** @param {HTMLElement} place */
  function within(place) {
    /** @template Content
     * @param {(name: string) => { element: HTMLElement, show: (content: Content) => void }} make */
    const kind = (make) => (/** @type {string} */ name, /** @type {Content} */ content) =>
      part(name, () => make(name), place).show(content);
    return {
      element: place,
      panel: kind((name) => createPanel((cell) => point(name, cell), redraw)),
      photograph: kind((name) => createPhotograph(pointIn(name))),
      crops: kind((name) => createCrops(pointIn(name))),
      numbers: kind(createNumbers),
      bars: kind(createBars),
      plot: kind(createPlot),
      ledger: kind(createLedger),
      sign: kind(createSign),
    };
  }
  /** @param {string} name @param {Record<string, string>} attributes */
  const row = (name, attributes) =>
    within(part(name, () => ({ element: element("div", attributes) }), stage).element);

  return {
    /** The cell that is pointed at. */
    get pointed() {
      return pointed;
    },
    /** Return a row whose panels share its width.
     * @param {string} name @param {number} columns
     * @param {number} [narrow] columns where there is little room */
    grid(name, columns, narrow = columns) {
      const style = `--demo-columns: ${columns}; --demo-narrow-columns: ${narrow}`;
      return row(name, { class: "demo-grid", style });
    },
    /** Return a row of tables and signs. @param {string} name @param {string} label to be read out */
    strip: (name, label) => row(name, { class: "demo-strip", role: "group", "aria-label": label }),
    gradually: gradual.run,
    /** Show beside the pointer what is pointed at; call it when all is drawn. */
    finish() {
      const { canvas, size, tell } = parts.get(pointed?.panel ?? "") ?? {};
      const words = pointed ? tell(pointed) : "";
      bubble.hidden = !words;
      if (!pointed || !words) return;
      bubble.textContent = words;
      const [box, outer] = [canvas.getBoundingClientRect(), stage.getBoundingClientRect()];
      const { rows, columns } = size();
      const x = box.left - outer.left + ((pointed.column + 0.5) / columns) * box.width;
      const y = box.top - outer.top + (pointed.row / rows) * box.height;
      const half = bubble.offsetWidth / 2;
      const left = Math.min(Math.max(x, half), Math.max(outer.width - half, half));
      bubble.style.transform = `translate(${left - half}px, ${y - bubble.offsetHeight - 6}px)`;
    },
    end() {
      gradual.end();
      for (const each of parts.values()) each.end?.();
    },
  };
}

/** A sign between two tables. */
function createSign() {
  const sign = element("div", { class: "demo-sign" });
  return { element: sign, show: (/** @type {string} */ words) => setText(sign, words) };
}

/** Make what computes a list, a little in each frame: the page goes on answering, and shows what is
 * there.
 * @param {() => void} redraw */
function createGradually(redraw) {
  let key = "";
  let frame = 0;
  /** @type {any[]} */
  let values = [];
  return {
    /** Return the results of a long computation as far as they are known; it goes on from frame to
     * frame, and all is drawn again. A view has one such list: another key starts it anew.
     * @template Value
     * @param {string} asked @param {number} count @param {(place: number) => Value} compute
     * @returns {(Value | undefined)[]} */
    run(asked, count, compute) {
      if (asked === key) return values;
      key = asked;
      const found = new Array(count);
      values = found;
      let next = 0;
      function step() {
        const end = performance.now() + BUDGET;
        do {
          found[next] = compute(next);
          next += 1;
        } while (next < count && performance.now() < end);
        if (next < count) frame = requestAnimationFrame(step);
        redraw();
      }
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(step);
      return values;
    },
    end: () => cancelAnimationFrame(frame),
  };
}
