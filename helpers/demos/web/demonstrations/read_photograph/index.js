/** Photographs, the digits that are found in them, and how sure the network is of each. */

import { buttons } from "../../controls/buttons.js";
import { camera } from "../../controls/camera.js";
import { checkbox } from "../../controls/checkbox.js";
import { fileButton } from "../../controls/file.js";
import { menu } from "../../controls/menu.js";
import { below } from "../../mathematics/digits.js";
import { shrunk } from "../../shell/shrink.js";
import { drawReading } from "./panels.js";
import { chosen, compute, unpack } from "./readings.js";

/** @import { Data, Result, State } from "./readings.js" */

/** Of ink, as Python tints it. */
const TINTS = { ink: "#d55e00", left_out: "#0072b2", centres: "#009e73" };

/** @type {Demonstration<State, Result, Data>} */
export const readPhotograph = {
  title: "Digits in a photograph",
  details: "All digits",
  prepare: unpack,
  controls: (data) => [
    menu(
      "Picture",
      (state) => names(data, state).map((name) => [name, name]),
      (state) => nameOf(data, state),
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
        press() {
          const count = digitsIn(data, store.state);
          store.set({ digit: (Math.min(store.state.digit, count - 1) + 1) % count });
        },
        disabled: (state) => digitsIn(data, state) < 2,
      },
    ]),
  ],
  take,
  compute,
  words({ picture }, { data, own, reading }, asked) {
    if (reading) return { answer: reading.answer, details: reading.lines };
    if (picture === null) return { answer: data.invitation, details: [] };
    const name = `“${picture}”`;
    let answer = `${name} had not been read when the page was left; please choose it again.`;
    if (own && !own.bytes) {
      answer = `${name} is not a picture the browser can open, and is too large to be sent.`;
    } else if (own && data.here) answer = `Reading ${name} …`;
    else if (own && !asked?.silent) answer = `Python is reading ${name} …`;
    else if (own) {
      answer =
        `${name} is kept here, but Python does not answer. Is the kernel busy or gone? The page ` +
        "goes on asking; after a restart, run this cell again.";
    }
    return { answer, details: [] };
  },
  draw(view, result, store, questions) {
    const { pending, readings } = result.data;
    drawReading(view, result, store);
    if (pending?.bytes && !readings.some(({ key }) => key === pending.key)) {
      return questions.ask({ name: pending.name, key: pending.key }, [pending.bytes]);
    }
    questions.drop();
  },
  surprise(data, state) {
    const others = names(data, state).filter((each) => each !== nameOf(data, state));
    return { picture: others[below(others.length)] ?? null, digit: 0 };
  },
};

/** Ask for a file to be read, made small where it has to be sent to Python for that.
 * @param {File} file @param {Data} data @param {Store<State>} store */
async function take(file, data, store) {
  const shown = data.here ? null : await shrunk(file);
  const bytes = data.here ? file : shown && (await shown.arrayBuffer());
  const given = data.readings.some(({ name, key }) => name === file.name && !key);
  const name = given ? `your ${file.name}` : file.name;
  const ratio = shown ? await ratioOf(shown) : 0;
  data.pending = { name, key: `${Date.now()} ${Math.random()}`, bytes, shown, ratio };
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

/** @param {Data} data @param {any} state */
function digitsIn(data, state) {
  return chosen(data, state)?.digits.length || 1;
}

/** @param {Data} data @param {any} state */
function nameOf(data, state) {
  return compute(data, state).name;
}

/** @param {Data} data @param {any} state */
function names(data, state) {
  const own = data.pending ? [data.pending.name] : [];
  return [...new Set([...data.readings.map((each) => each.name), ...own, nameOf(data, state)])];
}
