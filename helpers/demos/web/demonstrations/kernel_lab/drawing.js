/** The learner's own digit: strokes by mouse, pen, finger or keys. */

/** @typedef {import("../../shell/store.js").Store} Store */

/**
 * Return what a drag on the digit does: a stroke.
 *
 * @param {Store} store
 * @param {number} padding
 * @returns {(place: { x: number, y: number }, phase: "start" | "move" | "end") => void}
 */
export function dragStroke(store, padding) {
  return ({ x, y }, phase) => {
    const point = [x - padding, y - padding].map((place) => Math.round(place * 10) / 10);
    const strokes = /** @type {number[][]} */ (store.state.strokes);
    const last = strokes[strokes.length - 1];
    if (phase === "start") store.set({ strokes: [...strokes, point] });
    else if (phase === "move" && last) {
      store.set({ strokes: [...strokes.slice(0, -1), [...last, ...point]] });
    }
  };
}

/**
 * Begin a stroke at a pixel (Space), or draw a line from the last point to it (Enter).
 *
 * @param {Store} store
 * @param {{ row: number, column: number }} pixel
 * @param {string} key
 * @param {number} padding
 */
export function keyStroke(store, { row, column }, key, padding) {
  const first = key === " " || store.state.strokes.length === 0;
  dragStroke(store, padding)({ x: column + 0.5, y: row + 0.5 }, first ? "start" : "move");
}
