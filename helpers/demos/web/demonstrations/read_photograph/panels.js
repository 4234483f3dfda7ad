/** The photograph with its boxes, the digits cut out of it, and the bars of one: all linked. */

import { argmax, largest } from "../../mathematics/matrix.js";
import { drawProbabilities, strongColour } from "../scores/panels.js";
import { chosen } from "./readings.js";

/** @typedef {import("./readings.js").Data} Data */
/** @typedef {import("./readings.js").State} State */

/** What of a box is seen on dark paper and on light. */
const BOX = "#404040";
/** From the lowest to the highest. */
const LAYERS = /** @type {const} */ (["left_out", "ink", "centres"]);

/**
 * @param {import("../../shell/view.js").View} view
 * @param {Data} data
 * @param {import("../../shell/store.js").Store} store
 */
export function drawReading(view, data, store) {
  const state = /** @type {State} */ (store.state);
  const { pending } = data.desk;
  const waited = pending?.name === state.picture ? pending : null;
  const known = chosen(data, state);
  const reading = waited && known?.key !== waited.key ? undefined : known;
  const digits = reading?.digits ?? [];
  const here = Math.min(view.pointed?.column ?? state.digit, digits.length - 1);
  const answers = digits.map(({ probabilities }) => argmax(probabilities));
  const [width, height] = reading?.size ?? [0, 0];
  /** @param {number} digit */
  const press = (digit) => store.set({ digit });
  const above = view.grid("above", 2);
  above.photograph("photograph", {
    title: state.picture ?? known?.name ?? "",
    note: width ? `${width} × ${height}` : "",
    alternative: reading?.answer ?? "",
    picture: width ? reading?.picture : (waited?.ratio && waited.shown) || undefined,
    tints:
      reading && width ? LAYERS.filter((each) => state[each]).map((each) => reading[each]) : [],
    ratio: width ? width / height : waited?.ratio || 1,
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
    const bars = Array.from({ length: 10 }, (_, digit) => ({
      label: String(digit),
      value: 0,
      words: "",
    }));
    above.bars("bars", { title: reading ? "No digit" : "Not read yet", low: 0, high: 1, bars });
    return;
  }
  drawProbabilities(
    above,
    "bars",
    `Digit ${here + 1} of ${digits.length}`,
    digits[here].probabilities,
  );
  /** @param {number} place */
  const said = (place) =>
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
