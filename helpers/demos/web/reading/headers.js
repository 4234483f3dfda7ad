/** What the first bytes of a picture file say, before a browser makes room for its pixels. */

/** @typedef {{ kind: string, width: number, height: number }} Header */

/** Return the kind and size of a picture, from the first megabytes of its file, of a kind that
 * browsers open; null for anything else.
 * @type {(bytes: Uint8Array) => Header | null} */
export function sizeOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** @type {(at: number, count: number) => string} */
  const text = (at, count) => String.fromCharCode(...bytes.subarray(at, at + count));
  try {
    if (text(0, 4) === "\x89PNG") return header("png", view.getUint32(16), view.getUint32(20));
    if (text(0, 2) === "\xff\xd8") return ofJpeg(view);
    if (text(0, 4) === "GIF8") {
      return header("gif", view.getUint16(6, true), view.getUint16(8, true));
    }
    if (text(0, 2) === "BM") {
      return header("bmp", view.getInt32(18, true), Math.abs(view.getInt32(22, true)));
    }
    if (text(0, 4) === "RIFF" && text(8, 4) === "WEBP") return ofWebp(view, text(12, 4));
    if (text(4, 4) === "ftyp" && /avif|avis/.test(text(8, 32))) return ofAvif(view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // the file ends too early
  }
  return null;
}

/** @type {(kind: string, width: number, height: number) => Header} */
const header = (kind, width, height) => ({ kind, width, height });

/** @type {(view: DataView) => Header | null} */
function ofJpeg(view) {
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    while (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xff) at += 1;
    const marker = view.getUint8(at + 1);
    // The frame's header, of whichever kind of coding; three numbers among these mean others.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return header("jpeg", view.getUint16(at + 7), view.getUint16(at + 5));
    }
    if (view.getUint8(at) !== 0xff) return null;
  }
}

/** @type {(view: DataView, form: string) => Header} */
function ofWebp(view, form) {
  if (form === "VP8X") {
    const side = (/** @type {number} */ at) => (view.getUint32(at, true) & 0xffffff) + 1;
    return header("webp", side(24), side(27));
  }
  if (form === "VP8L") {
    const bits = view.getUint32(21, true);
    return header("webp", (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  return header("webp", view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
}

/** @type {(view: DataView) => Header | null} the largest picture in it counts */
function ofAvif(view) {
  let largest = null;
  for (let at = 4; at + 16 <= view.byteLength; at += 1) {
    if (view.getUint32(at) !== 0x69737065) continue; // “ispe”, image spatial extents
    const found = header("avif", view.getUint32(at + 8), view.getUint32(at + 12));
    if (!largest || found.width * found.height > largest.width * largest.height) largest = found;
  }
  return largest;
}
