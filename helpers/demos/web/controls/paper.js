/** Paper to draw on by mouse, pen, finger and keyboard; the state holds its strokes. */

import { element, penOf, setStyle, setText } from "../drawing/element.js";
import { followPointer } from "../drawing/follow.js";
import { clip } from "../mathematics/matrix.js";

/** The paper's height and width; strokes have these coordinates. */
const PAPER = 280;
const STEP = 14; // how far an arrow key moves the pen; with Shift a quarter of it
/** @type {Record<string, number[]>} */
const STEPS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-1, -1],
  PageUp: [1, -1],
  End: [-1, 1],
  PageDown: [1, 1],
};

/** Return a control that is a square of paper. The state's `strokes` are lists [width, x, y, x, y,
 * …], new ones as wide as its `thickness` says.
 * @type {() => Control} */
export function paper() {
  return (store) => {
    const canvas = element("canvas", {
      tabindex: 0,
      role: "application",
      "aria-label":
        "Drawing pad. Arrow keys move the pen, Home, End, Page Up and Page Down move it " +
        "diagonally, Space puts it down or lifts it.",
    });
    const pen = element("div", { class: "demo-pen", "aria-hidden": "true", hidden: "" });
    const sheet = element("div", { class: "demo-paper" }, [canvas, pen]);
    const status = element("div", { class: "demo-hint demo-pen-state", role: "status" });
    let [x, y, down] = [PAPER / 2, PAPER / 2, false]; // the pen that the keyboard moves

    const begin = (/** @type {number[]} */ point) =>
      store.set({ strokes: [...store.state.strokes, [store.state.thickness, ...point]] });
    const extend = (/** @type {number[]} */ points) => {
      const { strokes } = store.state;
      const last = strokes.at(-1);
      if (last) store.set({ strokes: [...strokes.slice(0, -1), [...last, ...points]] });
    };
    const placeOf = (/** @type {PointerEvent} */ event) => {
      const box = canvas.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top].map(
        (value) => Math.round(((value * PAPER) / box.width) * 10) / 10,
      );
    };
    function showPen() {
      setText(status, down ? "Pen down: moving draws." : "Pen up: Space puts it down.");
      setStyle(pen, "left", `${(100 * x) / PAPER}%`);
      setStyle(pen, "top", `${(100 * y) / PAPER}%`);
      pen.classList.toggle("demo-pen-down", down);
      pen.hidden = false;
    }
    function lift() {
      down = false;
      setText(status, "");
      pen.hidden = true;
    }
    followPointer(canvas, {
      start(event) {
        lift();
        begin(placeOf(event));
      },
      move(event) {
        const events = event.getCoalescedEvents?.() ?? [];
        extend((events.length ? events : [event]).flatMap(placeOf));
      },
    });
    canvas.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (step) {
        const length = event.shiftKey ? STEP / 4 : STEP;
        [x, y] = [x, y].map((value, axis) => clip(value + step[axis] * length, 0, PAPER));
        if (down) extend([x, y]);
      } else if (event.key === " ") {
        down = !down;
        if (down) begin([x, y]);
      } else return;
      event.preventDefault();
      showPen();
    });
    canvas.addEventListener("blur", lift);

    /** @type {number[][]} what the canvas shows */
    let drawn = [];
    const observer = new ResizeObserver(() => {
      const side = Math.round(canvas.clientWidth * devicePixelRatio);
      if (!side || canvas.width === side) return;
      canvas.width = canvas.height = side;
      drawStrokes(penOf(canvas), drawn);
    });
    observer.observe(canvas);
    return {
      element: element("div", {}, [sheet, status]),
      show(state) {
        if (drawn === state.strokes) return;
        drawn = state.strokes;
        drawStrokes(penOf(canvas), drawn);
      },
      end: () => observer.disconnect(),
    };
  };
}

/** @type {(context: CanvasRenderingContext2D, strokes: number[][]) => void} */
function drawStrokes(context, strokes) {
  const scale = context.canvas.width / PAPER;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  Object.assign(context, { lineCap: "round", lineJoin: "round", strokeStyle: "#fff" });
  context.fillStyle = "rgb(16 16 20)";
  context.fillRect(0, 0, PAPER, PAPER);
  for (const [width, x, y, ...rest] of strokes) {
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + 0.01, y); // a dot, when there is nothing else
    for (let place = 0; place < rest.length; place += 2) {
      context.lineTo(rest[place], rest[place + 1]);
    }
    context.stroke();
  }
}
