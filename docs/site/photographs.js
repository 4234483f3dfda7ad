/** Has photographs read in this page, by a worker that is started when the first one comes. */

const WORKER = new URL("./web/reading/worker.js", import.meta.url);
/** Milliseconds after which a picture is given up: a hostile one may keep its decoder busy. */
const PATIENCE = 120_000;
const NOTHING = {
  ...{ lines: [], size: [0, 0], boxes: [], probabilities: [], sure: [] },
  crops: new DataView(new ArrayBuffer(0)),
};

/** @type {Worker | undefined} */
let worker;
/** @type {Map<string, { name: string, answer: (reading: any) => void, timer: number }>} */
const waiting = new Map();

/**
 * Read a file, once however often the same key is asked for.
 *
 * @param {string} name
 * @param {string} key that no other file has
 * @param {Blob} file
 * @param {(reading: any) => void} answer is given what helpers/demos/read_photograph.py would send
 */
export function readHere(name, key, file, answer) {
  if (waiting.has(key)) return;
  const timer = window.setTimeout(() => {
    refuse(key, "it takes too long; make it smaller");
    giveUp("an earlier one took too long; choose this one again");
  }, PATIENCE);
  waiting.set(key, { name, answer, timer });
  getReady().postMessage({ name, key, file });
}

/** Load what reads photographs, so that it does not have to be loaded once one comes. */
export function getReady() {
  worker ??= started();
  return worker;
}

function started() {
  const made = new Worker(WORKER, { type: "module" });
  made.addEventListener("message", ({ data }) => {
    if (data.refused) refuse(data.key, data.refused);
    else settle(data.key, data);
  });
  // It was not loaded, or has run out of memory.
  made.addEventListener("error", () =>
    giveUp("this browser lacks what reading needs, or memory for it; try a newer one"),
  );
  return made;
}

/** @param {string} key @param {string} reason */
function refuse(key, reason) {
  const { name } = waiting.get(key) ?? {};
  settle(key, { ...NOTHING, name, key, answer: `“${name}” cannot be read: ${reason}.` });
}

/** @param {string} key @param {any} reading */
function settle(key, reading) {
  const asked = waiting.get(key);
  waiting.delete(key);
  clearTimeout(asked?.timer);
  asked?.answer(reading);
}

/** @param {string} reason */
function giveUp(reason) {
  worker?.terminate();
  worker = undefined;
  for (const key of [...waiting.keys()]) refuse(key, reason);
}
