// The drawing pad in the browser: strokes on paper, sent to Python as SENT × SENT bytes of ink.
const SIDE = 280; // the paper in pixels; strokes have these coordinates
const SENT = 140; // what Python gets: 255 is ink, 0 is paper
const PAUSE = 60; // milliseconds between two messages; what is sent is always the latest state
const STEP = 14; // how far an arrow key moves the pen; with Shift a quarter of it
const STEPS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
  Home: [-1, -1], PageUp: [1, -1], End: [-1, 1], PageDown: [1, 1],
};

function element(name, attributes, parent) {
  const made = document.createElement(name);
  const { text, ...rest } = attributes;
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(rest)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

function draw(context, stroke) {
  const [x, y, ...rest] = stroke.points;
  context.lineWidth = stroke.width;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + 0.01, y); // a dot, when there is nothing else
  for (let i = 0; i < rest.length; i += 2) context.lineTo(rest[i], rest[i + 1]);
  context.stroke();
}

function render({ model, el }) {
  const root = element("div", { class: "drawing-pad" }, el);
  // Jupyter's one-key shortcuts (A inserts a cell, arrows choose one) are not meant here.
  root.addEventListener("keydown", (event) => {
    const meant = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape";
    if (!meant && !(event.shiftKey && event.key === "Enter")) event.stopPropagation();
  });
  const paper = element("div", { class: "drawing-pad-paper" }, root);
  const canvas = element("canvas", {
    width: SIDE, height: SIDE, tabindex: 0, role: "application",
    "aria-label": "Drawing pad. Arrow keys move the pen, Home, End, Page Up and Page Down move "
      + "it diagonally, Space puts it down or lifts it.",
  }, paper);
  const pen = element("div", { class: "drawing-pad-pen", "aria-hidden": "true" }, paper);
  const controls = element("div", { class: "drawing-pad-controls" }, root);
  const undo = element("button", { type: "button", text: "Undo" }, controls);
  const clear = element("button", { type: "button", text: "Clear" }, controls);
  const label = element("label", { text: "Thickness" }, controls);
  const thickness = element("input", { type: "range", min: 8, max: 40, step: 2 }, label);
  const state = element("div", { class: "drawing-pad-state", role: "status" }, root);
  thickness.value = model.get("thickness");

  const context = canvas.getContext("2d");
  Object.assign(context, { lineCap: "round", lineJoin: "round", strokeStyle: "#000" });
  const sample = Object.assign(document.createElement("canvas"), { width: SENT, height: SENT });
  const small = sample.getContext("2d", { willReadFrequently: true });
  let current = null; // the stroke that is being drawn
  let pointer = null; // the finger or pen that draws it; other fingers are ignored
  let timer = null;
  let [x, y, down] = [SIDE / 2, SIDE / 2, false]; // the pen that the keyboard moves

  const strokes = () => [...model.get("strokes"), ...(current ? [current] : [])];
  function redraw() {
    context.fillStyle = "#fff";
    context.fillRect(0, 0, SIDE, SIDE);
    for (const stroke of strokes()) draw(context, stroke);
    undo.disabled = clear.disabled = strokes().length === 0;
  }
  function send() {
    timer = null;
    small.drawImage(canvas, 0, 0, SENT, SENT);
    const colours = small.getImageData(0, 0, SENT, SENT).data;
    const ink = Uint8Array.from({ length: SENT * SENT }, (_, i) => 255 - colours[4 * i]);
    model.set("value", new DataView(ink.buffer));
    model.save_changes();
  }
  function changed() {
    redraw();
    timer ??= setTimeout(send, PAUSE);
  }
  function begin(...point) {
    current = { width: Number(thickness.value), points: point };
    changed();
  }
  function extend(...point) {
    current.points.push(...point);
    changed();
  }
  function finish() {
    if (!current) return;
    const kept = strokes();
    current = pointer = null;
    keep(kept);
  }
  function keep(kept) {
    model.set("strokes", kept);
    model.save_changes(); // at once: a connection that comes back would undo what is not sent
  }
  function showPen() {
    state.textContent = down ? "Pen down: moving draws." : "Pen up: Space puts it down.";
    pen.style.left = `${(100 * x) / SIDE}%`;
    pen.style.top = `${(100 * y) / SIDE}%`;
    pen.classList.toggle("drawing-pad-pen-down", down);
    pen.classList.add("drawing-pad-pen-shown");
  }
  function lift() {
    down = false;
    finish();
    state.textContent = "";
    pen.classList.remove("drawing-pad-pen-shown");
  }

  function place(event) {
    const box = canvas.getBoundingClientRect();
    const scale = SIDE / box.width;
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale]
      .map((value) => Math.round(value * 10) / 10);
  }
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pointer !== null) return;
    lift();
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer);
    begin(...place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) extend(...place(each));
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, (event) => event.pointerId === pointer && finish());
  }
  canvas.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step) {
      const length = event.shiftKey ? STEP / 4 : STEP;
      [x, y] = [x + step[0] * length, y + step[1] * length]
        .map((value) => Math.min(Math.max(value, 0), SIDE));
      if (down) extend(x, y);
    } else if (event.key === " ") {
      down = !down;
      if (down) begin(x, y);
      else finish();
    } else return;
    event.preventDefault();
    showPen();
  });
  canvas.addEventListener("blur", lift);
  undo.addEventListener("click", () => keep(model.get("strokes").slice(0, -1)));
  clear.addEventListener("click", () => keep([]));
  thickness.addEventListener("input", () => model.set("thickness", Number(thickness.value)));
  thickness.addEventListener("change", () => model.save_changes());

  // A second view of the same pad, or the page loaded again, shows the same strokes.
  model.on("change:strokes", changed);
  redraw();
  return () => {
    clearTimeout(timer);
    model.off("change:strokes", changed);
  };
}

export default { render };
