/** Reads pictures beside the page, which goes on answering; nothing leaves this device. */

import { decode, UnreadablePicture } from "./decoding.js";
import { readingForPage } from "./photograph.js";
import { createReader } from "./reader.js";
import { createSession } from "./session.js";

/** Where the networks lie that helpers/recognition has in helpers/pretrained. */
const PRETRAINED = new URL("../../pretrained/", import.meta.url);

/** @param {string} name */
async function load(name) {
  const answer = await fetch(new URL(name, PRETRAINED));
  if (!answer.ok) throw new Error(`${name} is missing (${answer.status})`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function loadReader() {
  const names = ["finder.onnx", "best.onnx", "best.json", "reading.json"];
  const [finder, classifier, ...texts] = await Promise.all(names.map(load));
  const [best, measured] = texts.map((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
  const networks = { finder: createSession(finder), classifier: createSession(classifier) };
  return createReader({ ...networks, threshold: best.threshold, measured });
}

/** @type {ReturnType<typeof loadReader> | undefined} */
let reader = loadReader();
reader.catch(() => {}); // the first question says so
/** Each question waits for those before it. */
let last = Promise.resolve();

/** @param {{ name: string, key: string, file: Blob }} question */
async function answer({ name, key, file }) {
  try {
    reader ??= loadReader();
    const picture = await decode(file);
    postMessage(await readingForPage(await reader, picture, name, key));
  } catch (error) {
    if (!(error instanceof UnreadablePicture)) reader = undefined; // so that it is tried again
    postMessage({ name, key, refused: error instanceof Error ? error.message : String(error) });
  }
}

addEventListener("message", ({ data }) => {
  last = last.then(() => answer(data));
});
