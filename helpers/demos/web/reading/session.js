/** Runs a network that an ONNX file holds, as onnxruntime does for helpers/recognition. */

import { createKernel } from "./kernel.js";
import { layersOf } from "./layers.js";
import { createDesk } from "./maps.js";
import { readOnnx } from "./onnx.js";

/** @import { Node } from "./onnx.js" */

/** Make what runs a network. @param {Uint8Array} file ONNX, as helpers/training/export.py writes it */
export function createSession(file) {
  const { nodes, numbers } = readOnnx(file);
  const { memory, multiply } = createKernel();
  const desk = createDesk(memory);
  const kinds = layersOf(numbers, desk, multiply);
  const layers = joined(nodes).map((node) => ({ ...node, layer: kinds[node.kind](node) }));
  const start = desk.sweep();

  return {
    /** Return the named answers to a picture: maps whose units are a multiple of eight, the last of
     * them nothing, or the ten probabilities.
     * @type {(names: string[], picture: Volume) => any[]} */
    run(names, picture) {
      desk.sweep(start);
      /** @type {Map<string, any>} */
      const known = new Map([["picture", desk.put(picture)]]);
      const needed = neededFor(layers, names);
      const last = new Map(needed.flatMap(({ inputs }, nth) => inputs.map((name) => [name, nth])));
      for (const [nth, { inputs, output, layer }] of needed.entries()) {
        const given = inputs.filter((name) => known.has(name));
        const made = layer(given.map((name) => known.get(name)));
        known.set(output, made);
        for (const name of new Set(given)) {
          const maps = known.get(name);
          const kept = (last.get(name) ?? nth) > nth || names.includes(name) || maps === made;
          if (!kept && !ArrayBuffer.isView(maps)) desk.release(maps);
        }
      }
      return names.map((name) => {
        const answer = known.get(name);
        return ArrayBuffer.isView(answer) ? answer : desk.copy(answer);
      });
    },
  };
}

/** Return those of the layers that answers need, in order.
 * @template {Node} Layer
 * @param {Layer[]} layers @param {string[]} names */
function neededFor(layers, names) {
  const needed = new Set(names);
  for (const { inputs, output } of [...layers].reverse()) {
    if (needed.has(output)) for (const name of inputs) needed.add(name);
  }
  return layers.filter(({ output }) => needed.has(output));
}

/** Let convolutions do what follows them: add other maps, and cut off what is below 0.
 * @type {(nodes: Node[]) => Node[]} */
function joined(nodes) {
  /** @type {Node[]} */
  const kept = [];
  for (const node of nodes) {
    const convolutions = kept.filter(({ kind }) => kind === "Conv");
    const before = convolutions.filter(({ output }) => node.inputs.includes(output)).at(-1);
    if (before && (node.kind === "Relu" || node.kind === "Add")) {
      before.inputs.push(...node.inputs.filter((name) => name !== before.output));
      before.relu = node.kind === "Relu";
      before.output = node.output;
    } else kept.push(node);
  }
  return kept;
}

/** @typedef {ReturnType<typeof createSession>} Session */
