// Runs in the page beside a demonstration and adds what ipywidgets leaves out: names for slider
// handles and play buttons, an alternative text for the picture, a region that screen readers
// announce when it changes, clicks into the picture, and no blank frame between two pictures.
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

export default { render };
