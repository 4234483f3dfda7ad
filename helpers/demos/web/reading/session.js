/** Runs a network that an ONNX file holds, as onnxruntime does for helpers/recognition. */

import { createKernel } from "./kernel.js";
import { layersOf } from "./layers.js";
import { createDesk } from "./maps.js";
import { readOnnx } from "./onnx.js";

/** @typedef {import("../mathematics/network.js").Volume} Volume */

/**
 * Make what runs a network.
 *
 * @param {Uint8Array} file ONNX, as helpers/training/export.py writes it
 */
export function createSession(file) {
  const graph = joined(readOnnx(file));
  const { memory, multiply } = createKernel();
  const desk = createDesk(memory);
  const layers = layersOf(graph, desk, multiply);
  const start = desk.sweep();

  /** @param {string[]} names @returns {import("./onnx.js").Node[]} what they need, in order */
  function nodesFor(names) {
    const needed = new Set(names);
    for (const { inputs, output } of [...graph.nodes].reverse()) {
      if (needed.has(output)) for (const name of inputs) needed.add(name);
    }
    return graph.nodes.filter(({ output }) => needed.has(output));
  }

  return {
    /**
     * Return the named answers to a picture: maps whose units are a multiple of eight, the last of
     * them nothing, or the ten probabilities.
     *
     * @param {string[]} names
     * @param {Volume} picture
     * @returns {any[]}
     */
    run(names, picture) {
      desk.sweep(start);
      /** @type {Map<string, any>} */
      const known = new Map([["picture", desk.put(picture)]]);
      const nodes = nodesFor(names);
      const left = nodes.flatMap(({ inputs }) => inputs);
      for (const node of nodes) {
        const given = node.inputs.filter((name) => known.has(name));
        known.set(
          node.output,
          layers[node.kind](
            node,
            given.map((name) => known.get(name)),
          ),
        );
        left.splice(0, node.inputs.length);
        for (const name of new Set(given)) {
          const maps = known.get(name);
          const kept =
            left.includes(name) || names.includes(name) || known.get(node.output) === maps;
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

/**
 * Let convolutions do what follows them: add other maps, and cut off what is below 0.
 *
 * @param {import("./onnx.js").Graph} graph
 */
function joined({ nodes, numbers }) {
  /** @type {typeof nodes} */
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
