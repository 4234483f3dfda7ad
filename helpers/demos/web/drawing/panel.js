/** A panel: a matrix that is pointed at, dragged on and walked over with the arrow keys. */

import { clip } from "../mathematics/matrix.js";
import { drawCells } from "./cells.js";
import { element, freshId, setStyle } from "./element.js";
import { followPointer } from "./follow.js";
import { createHeading } from "./heading.js";
import { createRulers } from "./rulers.js";

/** @typedef {{ row: number, column: number }} Cell */

/** What a panel shows.
 * @typedef {object} Content
 * @property {string} title stands above it
 * @property {string} [note] stands beside it, smaller
 * @property {string} [colour] of the line under the title: whose panel it is
 * @property {Matrix} cells
 * @property {import("./colours.js").Look} [look] ink when left out
 * @property {number} [limit] the value of the strongest colour, 255 when left out
 * @property {Frame[]} [frames]
 * @property {string} [cursor]
 * @property {boolean} [wide] takes all the width there is
 * @property {boolean} [ruled] rows and columns have their numbers at the edges
 * @property {Cell} [focus] the cell from which the arrow keys start
 * @property {(value: number, place: number) => string | number} [write] a value in words
 * @property {(cell: Cell) => string} [tell] a cell in words; its place and value when left out
 * @property {(cell: Place, by?: string) => void} [press] by "Enter" or " ", or by a pointer where
 *   there is nothing to drag; a key drags where there is nothing to press
 * @property {(place: Place, phase: "start" | "move" | "end") => void} [drag] */
/** @typedef {Cell & { x: number, y: number }} Place a cell, and columns and rows with fractions */

/** @type {Record<string, number[]>} rows and columns */
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** Make a panel; `point` is told when a cell is pointed at, or none any more, `redraw` is called when
 * it has got another size.
 * @param {(cell: Cell | null) => void} point @param {() => void} redraw */
export function createPanel(point, redraw) {
  const id = freshId();
  const canvas = element("canvas", {
    tabindex: 0,
    role: "application",
    "aria-labelledby": id,
    "aria-description": "Arrow keys choose a cell, Enter keeps it, Escape leaves.",
  });
  const frame = element("div", { class: "demo-cells" }, [canvas]);
  const heading = createHeading(id);
  const figure = element("figure", { class: "demo-panel" }, [heading.element, frame]);
  const rulers = createRulers(frame);
  /** @type {Content | null} what the canvas shows: drawing the same again costs painting */
  let drawn = null;
  /** @type {Content} */
  let content;
  let dragging = false;
  /** @type {Cell | null} where the arrow keys have got to; keys come faster than frames */
  let walked = null;

  const placeOf = (/** @type {MouseEvent} */ event) => {
    const box = canvas.getBoundingClientRect();
    const { rows, columns } = content.cells;
    return placeAt(
      ((event.clientX - box.left) / box.width) * columns,
      ((event.clientY - box.top) / box.height) * rows,
    );
  };
  /** @type {(x: number, y: number) => Place} */
  const placeAt = (x, y) => ({
    x,
    y,
    row: clip(Math.floor(y), 0, content.cells.rows - 1),
    column: clip(Math.floor(x), 0, content.cells.columns - 1),
  });

  function leave() {
    walked = null;
    point(null);
  }
  canvas.addEventListener("pointermove", (event) => {
    walked = null;
    point(placeOf(event));
  });
  canvas.addEventListener("pointerleave", () => dragging || point(null));
  followPointer(canvas, {
    start(event) {
      const place = placeOf(event);
      point(place);
      dragging = Boolean(content.drag);
      if (content.drag) content.drag(place, "start");
      else content.press?.(place);
      return dragging;
    },
    move(event) {
      for (const each of event.getCoalescedEvents?.() ?? []) content.drag?.(placeOf(each), "move");
      content.drag?.(placeOf(event), "move");
    },
    end(event) {
      dragging = false;
      content.drag?.(placeOf(event), "end");
      if (event.pointerType !== "mouse") point(null);
    },
  });
  canvas.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const at = walked ?? content.focus ?? { row: 0, column: 0 };
    if (step) {
      walked = placeAt(at.column + step[1], at.row + step[0]);
      point(walked);
    } else if (event.key === "Enter" || event.key === " ") {
      const middle = { ...at, x: at.column + 0.5, y: at.row + 0.5 };
      if (content.press) content.press(middle, event.key);
      else content.drag?.(middle, "start");
    } else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
  });
  canvas.addEventListener("blur", leave);

  const observer = new ResizeObserver(([entry]) => {
    // Device pixels where the browser tells them: no cell is blurred at any zoom.
    const exact = entry.devicePixelContentBoxSize?.[0];
    const width = exact?.inlineSize ?? Math.round(canvas.clientWidth * devicePixelRatio);
    const height = exact?.blockSize ?? Math.round(canvas.clientHeight * devicePixelRatio);
    if (!width || !height || (canvas.width === width && canvas.height === height)) return;
    [canvas.width, canvas.height] = [width, height];
    drawn = null;
    redraw();
  });
  try {
    observer.observe(canvas, { box: "device-pixel-content-box" });
  } catch {
    observer.observe(canvas); // Safari does not know that box
  }

  return {
    element: figure,
    canvas,
    /** @param {Content} next */
    show(next) {
      content = next;
      heading.show(next);
      setStyle(frame, "aspect-ratio", `${next.cells.columns} / ${next.cells.rows}`);
      figure.classList.toggle("demo-wide", Boolean(next.wide));
      rulers.show(next);
      setStyle(canvas, "cursor", next.cursor ?? "crosshair");
      setStyle(canvas, "touch-action", next.drag ? "none" : "manipulation");
      if (drawn && looksTheSame(drawn, next)) return;
      drawn = next;
      drawCells(canvas, next.cells, next.look ?? "ink", next.limit ?? 255, next.frames ?? []);
    },
    /** @param {Cell} cell */
    tell(cell) {
      if (dragging) return ""; // it would lie over what is drawn
      if (content.tell) return content.tell(cell);
      const { write = String, cells } = content;
      const place = cell.row * cells.columns + cell.column;
      return `row ${cell.row}, column ${cell.column}: ${write(cells.values[place], place)}`;
    },
    size: () => content.cells,
    end: () => observer.disconnect(),
  };
}

/** @type {(one: Content, other: Content) => boolean} */
function looksTheSame(one, other) {
  const rest = [one, other].map(({ look, limit, frames, cells: { columns, values } }) =>
    JSON.stringify([look, limit, frames, columns, values.length]),
  );
  const same = (/** @type {number} */ value, /** @type {number} */ place) =>
    Object.is(value, other.cells.values[place]);
  return rest[0] === rest[1] && one.cells.values.every(same);
}
