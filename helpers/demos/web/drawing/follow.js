/**
 * Follow a pointer from where it is pressed on something until it lets go.
 *
 * @param {GlobalEventHandlers & Element} place
 * @param {() => unknown} wanted whether there is anything to drag
 * @param {(share: number) => void} moved how far across the place the pointer is, 0…1 within it
 */
export function followPointer(place, wanted, moved) {
  let held = false;
  /** @param {PointerEvent} event */
  function follow(event) {
    if (!held) return;
    const box = place.getBoundingClientRect();
    moved((event.clientX - box.left) / box.width);
  }
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
