/** The photograph with its boxes, the digits cut out of it, and the bars of one: all linked. */

import { argmax, largest } from "../../mathematics/matrix.js";
import { drawProbabilities, strongColour } from "../scores/panels.js";

/** What of a box is seen on dark paper and on light. */
const BOX = "#404040";
/** From the lowest to the highest. */
const LAYERS = /** @type {const} */ (["left_out", "ink", "centres"]);

/** @param {View} view @param {import("./readings.js").Result} result
 * @param {Store<import("./readings.js").State>} store */
export function drawReading(view, { name, own, reading }, { state, set }) {
  const digits = reading?.digits ?? [];
  const here = Math.min(view.pointed?.column ?? state.digit, digits.length - 1);
  const answers = digits.map(({ probabilities }) => argmax(probabilities));
  const [width, height] = reading?.size ?? [0, 0];
  const press = (/** @type {number} */ digit) => set({ digit });
  const above = view.grid("above", 2);
  above.photograph("photograph", {
    title: name,
    note: width ? `${width} × ${height}` : "",
    alternative: reading?.answer ?? "",
    picture: width ? reading?.picture : (own?.ratio && own.shown) || undefined,
    tints:
      reading && width ? LAYERS.filter((each) => state[each]).map((each) => reading[each]) : [],
    ratio: width ? width / height : own?.ratio || 1,
    boxes: digits.map(({ box: [left, top, right, bottom], sure }, place) => ({
      edges: [left / width, top / height, right / width, bottom / height],
      label: `${answers[place]}${sure ? "" : "?"}`,
      name: `Box ${place + 1} of ${digits.length}: ${answers[place]}, ${sure ? "ok" : "unsure"}`,
      dashed: !sure,
      colour: BOX,
      here: place === here,
    })),
    press,
  });
  const below = view.grid("below", 1);
  below.element.hidden = !digits.length;
  if (!digits.length) {
    // Not those of the picture before.
    const bars = [..."0123456789"].map((label) => ({ label, value: 0, words: "" }));
    above.bars("bars", { title: reading ? "No digit" : "Not read yet", low: 0, high: 1, bars });
    return;
  }
  const title = `Digit ${here + 1} of ${digits.length}`;
  drawProbabilities(above, "bars", digits[here].probabilities, { title });
  const said = (/** @type {number} */ place) =>
    `${answers[place]}  ${Math.floor(100 * largest(digits[place].probabilities) + 1e-9)}%`;
  below.crops("crops", {
    title: "What the network sees, in reading order",
    crops: digits.map(({ image, probabilities }, place) => ({
      image,
      label: said(place),
      name: `Digit ${place + 1} of ${digits.length}: ${said(place)}`,
      colour: strongColour(answers[place]),
      shares: probabilities,
      here: place === here,
    })),
    press,
  });
}
