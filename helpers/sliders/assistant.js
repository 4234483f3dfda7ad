// Runs in the page beside a demonstration and adds what ipywidgets leaves out: names for slider
// handles and play buttons, an alternative text for the picture, a region that screen readers
// announce when it changes, clicks into the picture, no blank frame between two pictures, and
// controls that outlive a lost connection.
function name(root) {
  for (const slider of root.querySelectorAll(".widget-slider, .jupyter-widget-slider")) {
    const label = slider.querySelector("label, .widget-label")?.textContent ?? "";
    const handle = slider.querySelector(".noUi-handle, .ui-slider-handle");
    set(handle, "aria-label", label);
    const readout = slider.querySelector(".widget-readout");
    set(readout, "role", "textbox");
    set(readout, "aria-label", `${label}, value`);
  }
  for (const play of root.querySelectorAll(".widget-play, .jupyter-widget-play")) {
    const buttons = play.querySelectorAll("button");
    // ipywidgets 7 has two buttons where ipywidgets 8 has one.
    const first = buttons.length === 4 ? ["Play", "Pause"] : ["Play or pause"];
    const names = [...first, "Stop", "Repeat"];
    buttons.forEach((button, place) => {
      set(button, "aria-label", names[place] ?? "");
      set(button, "title", names[place] ?? "");
    });
  }
  const words = root.querySelector(".demo-words");
  for (const image of root.querySelectorAll("img.widget-image, .widget-image img")) steady(image);
  if (!words) return;
  // The inner element is replaced at every change; only one that stays is announced.
  set(words.parentElement, "role", "status");
  set(words.parentElement, "aria-live", "polite");
  for (const image of root.querySelectorAll("img")) set(image, "alt", words.textContent);
}

// A busy browser shows an image that gets new bytes empty for a frame, and without a height. A
// cover with the last picture lies over it until the next one is decoded.
const steadied = new WeakSet();
function steady(image) {
  if (steadied.has(image)) return;
  steadied.add(image);
  const cover = document.createElement("div");
  cover.className = "demo-cover";
  cover.setAttribute("aria-hidden", "true");
  cover.style.cssText = "position: absolute; pointer-events: none; margin: 0; visibility: hidden";
  const canvas = document.createElement("canvas");
  canvas.style.cssText = "display: block; width: 100%; height: 100%";
  cover.attachShadow({ mode: "closed" }).append(canvas); // nobody shall take it for a paper
  cover.canvas = canvas;
  const changing = () => {
    if (!canvas.width || !image.offsetWidth) return;
    for (const side of ["Left", "Top", "Width", "Height"])
      cover.style[side.toLowerCase()] = `${image[`offset${side}`]}px`;
    cover.style.visibility = "visible";
  };
  const keep = async () => {
    const source = image.src;
    await image.decode().catch(() => {});
    const { naturalWidth: width, naturalHeight: height } = image;
    if (!width || image.src !== source) return; // the next one is under way already
    image.style.aspectRatio = `${width} / ${height}`;
    cover.style.visibility = "hidden";
    if (!cover.isConnected) image.after(cover);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    canvas.getContext("2d").drawImage(image, 0, 0);
  };
  // An observer runs before the browser paints again, so the cover is there in time.
  new MutationObserver(changing).observe(image, { attributeFilter: ["src"] });
  image.addEventListener("load", keep);
  if (image.complete) keep();
}

// Writing an attribute that has not changed would wake the observer for ever.
function set(element, attribute, value) {
  if (element && element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
}

// When a connection is back, what was sent or answered shortly before and after is lost, and
// JupyterLab sets every control as the kernel has it. The controls are then set once more as the
// user left them, and the kernel is asked for what they show.
function initialize({ model }) {
  const manager = model.widget_manager;
  const session = manager.context?.sessionContext;
  if (!session) return undefined; // not JupyterLab
  let connection = new AbortController();
  const left = new Map(); // what the kernel may not know yet, by control
  const models = async (name) => {
    const all = await Promise.all(model.get(name).map((id) => manager.get_model(id)));
    return all.filter((each) => each.comm_live); // a new kernel knows none of them
  };
  const moved = (control) => {
    // While the kernel sets a state, that is locked; what is linked to it moves too.
    const kernel = [...left.keys()].some((each) => each._state_lock);
    if (!kernel) Object.assign(left.get(control), control.changedAttributes());
  };
  const changed = async (_, status) => {
    connection.abort();
    connection = new AbortController();
    if (status !== "connected") return;
    const { signal } = connection;
    const controls = await models("operated");
    for (const control of controls) {
      if (!left.has(control)) control.on("change", moved);
      const waiting = control._pending_msgs > 0 ? unanswered(control) : {};
      left.set(control, { ...waiting, ...left.get(control) });
    }
    await restored(manager, signal);
    if (signal.aborted) return; // lost again; what is left stays for the next time
    await Promise.all(controls.map((control) => settled(control, signal)));
    if (signal.aborted) return;
    const values = [...left];
    left.clear();
    for (const [control] of values) control.off("change", moved);
    for (const [control, value] of values) leave(control, value);
    for (const shown of await models("shown")) {
      shown.comm.send({ method: "request_state" }, {}, {}, []);
    }
  };
  session.connectionStatusChanged.connect(changed);
  return () => {
    connection.abort();
    session.connectionStatusChanged.disconnect(changed);
  };
}

// Sets a control and tells the kernel, also of what the control shows already.
function leave(control, value) {
  const changes = control.changedAttributes(value) || {};
  control.set(value);
  control.save_changes();
  const same = Object.entries(value).filter(([name]) => !(name in changes));
  control.save(Object.fromEntries(same), { patch: true });
}

// What a control has sent or wants to send, as it is now.
function unanswered(control) {
  const sent = control._expectedEchoMsgIds; // ipywidgets 7 has a plain object
  const names = [...(sent.keys?.() ?? Object.keys(sent)), ...Object.keys(control._msg_buffer ?? {})];
  return Object.fromEntries(names.map((name) => [name, control.get(name)]));
}

// Resolves when JupyterLab has asked the kernel how things stand, or at the signal. After four
// seconds without an answer it sets no control any more; when its next answer is lost too, on a bad
// line, it never says that it is done.
function restored(manager, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(patience);
      manager.restored.disconnect(done);
      resolve();
    };
    const patience = setTimeout(done, 5000);
    manager.restored.connect(done);
    signal.addEventListener("abort", done);
  });
}

// A control sends its next value only when the kernel has answered the last one; if that answer got
// lost, it would move, and nothing else, for ever. The kernel answers in order: once it has answered
// what was asked later, an answer is not late but lost.
async function settled(control, signal) {
  if (!(control._pending_msgs > 0)) return;
  let answered = false;
  control._handle_status = function handle(message) {
    answered ||= message.content.execution_state === "idle";
    Object.getPrototypeOf(this)._handle_status.call(this, message);
  };
  // Twice: the kernel may take the first question before it has said that it is done.
  for (let asked = 0; asked < 2; asked += 1) await question(control, signal);
  delete control._handle_status;
  if (answered || signal.aborted) return;
  control._pending_msgs = 0;
  control._msg_buffer = null;
}

// Resolves when the kernel has answered a message that asks for nothing, or at the signal.
function question(control, signal) {
  return new Promise((resolve) => {
    signal.addEventListener("abort", resolve);
    if (signal.aborted) return resolve();
    const status = ({ content }) => content.execution_state === "idle" && resolve();
    control.send({}, { iopub: { status } }, []);
  });
}

function render({ model, el }) {
  el.style.display = "none";
  let root = null;
  let frame = 0;
  const observer = new MutationObserver(() => name(root));
  const clicked = (event) => {
    const image = event.target.closest?.("img");
    if (!image) return;
    const box = image.getBoundingClientRect();
    const count = (model.get("pointed")[2] ?? 0) + 1; // two clicks on one place are two clicks
    const x = (event.clientX - box.left) / box.width;
    model.set("pointed", [x, (event.clientY - box.top) / box.height, count]);
    model.save_changes();
  };
  const start = () => {
    root = el.closest(".demo");
    if (!root) {
      frame = requestAnimationFrame(start);
      return;
    }
    name(root);
    observer.observe(root, { childList: true, subtree: true, characterData: true });
    if (model.get("pointing")) {
      root.addEventListener("click", clicked);
      for (const image of root.querySelectorAll("img")) image.style.cursor = "crosshair";
    }
  };
  start();
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    root?.removeEventListener("click", clicked);
  };
}

export default { initialize, render };
