/** Curves over one number, with points and a mark that says where you are; drawn as SVG. */

import { element, setStyle } from "./element.js";
import { followPointer } from "./follow.js";
import { createHeading } from "./heading.js";

/** @typedef {{ low: number, high: number, label: string, ticks: [number, string][] }} Axis */
/**
 * What a plot shows.
 *
 * @typedef {object} Content
 * @property {string} title
 * @property {string} [note]
 * @property {Axis} x
 * @property {Axis} y
 * @property {{ colour: string, points: [number, number][], name?: string, below?: boolean,
 *   dashed?: boolean }[]} curves a name stands at the curve's end, above it or below
 * @property {{ x: number, y: number, label?: string, colour: string }[]} points
 * @property {number} [mark] the x of a line across the plot: where you are
 * @property {(x: number) => void} [drag] to another x
 */

const [WIDTH, HEIGHT] = [300, 220];
const BOX = { left: 36, right: 290, top: 10, bottom: 184 };

/** Make a plot. */
export function createPlot() {
  const heading = createHeading();
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
  const figure = element("figure", { class: "demo-plot" }, [heading.element]);
  figure.append(drawing);
  /** @type {Content} */
  let content;
  followPointer(
    drawing,
    () => content.drag,
    (across) => {
      const share = (across * WIDTH - BOX.left) / (BOX.right - BOX.left);
      const within = Math.min(Math.max(share, 0), 1);
      content.drag?.(content.x.low + within * (content.x.high - content.x.low));
    },
  );

  return {
    element: figure,
    /** @param {Content} next */
    show(next) {
      content = next;
      heading.show(next);
      setStyle(figure, "--demo-cursor", next.drag ? "ew-resize" : "default");
      drawing.replaceChildren(...axes(next), ...curves(next), ...marks(next), ...points(next));
    },
  };
}

/** @param {Content} content */
function axes(content) {
  const { left, right, top, bottom } = BOX;
  const lines = svg("path", { d: `M${left} ${top}V${bottom}H${right}`, class: "demo-axis" });
  const below = content.x.ticks.map(([value, words]) =>
    text(across(content, value), bottom + 14, words, "middle"),
  );
  const beside = content.y.ticks.map(([value, words]) =>
    text(left - 5, up(content, value) + 4, words, "end"),
  );
  const label = text((left + right) / 2, HEIGHT - 5, content.x.label, "middle");
  return [lines, ...below, ...beside, label, text(left + 4, top + 4, content.y.label, "start")];
}

/** @param {Content} content */
function curves(content) {
  return content.curves.flatMap(({ colour, points: way, name, below, dashed }) => {
    const known = way.filter(([, y]) => !Number.isNaN(y));
    const places = known.map(([x, y]) => `${across(content, x)} ${up(content, y)}`);
    if (!places.length) return [];
    const d = `M${places.join("L")}`;
    const line = svg("path", { d, class: "demo-curve", style: `stroke: ${colour}` });
    if (dashed) line.setAttribute("stroke-dasharray", "5 4");
    const [x, y] = known[known.length - 1];
    if (!name) return [line];
    const beside = up(content, y) + (below ? 16 : -6);
    const within = Math.min(Math.max(beside, BOX.top + 8), BOX.bottom - 3);
    return [line, text(across(content, x), within, name, "end", colour)];
  });
}

/** @param {Content} content */
function marks(content) {
  if (content.mark === undefined) return [];
  const d = `M${across(content, content.mark)} ${BOX.top}V${BOX.bottom}`;
  return [svg("path", { d, class: "demo-mark" })];
}

/** Draw points with their labels; labels that would lie on each other are stacked. */
function points(/** @type {Content} */ content) {
  let [last, height] = [Number.NEGATIVE_INFINITY, 0];
  return [...content.points]
    .sort((one, other) => one.x - other.x)
    .flatMap(({ x, y, label, colour }) => {
      const [cx, cy] = [across(content, x), up(content, y)];
      const dot = svg("circle", { cx, cy, r: 4.5, style: `fill: ${colour}`, class: "demo-point" });
      if (!label) return [dot];
      height = cx - last < 9 ? Math.min(height, cy - 8) - 12 : cy - 8;
      last = cx;
      return [dot, text(cx, Math.max(height, BOX.top + 8), label, "middle")];
    });
}

/** @param {Content} content @param {number} value */
function across({ x }, value) {
  const share = Math.min(Math.max((value - x.low) / (x.high - x.low), 0), 1);
  return round(BOX.left + share * (BOX.right - BOX.left));
}

/** @param {Content} content @param {number} value */
function up({ y }, value) {
  const share = Math.min(Math.max((value - y.low) / (y.high - y.low), 0), 1);
  return round(BOX.bottom - share * (BOX.bottom - BOX.top));
}

/** @param {number} place */
const round = (place) => Math.round(100 * place) / 100;

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} anchor
 * @param {string} [colour]
 */
function text(x, y, words, anchor, colour = "currentColor") {
  const made = svg("text", { x, y, "text-anchor": anchor, style: `fill: ${colour}` });
  made.textContent = words;
  return made;
}

/** Return SVG's namespace as the browser has it: a bundle without addresses asks nobody. */
function namespace() {
  const box = element("div");
  box.innerHTML = "<svg></svg>";
  return /** @type {"http://www.w3.org/2000/svg"} */ (box.children[0].namespaceURI);
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 */
function svg(tag, attributes) {
  const made = document.createElementNS(namespace(), tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
