// Answers for the tests in Python: reads questions as JSON, one a line, and writes one answer each.
//
//     {"data": …}                                     what the next questions are about
//     {"words": demonstration, "state": {…}}          what the demonstration says
//     {"layers": […], "image": matrix}                what a network makes of a picture
//     {"call": "convolve", "arguments": […]}          what a function of the mathematics returns

import { createInterface } from "node:readline";
import { demonstrations } from "../../helpers/demos/web/index.js";
import * as convolution from "../../helpers/demos/web/mathematics/convolution.js";
import * as descent from "../../helpers/demos/web/mathematics/descent.js";
import { matrix } from "../../helpers/demos/web/mathematics/matrix.js";
import * as mnistFormat from "../../helpers/demos/web/mathematics/mnist_format.js";
import * as network from "../../helpers/demos/web/mathematics/network.js";
import * as numbers from "../../helpers/demos/web/mathematics/number.js";
import * as pixels from "../../helpers/demos/web/mathematics/pixels.js";
import { softmax } from "../../helpers/demos/web/mathematics/softmax.js";
import * as strokes from "../../helpers/demos/web/mathematics/strokes.js";

const functions = {
  ...convolution,
  ...descent,
  ...mnistFormat,
  ...network,
  ...numbers,
  ...pixels,
  ...strokes,
  softmax,
};

/** Bytes come as {base64}, matrices as {rows, columns, float32: base64}. */
function revive(_, value) {
  if (value?.base64 !== undefined) {
    const bytes = Buffer.from(value.base64, "base64");
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  if (value?.float32 !== undefined) {
    const bytes = Buffer.from(value.float32, "base64");
    return matrix(value.rows, value.columns, new Float32Array(new Uint8Array(bytes).buffer));
  }
  return value;
}

function plain(_, value) {
  return ArrayBuffer.isView(value) ? Array.from(value) : value;
}

let data;
let prepared = {};
for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line, revive);
  let answer = null;
  if (question.data) {
    data = question.data;
    prepared = {};
  } else if (question.words) {
    const demonstration = demonstrations[question.words];
    prepared[question.words] ??= demonstration.prepare(data);
    const { answer: first, details } = demonstration.words(
      prepared[question.words],
      question.state,
    );
    answer = [first, ...details].join("\n");
  } else if (question.layers) {
    answer = network.forward(network.unpackNetwork(question.layers), question.image.values);
  } else {
    answer = functions[question.call](...question.arguments);
  }
  process.stdout.write(`${JSON.stringify(answer, plain)}\n`);
}
