import { clip } from "../mathematics/matrix.js";

/** Follow a pointer from where it is pressed on something until it lets go; other fingers are ignored.
 * Nothing is followed where `start` returns false.
 * @param {GlobalEventHandlers & Element} place
 * @param {{ start: (event: PointerEvent) => unknown, move: (event: PointerEvent) => void,
 *   end?: (event: PointerEvent) => void }} told */
export function followPointer(place, { start, move, end }) {
  /** @type {number | null} */
  let pointer = null;
  place.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pointer !== null || start(event) === false) return;
    place.setPointerCapture(event.pointerId); // raises when the pointer is gone
    pointer = event.pointerId;
  });
  place.addEventListener("pointermove", (event) => {
    if (event.pointerId === pointer) move(event);
  });
  // Of a release that something else takes, only the loss is told.
  const ends = /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"]);
  for (const name of ends) {
    place.addEventListener(name, (event) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      end?.(event);
    });
  }
}

/** Let something be dragged along a line, if anything is wanted: how far across it, 0…1.
 * @type {(place: GlobalEventHandlers & Element, wanted: () => unknown,
 *   moved: (share: number) => void) => void} */
export function dragAcross(place, wanted, moved) {
  const move = (/** @type {PointerEvent} */ event) => {
    const box = place.getBoundingClientRect();
    moved(clip((event.clientX - box.left) / box.width, 0, 1));
  };
  followPointer(place, { start: (event) => (wanted() ? move(event) : false), move });
}
