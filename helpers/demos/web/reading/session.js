/** Runs a network that an ONNX file holds, as onnxruntime does for helpers/recognition. */

import { createKernel } from "./kernel.js";
import { layersOf } from "./layers.js";
import { createDesk } from "./maps.js";
import { readOnnx } from "./onnx.js";

/** @import { Volume } from "../mathematics/network.js" */
/** @import { Graph, Node } from "./onnx.js" */

/** Make what runs a network. @param {Uint8Array} file ONNX, as helpers/training/export.py writes it */
export function createSession(file) {
  const graph = joined(readOnnx(file));
  const { memory, multiply } = createKernel();
  const desk = createDesk(memory);
  const layers = layersOf(graph, desk, multiply);
  const start = desk.sweep();

  return {
    /** Return the named answers to a picture: maps whose units are a multiple of eight, the last of
     * them nothing, or the ten probabilities.
     * @type {(names: string[], picture: Volume) => any[]} */
    run(names, picture) {
      desk.sweep(start);
      /** @type {Map<string, any>} */
      const known = new Map([["picture", desk.put(picture)]]);
      const nodes = nodesFor(graph, names);
      for (const [nth, node] of nodes.entries()) {
        const given = node.inputs.filter((name) => known.has(name));
        const made = layers[node.kind](
          node,
          given.map((name) => known.get(name)),
        );
        known.set(node.output, made);
        const needed = [...names, ...nodes.slice(nth + 1).flatMap(({ inputs }) => inputs)];
        for (const name of new Set(given)) {
          const maps = known.get(name);
          const kept = needed.includes(name) || maps === made;
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

/** @type {(graph: Graph, names: string[]) => Node[]} what answers need, in order */
function nodesFor({ nodes }, names) {
  const needed = new Set(names);
  for (const { inputs, output } of [...nodes].reverse()) {
    if (needed.has(output)) for (const name of inputs) needed.add(name);
  }
  return nodes.filter(({ output }) => needed.has(output));
}

/** Let convolutions do what follows them: add other maps, and cut off what is below 0.
 * @type {(graph: Graph) => Graph} */
function joined({ nodes, numbers }) {
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
  return { nodes: kept, numbers };
}

/** @typedef {ReturnType<typeof createSession>} Session */
