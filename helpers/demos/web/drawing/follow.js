/** Follow a pointer from where it is pressed on something, if there is anything to drag, until it
 * lets go: how far across the place it is, 0…1.
 * @type {(place: GlobalEventHandlers & Element, wanted: () => unknown,
 *   moved: (share: number) => void) => void} */
export function followPointer(place, wanted, moved) {
  let held = false;
  const follow = (/** @type {PointerEvent} */ event) => {
    if (!held) return;
    const box = place.getBoundingClientRect();
    moved(Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1));
  };
  place.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !wanted()) return;
    held = true;
    place.setPointerCapture(event.pointerId);
    follow(event);
  });
  place.addEventListener("pointermove", follow);
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
    place.addEventListener(end, () => {
      held = false;
    });
  }
}
