/** What a demonstration draws on: rows of panels and tables, made when they are first named. */

import { createBars } from "../drawing/bars.js";
import { createCrops } from "../drawing/crops.js";
import { element } from "../drawing/element.js";
import { createLedger } from "../drawing/ledger.js";
import { createNumbers } from "../drawing/numbers.js";
import { createPanel } from "../drawing/panel.js";
import { createPhotograph } from "../drawing/photograph.js";
import { createPlot } from "../drawing/plot.js";
import { createGradually } from "./gradually.js";

/** @typedef {import("../drawing/panel.js").Cell} Cell */
/** @typedef {{ panel: string, row: number, column: number }} Pointed */

/**
 * Make the view of a demonstration. Drawing again names the same parts again; they keep their
 * places.
 *
 * @param {HTMLElement} stage
 * @param {() => void} redraw
 */
export function createView(stage, redraw) {
  /** @type {Map<string, any>} */
  const parts = new Map();
  const bubble = element("div", { class: "demo-bubble", "aria-hidden": "true", hidden: "" });
  stage.append(bubble);
  /** @type {Pointed | null} */
  let pointed = null;

  /**
   * @template Part
   * @param {string} name
   * @param {() => Part & { element: HTMLElement }} make
   * @param {HTMLElement} place
   * @returns {Part}
   */
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
    pointed = cell && { panel: name, ...cell };
    redraw();
  }
  /** What is pointed at among things in a row. */
  const pointIn = (/** @type {string} */ name) => (/** @type {number | null} */ column) =>
    point(name, column === null ? null : { row: 0, column });

  /** @param {HTMLElement} place */
  const within = (place) => ({
    element: place,
    /**
     * @param {string} name
     * @param {import("../drawing/panel.js").Content} content
     */
    panel(name, content) {
      part(name, () => createPanel((cell) => point(name, cell), redraw), place).show(content);
    },
    /**
     * @param {string} name
     * @param {import("../drawing/photograph.js").Content} content
     */
    photograph(name, content) {
      part(name, () => createPhotograph(pointIn(name)), place).show(content);
    },
    /**
     * @param {string} name
     * @param {import("../drawing/crops.js").Content} content
     */
    crops(name, content) {
      part(name, () => createCrops(pointIn(name)), place).show(content);
    },
    /**
     * @param {string} name
     * @param {import("../drawing/numbers.js").Content} content
     */
    numbers(name, content) {
      part(name, createNumbers, place).show(content);
    },
    /**
     * @param {string} name
     * @param {import("../drawing/bars.js").Content} content
     */
    bars(name, content) {
      part(name, createBars, place).show(content);
    },
    /**
     * @param {string} name
     * @param {import("../drawing/plot.js").Content} content
     */
    plot(name, content) {
      part(name, createPlot, place).show(content);
    },
    /**
     * @param {string} name
     * @param {import("../drawing/ledger.js").Line[]} lines
     */
    ledger(name, lines) {
      part(name, createLedger, place).show(lines);
    },
    /**
     * @param {string} name
     * @param {string} words
     */
    sign(name, words) {
      const make = () => ({ element: element("div", { class: "demo-sign" }) });
      part(name, make, place);
      parts.get(name).element.textContent = words;
    },
  });

  return {
    /** The cell that is pointed at. */
    get pointed() {
      return pointed;
    },
    /** The same in words. */
    get pointedWords() {
      return pointed ? parts.get(pointed.panel).tell(pointed) : "";
    },
    /**
     * Return a row whose panels share its width.
     *
     * @param {string} name
     * @param {number} columns
     * @param {number} [narrow] columns where there is little room
     */
    grid(name, columns, narrow = columns) {
      const style = `--demo-columns: ${columns}; --demo-narrow-columns: ${narrow}`;
      const make = () => ({ element: element("div", { class: "demo-grid", style }) });
      part(name, make, stage);
      return within(parts.get(name).element);
    },
    /**
     * Return a row in which tables and signs stand side by side.
     *
     * @param {string} name
     * @param {string} label for screen readers
     */
    strip(name, label) {
      const attributes = { class: "demo-strip", role: "group", "aria-label": label };
      part(name, () => ({ element: element("div", attributes) }), stage);
      return within(parts.get(name).element);
    },
    /**
     * Return the results of a long computation as far as they are known; it goes on from frame to
     * frame, and all is drawn again.
     *
     * @template Value
     * @param {string} name
     * @param {string} key another key starts anew
     * @param {number} count
     * @param {(place: number) => Value} compute
     * @returns {(Value | undefined)[]}
     */
    gradually(name, key, count, compute) {
      const kept = `computes ${name}`;
      if (!parts.has(kept)) parts.set(kept, createGradually());
      return parts.get(kept).run(key, count, compute, redraw);
    },
    /** Show beside the pointer what is pointed at; call it when all is drawn. */
    finish() {
      const words = this.pointedWords;
      bubble.hidden = !words;
      if (!pointed || !words) return;
      const { canvas, size } = parts.get(pointed.panel);
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
      for (const each of parts.values()) each.end?.();
    },
  };
}

/** @typedef {ReturnType<typeof createView>} View */
