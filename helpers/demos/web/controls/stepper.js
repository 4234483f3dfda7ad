/** Steps through something: back to the start, play, one step, all of it. */

import { clip } from "../mathematics/matrix.js";
import { buttons } from "./buttons.js";

/** @import { State } from "../shell/store.js" */
/** How many steps there are, the present one, the least, and what the button for all is called.
 * @typedef {{ count: (state: State) => number, now: (state: State) => number, least?: number,
 *   changes: (step: number, state: State) => State, whole?: string }} Steps */

/** Milliseconds between two steps: slow enough to follow the numbers. */
const PAUSE = 140;

/** @type {(steps: Steps) => Control} from the least to the last */
export function stepper({ count, now, changes, least = 1, whole = "Whole map" }) {
  return (store) => {
    /** @type {ReturnType<typeof setInterval> | undefined} */
    let timer;
    const go = (/** @type {number} */ step) => {
      const last = count(store.state);
      store.set(changes(clip(step, least, last), store.state));
      if (step >= last) stop();
    };
    const next = () => go(now(store.state) + 1);
    function stop() {
      clearInterval(timer);
      timer = undefined;
    }
    function toggle() {
      if (timer) {
        stop();
        return store.set({});
      }
      // Where movement is not wanted, the button takes a single step.
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (!still) timer = setInterval(next, PAUSE);
      if (now(store.state) >= count(store.state)) go(least);
      else next();
    }
    const built = buttons(() => [
      { label: "First step", sign: "|◀", press: () => go(least) },
      {
        label: () => (timer ? "Pause" : "Play the steps"),
        sign: () => (timer ? "❚❚" : "▶"),
        press: toggle,
      },
      { label: "Next step", sign: "Step", press: next },
      { label: whole, press: () => go(count(store.state)) },
    ])(store);
    return { ...built, end: stop };
  };
}
