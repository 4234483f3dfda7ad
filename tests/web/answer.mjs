// Answers for the tests in Python: reads questions as JSON, one a line, and writes one answer each.
//
//     {"data": …}                                     what the next questions are about
//     {"words": demonstration, "state": {…}}          what the demonstration says
//     {"layers": […], "image": matrix}                what a network makes of a picture
//     {"look": pixels}                                every stage of reading a picture
//     {"call": "convolve", "arguments": […]}          what a function of the mathematics returns

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import * as demonstrations from "../../helpers/demos/web/demonstrations/index.js";
import * as convolution from "../../helpers/demos/web/mathematics/convolution.js";
import * as descent from "../../helpers/demos/web/mathematics/descent.js";
import { matrix } from "../../helpers/demos/web/mathematics/matrix.js";
import * as mnistFormat from "../../helpers/demos/web/mathematics/mnist_format.js";
import * as network from "../../helpers/demos/web/mathematics/network.js";
import * as numbers from "../../helpers/demos/web/mathematics/number.js";
import * as pixels from "../../helpers/demos/web/mathematics/pixels.js";
import * as resize from "../../helpers/demos/web/mathematics/resize.js";
import { softmax } from "../../helpers/demos/web/mathematics/softmax.js";
import * as strokes from "../../helpers/demos/web/mathematics/strokes.js";
import { firstLook } from "../../helpers/demos/web/reading/finder.js";
import { createReader, readingOrder } from "../../helpers/demos/web/reading/reader.js";
import { createSession } from "../../helpers/demos/web/reading/session.js";
import * as views from "../../helpers/demos/web/reading/views.js";
import { unpack } from "../../helpers/demos/web/shell/shell.js";

const functions = {
  ...convolution,
  ...descent,
  ...mnistFormat,
  ...network,
  ...numbers,
  ...pixels,
  ...resize,
  ...strokes,
  readingOrder,
  softmax,
};

const named = { ...demonstrations };

/** Bytes come as {base64} or, for an array, as {bytes}, matrices as {rows, columns, float32: base64}. */
function revive(_, value) {
  if (value?.base64 !== undefined) {
    const bytes = Buffer.from(value.base64, "base64");
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  if (value?.bytes !== undefined) return new Uint8Array(Buffer.from(value.bytes, "base64"));
  if (value?.float32 !== undefined) {
    const bytes = Buffer.from(value.float32, "base64");
    return matrix(value.rows, value.columns, new Float32Array(new Uint8Array(bytes).buffer));
  }
  return value;
}

function plain(_, value) {
  return ArrayBuffer.isView(value) ? Array.from(value) : value;
}

const pretrained = (name) =>
  readFileSync(new URL(`../../helpers/pretrained/${name}`, import.meta.url));
let networks;

/** Return what each stage of reading makes of a picture. */
function look(picture) {
  networks ??= {
    finder: createSession(pretrained("finder.onnx")),
    classifier: createSession(pretrained("best.onnx")),
    threshold: JSON.parse(pretrained("best.json")).threshold,
    measured: JSON.parse(pretrained("reading.json")),
  };
  const reader = createReader(networks);
  const seen = reader.look(picture);
  const levels = views.pyramid(picture);
  const shown = views.padded(views.view(picture));
  const { message, probabilities } = reader.judge(seen);
  return {
    ...{ ...seen, picture: null, shown, message, probabilities },
    maps: networks.finder.run(["coarse", "fine"], shown),
    first: firstLook(networks.finder, levels),
    all: reader.lookAtAll(seen),
  };
}

let data;
let known = {};
for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line, revive);
  let answer = null;
  if (question.data) {
    data = question.data;
    known = {};
  } else if (question.words) {
    const demonstration = named[question.words];
    known[question.words] ??= (demonstration.prepare ?? unpack)(data);
    const result = demonstration.compute(known[question.words], question.state);
    const { answer: first, details } = demonstration.words(question.state, result);
    answer = [first, ...details].join("\n");
  } else if (question.layers) {
    answer = network.forward(network.unpackNetwork(question.layers), question.image.values);
  } else if (question.look) {
    answer = look(question.look);
  } else {
    answer = functions[question.call](...question.arguments);
  }
  process.stdout.write(`${JSON.stringify(answer, plain)}\n`);
}
