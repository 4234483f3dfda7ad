/** Curves over one number, with points and a mark that says where you are; drawn as SVG. */

import { clip } from "../mathematics/matrix.js";
import { element, setStyle } from "./element.js";
import { dragAcross } from "./follow.js";
import { createHeading } from "./heading.js";

/** @typedef {{ low: number, high: number, label?: string, ticks: number[] }} Axis */
/** What a plot shows.
 * @typedef {object} Content
 * @property {string} title
 * @property {string} [note]
 * @property {Axis} x
 * @property {Axis} y
 * @property {{ colour: string, points: [number, number][], name?: string, below?: boolean,
 *   dashed?: boolean }[]} curves a name stands at the curve's end, above it or below
 * @property {{ x: number, y: number, label?: string, colour: string }[]} [points]
 * @property {number} [mark] the x of a line across the plot: where you are
 * @property {(x: number) => void} [drag] to another x */

const [WIDTH, HEIGHT] = [300, 220];
const BOX = { left: 36, right: 290, top: 10, bottom: 184 };

/** Make a plot. */
export function createPlot() {
  const heading = createHeading();
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
  const figure = element("figure", { class: "demo-plot" }, [heading.element, drawing]);
  /** @type {Content} */
  let content;
  dragAcross(
    drawing,
    () => content.drag,
    (across) => {
      const share = clip((across * WIDTH - BOX.left) / (BOX.right - BOX.left), 0, 1);
      content.drag?.(content.x.low + share * (content.x.high - content.x.low));
    },
  );

  return {
    element: figure,
    /** @param {Content} next */
    show(next) {
      content = next;
      heading.show(next);
      setStyle(figure, "--demo-cursor", next.drag ? "ew-resize" : "default");
      drawing.replaceChildren(...axes(next), ...curves(next), ...mark(next), ...points(next));
    },
  };
}

/** @param {Content} content */
function axes({ x, y }) {
  const { left, right, top, bottom } = BOX;
  const words = (/** @type {number} */ value) => String(value).replace("-", "−");
  return [
    svg("path", { d: `M${left} ${top}V${bottom}H${right}`, class: "demo-axis" }),
    ...x.ticks.map((value) => text(across(x, value), bottom + 14, words(value), "middle")),
    ...y.ticks.map((value) => text(left - 5, up(y, value) + 4, words(value), "end")),
    text((left + right) / 2, HEIGHT - 5, x.label ?? "", "middle"),
  ];
}

/** @param {Content} content */
function curves(content) {
  return content.curves.flatMap(({ colour, points: way, name, below, dashed }) => {
    const places = way
      .filter(([, y]) => !Number.isNaN(y))
      .map(([x, y]) => [across(content.x, x), up(content.y, y)]);
    if (!places.length) return [];
    const d = `M${places.map((place) => place.join(" ")).join("L")}`;
    const line = svg("path", { d, class: "demo-curve", style: `stroke: ${colour}` });
    if (dashed) line.setAttribute("stroke-dasharray", "5 4");
    if (!name) return [line];
    const [x, y] = places[places.length - 1];
    const beside = clip(y + (below ? 16 : -6), BOX.top + 8, BOX.bottom - 3);
    return [line, text(x, beside, name, "end", colour)];
  });
}

/** @param {Content} content */
function mark({ mark: x, x: axis }) {
  if (x === undefined) return [];
  return [svg("path", { d: `M${across(axis, x)} ${BOX.top}V${BOX.bottom}`, class: "demo-mark" })];
}

/** Draw points with their labels; labels that would lie on each other are stacked.
 * @param {Content} content */
function points(content) {
  let [last, height] = [Number.NEGATIVE_INFINITY, 0];
  const fromLeft = [...(content.points ?? [])].sort((one, other) => one.x - other.x);
  return fromLeft.flatMap(({ x, y, label, colour }) => {
    const [cx, cy] = [across(content.x, x), up(content.y, y)];
    const dot = svg("circle", { cx, cy, r: 4.5, style: `fill: ${colour}`, class: "demo-point" });
    if (!label) return [dot];
    height = cx - last < 9 ? Math.min(height, cy - 8) - 12 : cy - 8;
    last = cx;
    return [dot, text(cx, Math.max(height, BOX.top + 8), label, "middle")];
  });
}

/** @type {(axis: Axis, value: number) => number} */
const across = (axis, value) => placed(axis, value, BOX.left, BOX.right);

/** @type {(axis: Axis, value: number) => number} */
const up = (axis, value) => placed(axis, value, BOX.bottom, BOX.top);

/** @type {(axis: Axis, value: number, from: number, to: number) => number} */
function placed({ low, high }, value, from, to) {
  const share = clip((value - low) / (high - low), 0, 1);
  return Math.round(100 * (from + share * (to - from))) / 100;
}

/** @type {(x: number, y: number, words: string, anchor: string, colour?: string) => SVGElement} */
function text(x, y, words, anchor, colour = "currentColor") {
  const made = svg("text", { x, y, "text-anchor": anchor, style: `fill: ${colour}` });
  made.textContent = words;
  return made;
}

/** Make an element of SVG, whose namespace the browser has: a bundle without addresses asks nobody.
 * @type {(tag: string, attributes: Record<string, string | number>) => SVGElement} */
function svg(tag, attributes) {
  const box = element("div");
  box.innerHTML = "<svg></svg>";
  const made = document.createElementNS(box.children[0].namespaceURI, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return /** @type {SVGElement} */ (made);
}
