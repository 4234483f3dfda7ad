/** Reads what an ONNX file holds: the nodes of a network in their order, and its numbers by name. */

/** A layer; `relu`: whether what is below 0 becomes 0. An attribute is a text or whole numbers.
 * @typedef {{ kind: string, inputs: string[], output: string, relu?: boolean,
 *   attributes: Record<string, any> }} Node */
/** @typedef {Record<string, { shape: number[], values: Float32Array }>} Numbers */
/** @typedef {{ nodes: Node[], numbers: Numbers }} Graph */

/** @type {(file: Uint8Array) => Graph} */
export function readOnnx(file) {
  const [graph] = fieldsOf(file).bytes(7);
  if (!graph) throw new Error("There is no network in the ONNX file.");
  const fields = fieldsOf(graph);
  return {
    nodes: fields.bytes(1).map(nodeOf),
    numbers: Object.fromEntries(fields.bytes(5).map(numbersOf)),
  };
}

/** @type {(message: Uint8Array) => Node} */
function nodeOf(message) {
  const fields = fieldsOf(message);
  const attributes = fields.bytes(5).map((bytes) => {
    const { texts, whole } = fieldsOf(bytes);
    return [texts(1)[0], texts(4)[0] ?? whole(8)];
  });
  const [[output], [kind]] = [fields.texts(2), fields.texts(4)];
  return { kind, inputs: fields.texts(1), output, attributes: Object.fromEntries(attributes) };
}

/** @type {(message: Uint8Array) => [string, Numbers[string]]} */
function numbersOf(message) {
  const { bytes, texts, whole } = fieldsOf(message);
  // A copy begins at a multiple of four bytes, as float32 has to; other types are not asked for.
  const values = new Float32Array(new Uint8Array(bytes(9)[0] ?? 0).buffer);
  return [texts(8)[0], { shape: whole(1), values }];
}

/** Return the fields of a message in the form of Protocol Buffers, in which ONNX is written: all of
 * a number, as bytes, as texts or as whole numbers (lists unpacked, as `onnx` writes them).
 * @param {Uint8Array} message */
function fieldsOf(message) {
  /** @type {Record<number, Uint8Array[]>} */
  const parts = {};
  /** @type {Record<number, number[]>} */
  const values = {};
  for (let at = 0; at < message.length; ) {
    const [key, begin] = varint(message, at);
    const [number, type] = [key >>> 3, key & 7];
    if (type === 0) {
      const [value, end] = varint(message, begin);
      values[number] = [...(values[number] ?? []), value];
      at = end;
    } else if (type === 2) {
      const [length, start] = varint(message, begin);
      at = start + length;
      parts[number] = [...(parts[number] ?? []), message.subarray(start, at)];
    } else at = begin + (type === 1 ? 8 : 4);
  }
  const bytes = (/** @type {number} */ number) => parts[number] ?? [];
  const text = (/** @type {Uint8Array} */ part) => new TextDecoder().decode(part);
  return {
    bytes,
    texts: (/** @type {number} */ number) => bytes(number).map(text),
    whole: (/** @type {number} */ number) => values[number] ?? [],
  };
}

/** @type {(bytes: Uint8Array, at: number) => [number, number]} value, and its end */
function varint(bytes, at) {
  let [value, factor] = [0, 1];
  for (let place = at; ; place += 1, factor *= 128) {
    value += (bytes[place] & 127) * factor;
    if (!(bytes[place] & 128)) return [value, place + 1];
  }
}
