/** A digit that follows the hand across its frame. */

import { slider } from "../../controls/slider.js";
import { digitColour } from "../../drawing/colours.js";
import { clip } from "../../mathematics/matrix.js";

/** @typedef {{ digit: Example, right: number, down: number }} Moved */

/** How far the digit moves: further, and most of it leaves the picture. */
const FARTHEST = 8;

/** @type {WeakMap<object, { x: number, y: number }>} where the digit is held, by store */
const held = new WeakMap();

/** Return controls for how far the digit is moved. */
export function moveSliders() {
  const options = { min: -FARTHEST, max: FARTHEST };
  return [slider("right", "Pixels right", options), slider("down", "Pixels down", options)];
}

/** Draw the moved digit; it follows the hand from where it was taken.
 * @param {View} view @param {Grid} grid @param {Matrix} image the digit, moved
 * @param {Store<any>} store whose state has `digit`, `right`, `down` */
export function drawMovable(view, grid, image, store) {
  const { digit, right, down } = store.state;
  grid.panel("digit", {
    title: `Drag the ${digit[0]}`,
    note: "or arrow keys",
    colour: digitColour(digit[0]),
    cells: image,
    cursor: "grab",
    frames: view.pointed && !held.has(store) ? [view.pointed] : [],
    focus: { row: 14, column: 14 },
    // By keys the digit's middle goes where the chosen cell is.
    press: ({ row, column }) => move(store, column - 14, row - 14),
    drag({ x, y }, phase) {
      if (phase === "start") held.set(store, { x: x - right, y: y - down });
      const from = held.get(store);
      if (from) move(store, Math.round(x - from.x), Math.round(y - from.y));
      if (phase === "end") held.delete(store);
    },
  });
}

/** @param {Store<any>} store @param {number} right @param {number} down */
export function move(store, right, down) {
  const next = { right: clip(right, -FARTHEST, FARTHEST), down: clip(down, -FARTHEST, FARTHEST) };
  if (next.right !== store.state.right || next.down !== store.state.down) store.set(next);
}

/** Return a way in words, as `helpers.demos.shift_demo.way_in_words` does. @param {Moved} state */
export function way({ right, down }) {
  const parts = [
    { count: Math.abs(right), to: right > 0 ? "right" : "left" },
    { count: Math.abs(down), to: down > 0 ? "down" : "up" },
  ].filter(({ count }) => count);
  if (!parts.length) return "0 pixels";
  const [{ count, to }, ...rest] = parts;
  const first = `${count} pixel${count === 1 ? "" : "s"} ${to}`;
  return [first, ...rest.map((part) => `${part.count} ${part.to}`)].join(" and ");
}
