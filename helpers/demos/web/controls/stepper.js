/** Steps through something: back to the start, play, one step, all of it. */

import { buttons } from "./buttons.js";

/** Milliseconds between two steps: slow enough to follow the numbers. */
const PAUSE = 140;

/**
 * Return a control of buttons for steps from the least to the last.
 *
 * @param {object} steps
 * @param {(state: Record<string, any>) => number} steps.count how many there are
 * @param {(state: Record<string, any>) => number} steps.now the present one
 * @param {(step: number, state: Record<string, any>) => Record<string, any>} steps.changes
 * @param {number} [steps.least]
 * @param {string} [steps.whole] what the button for all of it is called
 * @returns {import("./slider.js").Control}
 */
export function stepper({ count, now, changes, least = 1, whole = "Whole map" }) {
  return (store) => {
    /** @type {ReturnType<typeof setInterval> | undefined} */
    let timer;
    /** @param {number} step */
    const go = (step) => {
      const last = count(store.state);
      store.set(changes(Math.min(Math.max(step, least), last), store.state));
      if (step >= last) stop();
    };
    function stop() {
      clearInterval(timer);
      timer = undefined;
    }
    function toggle() {
      if (timer) {
        stop();
        store.set({});
        return;
      }
      // Where movement is not wanted, the button takes a single step.
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const ended = now(store.state) >= count(store.state);
      if (!still) timer = setInterval(() => go(now(store.state) + 1), PAUSE);
      go(ended ? least : now(store.state) + 1);
    }
    const built = buttons(() => [
      { label: "First step", sign: "|◀", press: () => go(least) },
      {
        label: () => (timer ? "Pause" : "Play the steps"),
        sign: () => (timer ? "❚❚" : "▶"),
        press: toggle,
      },
      { label: "Next step", sign: "Step", press: () => go(now(store.state) + 1) },
      { label: whole, press: () => go(count(store.state)) },
    ])(store);
    return { ...built, end: stop };
  };
}
