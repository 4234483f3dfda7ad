/** Brings the demonstrations of a page to life, without a kernel. */

// @ts-expect-error: where the pages are built, it lies beside this file
import widget from "./bundle.js";
import { getReady, readHere } from "./photographs.js";

/** What a question to Python gets for an answer where there is none. */
const ONE_DIGIT =
  "Several digits: telling them apart needs Python. Here, draw one digit; Undo takes a stroke back.";

/**
 * Return what a demonstration takes for anywidget's model: values that nobody shares.
 *
 * @param {Record<string, any>} values
 */
export function modelOf(values) {
  /** @type {Record<string, Set<(...given: any[]) => void>>} */
  const listeners = {};
  const tell = (/** @type {string} */ event, /** @type {any} */ given) => {
    for (const each of listeners[event] ?? []) each(given);
  };
  const model = {
    get: (/** @type {string} */ key) => values[key],
    set(/** @type {string} */ key, /** @type {any} */ value) {
      if (values[key] === value) return;
      values[key] = value;
      tell(`change:${key}`, value);
    },
    save_changes() {},
    /**
     * @param {{ ask?: string, name?: string, key?: string }} content
     * @param {unknown} _
     * @param {Blob[]} [files]
     */
    send({ ask, name, key }, _, [file] = []) {
      if (name === undefined || key === undefined) {
        // Later, as Python would answer.
        setTimeout(() => tell("msg:custom", { ask, answer: ONE_DIGIT }));
        return;
      }
      readHere(name, key, file, (reading) => {
        const others = values.data.readings.filter(
          (/** @type {{ name: string, key: string }} */ each) => !each.key || each.name !== name,
        );
        model.set("data", { ...values.data, readings: [...others, reading] });
      });
    },
    on(/** @type {string} */ event, /** @type {() => void} */ call) {
      listeners[event] ??= new Set();
      listeners[event].add(call);
    },
    off: (/** @type {string} */ event, /** @type {() => void} */ call) =>
      listeners[event]?.delete(call),
  };
  return model;
}

/** @param {URL} address of a JSON file that names its files of bytes */
async function load(address) {
  /** @type {Promise<void>[]} */
  const coming = [];
  const values = JSON.parse(await (await fetch(address)).text(), function (key, value) {
    if (value?.base64 !== undefined) {
      return new DataView(Uint8Array.from(atob(value.base64), (c) => c.charCodeAt(0)).buffer);
    }
    if (value?.file !== undefined) {
      const put = async () => {
        const answer = await fetch(new URL(value.file, address));
        this[key] = new DataView(await answer.arrayBuffer());
      };
      coming.push(put());
    }
    return value;
  });
  await Promise.all(coming);
  return values;
}

/** @param {HTMLElement} place */
async function live(place) {
  const values = await load(new URL(`live/${place.dataset.state}.json`, import.meta.url));
  if (values.demonstration === "read_photograph") values.data.here = true;
  const picture = (place.closest(".output") ?? place).nextElementSibling;
  widget.render({ model: modelOf(values), el: place });
  picture?.setAttribute("hidden", "");
}

// Paper is white, whatever the screen is.
const page = document.documentElement.dataset;
addEventListener("beforeprint", () => {
  const shown = page.theme;
  page.theme = "light";
  addEventListener("afterprint", () => Object.assign(page, { theme: shown }), { once: true });
});

// Each after what is there has been painted: words can be read by then.
for (const place of document.querySelectorAll(".live-demonstration")) {
  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  live(/** @type {HTMLElement} */ (place));
  if (place.hasAttribute("data-ready")) getReady();
}
