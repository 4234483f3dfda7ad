/** The cover and what it changes, in words; helpers/demos/occlusion_demo.py says the same. */

import { decimals, listed } from "../scores/words.js";

/**
 * @param {import("./index.js").State} state
 * @param {import("./index.js").Result} result
 * @returns {import("../../shell/shell.js").Words}
 */
export function words({ asked, size, cover }, { image, before, after }) {
  const reach = Math.floor(size / 2);
  const [first, last] = [0, 1].map((end) =>
    cover.map((place, axis) => {
      const length = axis ? image.columns : image.rows;
      return end ? Math.min(place + reach, length - 1) : Math.max(place - reach, 0);
    }),
  );
  return {
    answer:
      `Read as ${before.answer}: the ${asked} is ${ahead(before.lead)}; with the cover, read as ` +
      `${after.answer}: the ${asked} is ${ahead(after.lead)}.`,
    details: [
      `The cover of ${size} × ${size} hides rows ${first[0]} to ${last[0]} and columns ` +
        `${first[1]} to ${last[1]}.`,
      `Votes without it: ${listed(before.scores, 1)}.`,
      `Votes with it: ${listed(after.scores, 1)}.`,
    ],
  };
}

/** @param {number} votes */
export function ahead(votes) {
  return `${decimals(Math.abs(votes), 1)} votes ${votes < 0 ? "behind" : "ahead"}`;
}
