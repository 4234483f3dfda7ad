/** Photographs, the digits that are found in them, and how sure the network is of each. */

import { buttons } from "../../controls/buttons.js";
import { camera } from "../../controls/camera.js";
import { checkbox } from "../../controls/checkbox.js";
import { fileButton } from "../../controls/file.js";
import { menu } from "../../controls/menu.js";
import { shrunk } from "../../shell/shrink.js";
import { drawReading } from "./panels.js";
import { chosen, unpack } from "./readings.js";

/** @typedef {import("./readings.js").Data} Data */
/** @typedef {import("./readings.js").State} State */
/** @typedef {import("../../shell/store.js").Store} Store */

/** Of ink, as Python tints it. */
const TINTS = { ink: "#d55e00", left_out: "#0072b2", centres: "#009e73" };

/** @type {import("../../shell/shell.js").Demonstration} */
export const readPhotograph = {
  title: "Digits in a photograph",
  details: "All digits",
  prepare: unpack,
  controls: (/** @type {Data} */ data) => [
    menu(
      "Picture",
      (state) => names(data, state).map((name) => [name, name]),
      (state) => name(data, state),
      (picture) => ({ picture, digit: 0 }),
    ),
    fileButton("Your own picture", "or drop it here, or paste it", "image/*", (file, store) =>
      take(file, data, store),
    ),
    camera((file, store) => take(file, data, store)),
    checkbox("ink", "the digits' ink", TINTS.ink),
    checkbox("left_out", "other writing, left out", TINTS.left_out),
    checkbox("centres", "where a digit's centre may be", TINTS.centres),
    buttons((store) => [
      {
        label: "Next digit",
        press: () => next(data, store),
        disabled: (state) => !many(data, state),
      },
    ]),
  ],
  take,
  words: (data, state) => words(data, state),
  draw(view, /** @type {Data} */ data, store, questions) {
    const state = /** @type {State} */ (store.state);
    const { pending } = data.desk;
    drawReading(view, data, store);
    if (!pending?.bytes || data.readings.some(({ key }) => key === pending.key)) {
      questions.drop();
      return words(data, state);
    }
    const { name, key, bytes } = pending;
    return words(data, state, questions.ask({ name, key }, [bytes]).silent);
  },
  surprise(data, state) {
    const others = names(data, state).filter((each) => each !== name(data, state));
    return { picture: others[Math.floor(Math.random() * others.length)] ?? null, digit: 0 };
  },
};

/**
 * Ask for a file to be read, made small where it has to be sent to Python for that.
 *
 * @param {File} file
 * @param {Data} data
 * @param {Store} store
 */
async function take(file, data, store) {
  const small = data.here ? null : await shrunk(file);
  const bytes = data.here ? file : small && (await small.arrayBuffer());
  const given = data.readings.some(({ name, key }) => name === file.name && !key);
  const name = given ? `your ${file.name}` : file.name;
  data.desk.pending = {
    name,
    key: `${Date.now()} ${Math.random()}`,
    bytes,
    shown: small,
    ratio: small ? await ratioOf(small) : 0,
  };
  store.set({ picture: name, digit: 0 });
}

/** @param {Blob} blob @returns {Promise<number>} width by height; 0 when it can't be shown */
async function ratioOf(blob) {
  try {
    const { width, height } = await createImageBitmap(blob);
    return width / height;
  } catch {
    return 0;
  }
}

/** @param {Data} data @param {Store} store */
function next(data, store) {
  const count = chosen(data, store.state)?.digits.length ?? 1;
  store.set({ digit: (Math.min(store.state.digit, count - 1) + 1) % count });
}

/** @param {Data} data @param {any} state */
function many(data, state) {
  return (chosen(data, state)?.digits.length ?? 0) > 1;
}

/** @param {Data} data @param {any} state */
function name({ readings }, { picture }) {
  return picture ?? readings[0]?.name ?? "";
}

/** @param {Data} data @param {any} state */
function names(data, state) {
  const own = data.desk.pending ? [data.desk.pending.name] : [];
  return [...new Set([...data.readings.map((each) => each.name), ...own, name(data, state)])];
}

/**
 * @param {Data} data
 * @param {any} state
 * @param {boolean} [silent] whether Python does not answer
 * @returns {import("../../shell/shell.js").Words}
 */
function words(data, state, silent) {
  const { pending } = data.desk;
  const reading = chosen(data, state);
  const waited = pending?.name === state.picture && pending?.key !== reading?.key;
  if (reading && !waited) return { answer: reading.answer, details: reading.lines };
  return { answer: waiting(data, state, silent), details: [] };
}

/** @param {Data} data @param {any} state @param {boolean} [silent] */
function waiting({ desk: { pending }, invitation, here }, { picture }, silent) {
  if (picture === null) return invitation;
  if (pending?.name !== picture) {
    return `“${picture}” had not been read when the page was left; please choose it again.`;
  }
  if (!pending?.bytes) {
    return `“${picture}” is not a picture the browser can open, and is too large to be sent.`;
  }
  if (here) return `Reading “${picture}” …`;
  if (!silent) return `Python is reading “${picture}” …`;
  return (
    `“${picture}” is kept here, but Python does not answer. Is the kernel busy or gone? The page ` +
    "goes on asking; after a restart, run this cell again."
  );
}
