/** A photograph with tints laid over it and a box around each of some places in it. */

import { element, keep, setStyle, setText } from "./element.js";
import { createHeading } from "./heading.js";

/** @typedef {DataView | Blob} Bytes of a picture file */
/** @typedef {object} Box
 * @property {[number, number, number, number]} edges left, top, right, bottom as shares of the
 *   width and height
 * @property {string} label stands above it
 * @property {string} name for screen readers
 * @property {string} colour
 * @property {boolean} dashed
 * @property {boolean} here */
/** What a photograph shows.
 * @typedef {object} Content
 * @property {string} title
 * @property {string} note
 * @property {string} alternative the picture in words
 * @property {Bytes} [picture]
 * @property {Bytes[]} tints up to three pictures as large as it, transparent where nothing is tinted
 * @property {number} ratio width by height
 * @property {Box[]} boxes
 * @property {(place: number) => void} press */

/** Make a photograph; `point` is told when a box is pointed at, or none any more.
 * @param {(place: number | null) => void} point */
export function createPhotograph(point) {
  const heading = createHeading();
  const layers = [0, 1, 2, 3].map(createLayer);
  const boxes = element("div", { class: "demo-boxes" });
  const images = layers.map((layer) => layer.element);
  const frame = element("div", { class: "demo-photograph" }, [...images, boxes]);
  const place = element("div", { class: "demo-photograph-place" }, [frame]);
  /** @type {Content} */
  let content;
  const make = (/** @type {number} */ nth) => pointable(nth, point, () => content.press(nth));
  return {
    element: element("figure", { class: "demo-photo" }, [heading.element, place]),
    tell: () => "",
    /** @param {Content} next */
    show(next) {
      content = next;
      heading.show(next);
      setStyle(frame, "--demo-ratio", String(next.ratio));
      frame.hidden = !next.picture;
      for (const [nth, layer] of layers.entries()) {
        layer.show([next.picture, ...next.tints][nth], nth ? "" : next.alternative);
      }
      for (const [nth, button] of keep(boxes, next.boxes.length, make).entries()) {
        const box = next.boxes[nth];
        const [left, top, right, bottom] = box.edges.map((edge) => 100 * edge);
        setStyle(button, "inset", `${top}% ${100 - right}% ${100 - bottom}% ${left}%`);
        setStyle(button, "--demo-box", box.colour);
        button.classList.toggle("demo-here", box.here);
        button.classList.toggle("demo-dashed", box.dashed);
        button.setAttribute("aria-label", box.name);
        setText(/** @type {HTMLElement} */ (button.children[0]), box.label);
      }
    },
    end() {
      for (const layer of layers) layer.show(undefined, "");
    },
  };
}

/** One picture of those that lie on each other. */
function createLayer() {
  const image = element("img", { hidden: "", alt: "" });
  /** @type {Bytes | undefined} */
  let shown;
  return {
    element: image,
    /** @type {(bytes: Bytes | undefined, alternative: string) => void} */
    show(bytes, alternative) {
      if (image.alt !== alternative) image.alt = alternative;
      if (bytes === shown) return;
      shown = bytes;
      URL.revokeObjectURL(image.src);
      if (bytes) image.src = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)]));
      image.hidden = !bytes;
    },
  };
}

/** Return a button that is pointed at by mouse, finger or keyboard, and pressed.
 * @type {(nth: number, point: (place: number | null) => void, press: () => void) => HTMLElement} */
export function pointable(nth, point, press) {
  const button = element("button", { type: "button" }, [element("span")]);
  for (const name of ["pointerenter", "focus"]) button.addEventListener(name, () => point(nth));
  for (const name of ["pointerleave", "blur"]) button.addEventListener(name, () => point(null));
  button.addEventListener("click", press);
  return button;
}
