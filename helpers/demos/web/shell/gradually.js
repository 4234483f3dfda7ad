/** Computes much, a little in each frame: the page goes on answering, and shows what is there. */

/** Milliseconds of a frame that may be spent; then the page is drawn. */
const BUDGET = 8;

/**
 * Make what computes one list of numbers at a time.
 *
 * @returns {{
 *   run: (key: string, count: number, compute: (place: number) => number, redraw: () => void)
 *     => Float64Array,
 *   end: () => void,
 * }} `run` returns what is known by now, NaN where nothing is; asked for another key it starts anew
 */
export function createGradually() {
  let key = "";
  let next = 0;
  let frame = 0;
  let values = new Float64Array();
  /** @type {() => void} */
  let step = () => {};
  const go = () => {
    frame = requestAnimationFrame(() => step());
  };
  return {
    run(asked, count, compute, redraw) {
      if (asked === key) return values;
      key = asked;
      next = 0;
      values = new Float64Array(count).fill(Number.NaN);
      step = () => {
        const end = performance.now() + BUDGET;
        do {
          values[next] = compute(next);
          next += 1;
        } while (next < count && performance.now() < end);
        if (next < count) go();
        redraw();
      };
      cancelAnimationFrame(frame);
      go();
      return values;
    },
    end() {
      cancelAnimationFrame(frame);
      key = "";
    },
  };
}
