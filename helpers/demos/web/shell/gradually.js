/** Computes much, a little in each frame: the page goes on answering, and shows what is there. */

/** Milliseconds of a frame that may be spent; then the page is drawn. */
const BUDGET = 8;

/** Make what computes one list at a time. */
export function createGradually() {
  let key = "";
  let frame = 0;
  /** @type {any[]} */
  let values = [];
  return {
    /**
     * Return what is known by now, nothing in the places where nothing is; another key starts anew.
     * @template Value
     * @param {string} asked @param {number} count @param {(place: number) => Value} compute
     * @param {() => void} redraw
     * @returns {(Value | undefined)[]}
     */
    run(asked, count, compute, redraw) {
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
