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
    pointer = event.pointerId;
    place.setPointerCapture(pointer);
  });
  place.addEventListener("pointermove", (event) => {
    if (event.pointerId === pointer) move(event);
  });
  for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) {
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
