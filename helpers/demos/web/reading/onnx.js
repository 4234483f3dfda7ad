/** Reads what an ONNX file holds: the nodes of a network in their order, and its numbers by name. */

/**
 * @typedef {object} Node
 * @property {string} kind
 * @property {string[]} inputs
 * @property {string} output
 * @property {Record<string, number | string | number[]>} attributes
 * @property {boolean} [relu] whether what is below 0 becomes 0
 */
/** @typedef {{ shape: number[], values: Float32Array }} Numbers */
/** @typedef {{ nodes: Node[], numbers: Record<string, Numbers> }} Graph */
/** @typedef {{ number: number, value: number, bytes: Uint8Array }} Field */

/**
 * Return the graph that a file holds.
 *
 * @param {Uint8Array} file
 * @returns {Graph}
 */
export function readOnnx(file) {
  const graph = [...fieldsOf(file)].find(({ number }) => number === 7);
  if (!graph) throw new Error("There is no network in the ONNX file.");
  /** @type {Graph} */
  const result = { nodes: [], numbers: {} };
  for (const { number, bytes } of fieldsOf(graph.bytes)) {
    if (number === 1) result.nodes.push(nodeOf(bytes));
    if (number === 5) {
      const { name, ...numbers } = numbersOf(bytes);
      result.numbers[name] = numbers;
    }
  }
  return result;
}

/** @param {Uint8Array} message @returns {Node} */
function nodeOf(message) {
  /** @type {Node} */
  const node = { kind: "", inputs: [], output: "", attributes: {} };
  for (const { number, bytes } of fieldsOf(message)) {
    if (number === 1) node.inputs.push(textOf(bytes));
    if (number === 2) node.output = textOf(bytes);
    if (number === 4) node.kind = textOf(bytes);
    if (number === 5) {
      const [name, value] = attributeOf(bytes);
      node.attributes[name] = value;
    }
  }
  return node;
}

/** @param {Uint8Array} message @returns {[string, number | string | number[]]} */
function attributeOf(message) {
  let name = "";
  /** @type {number | string | number[]} */
  let found = 0;
  /** @type {number[]} */
  const list = [];
  for (const { number, value, bytes } of fieldsOf(message)) {
    if (number === 1) name = textOf(bytes);
    if (number === 3) found = value;
    if (number === 4) found = textOf(bytes);
    if (number === 8) list.push(...(bytes.length ? varintsOf(bytes) : [value]));
  }
  return [name, list.length ? list : found];
}

/** @param {Uint8Array} message @returns {{ name: string } & Numbers} */
function numbersOf(message) {
  const result = { name: "", shape: /** @type {number[]} */ ([]), values: new Float32Array() };
  for (const { number, value, bytes } of fieldsOf(message)) {
    if (number === 1) result.shape.push(...(bytes.length ? varintsOf(bytes) : [value]));
    if (number === 8) result.name = textOf(bytes);
    // A copy begins at a multiple of four bytes, as float32 has to; other types are not asked for.
    if (number === 9) result.values = new Float32Array(new Uint8Array(bytes).buffer);
  }
  return result;
}

/**
 * Yield the fields of a message in the form of Protocol Buffers, in which ONNX is written.
 *
 * @param {Uint8Array} message
 * @returns {Generator<Field>}
 */
function* fieldsOf(message) {
  const nothing = message.subarray(0, 0);
  for (let at = 0; at < message.length; ) {
    const [key, begin] = varint(message, at);
    const number = key >>> 3;
    if ((key & 7) === 0) {
      const [value, end] = varint(message, begin);
      yield { number, value, bytes: nothing };
      at = end;
    } else if ((key & 7) === 2) {
      const [length, start] = varint(message, begin);
      at = start + length;
      yield { number, value: 0, bytes: message.subarray(start, at) };
    } else at = begin + ((key & 7) === 1 ? 8 : 4);
  }
}

/** @param {Uint8Array} bytes @param {number} at @returns {[number, number]} value, and its end */
function varint(bytes, at) {
  let [value, factor] = [0, 1];
  for (let place = at; ; place += 1, factor *= 128) {
    value += (bytes[place] & 127) * factor;
    if (bytes[place] < 128) return [value, place + 1];
    if (place === bytes.length) throw new Error("The ONNX file is incomplete.");
  }
}

/** @param {Uint8Array} bytes */
function varintsOf(bytes) {
  const values = [];
  for (let at = 0; at < bytes.length; ) {
    const [value, end] = varint(bytes, at);
    values.push(value);
    at = end;
  }
  return values;
}

/** @param {Uint8Array} bytes */
function textOf(bytes) {
  return new TextDecoder().decode(bytes);
}
