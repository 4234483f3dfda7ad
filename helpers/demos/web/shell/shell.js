/** The frame that all demonstrations share: controls, panels, the answer, details, buttons. */

import { buttons } from "../controls/buttons.js";
import { acceptFiles } from "../controls/file.js";
import { element, setText } from "../drawing/element.js";
import { keepKeys } from "./keys.js";
import { pythonLine } from "./python.js";
import { createQuestions } from "./questions.js";
import { createStore } from "./store.js";
import { createView } from "./view.js";

/**
 * What a demonstration says: a sentence, and more for those who want it.
 *
 * @typedef {{ answer: string, details: string[] }} Words
 */

/**
 * A demonstration: data, a list of controls, one function that draws and returns its words.
 *
 * @typedef {object} Demonstration
 * @property {string} title for screen readers
 * @property {string} [details] what the fold that holds the details is called
 * @property {boolean} [watched] only Python changes it: there is nothing to reset
 * @property {(data: any, before?: any) => any} prepare unpacks what Python has handed over; again
 *   when it hands over something new
 * @property {(data: any) => import("../controls/slider.js").Control[]} controls
 * @property {(data: any, state: any) => Words} words
 * @property {(view: import("./view.js").View, data: any, store: import("./store.js").Store,
 *   questions: import("./questions.js").Questions) => Words} draw
 * @property {(data: any, state: any) => Record<string, any>} [surprise] changes by chance
 * @property {(file: File, data: any, store: import("./store.js").Store) => void} [take] a file that
 *   is dropped or pasted
 */

/**
 * Show a demonstration; what anywidget's `render` is asked for.
 *
 * @param {Record<string, Demonstration>} demonstrations by name
 * @param {{ model: import("@anywidget/types").AnyModel, el: HTMLElement }} place
 * @returns {() => void} ends it
 */
export function show(demonstrations, { model, el }) {
  const name = model.get("demonstration");
  const demonstration = demonstrations[name];
  let data = demonstration.prepare(model.get("data"));
  const controlBox = element("div", { class: "demo-controls" });
  const stage = element("div", { class: "demo-stage" });
  const answer = element("p", { class: "demo-answer", role: "status" });
  const lines = element("div", { class: "demo-lines" });
  const summary = element("summary", { text: demonstration.details ?? "All numbers" });
  const copied = element("output", { class: "demo-copied" });
  const below = element("div", { class: "demo-below" }, [
    answer,
    element("details", {}, [summary, lines]),
    copied,
  ]);
  const root = element(
    "section",
    { class: "demonstration", "aria-label": demonstration.title, "data-demonstration": name },
    [element("div", { class: "demo-body" }, [controlBox, stage, below])],
  );
  keepKeys(root);
  el.append(root);

  let frame = 0;
  let waiting = false;
  /** Draw at once; what else changes until the next frame is painted is drawn with that one. */
  function schedule() {
    waiting = true;
    if (frame) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (waiting) draw();
    });
    draw();
  }
  function received() {
    data = demonstration.prepare(model.get("data"), data);
    schedule();
  }
  model.on("change:data", received);
  const store = createStore(model, schedule);
  const view = createView(stage, schedule);
  const questions = createQuestions(model, schedule);
  const controls = demonstration.controls(data);
  if (demonstration.watched) controlBox.remove();
  else controls.push(general(demonstration, data, model, copied));
  const built = controls.map((control) => control(store));
  controlBox.append(...built.map((each) => each.element));
  const { take } = demonstration;
  if (take) acceptFiles(root, (file) => take(file, data, store));

  function draw() {
    waiting = false;
    try {
      for (const each of built) each.show(store.state);
      const words = demonstration.draw(view, data, store, questions);
      setText(answer, words.answer);
      setText(lines, words.details.join("\n"));
      view.finish();
    } catch (error) {
      answer.textContent = `This demonstration stopped: ${error}`;
      throw error;
    }
  }
  draw();
  return () => {
    cancelAnimationFrame(frame);
    model.off("change:data", received);
    for (const each of built) each.end?.();
    store.end();
    questions.end();
    view.end();
  };
}

/**
 * Return the buttons that every demonstration has.
 *
 * @param {Demonstration} demonstration
 * @param {any} data
 * @param {import("@anywidget/types").AnyModel} model
 * @param {HTMLOutputElement} copied
 */
function general(demonstration, data, model, copied) {
  return buttons((store) => {
    const made = [{ label: "Reset", press: () => store.set(model.get("start")) }];
    const { surprise } = demonstration;
    if (surprise) {
      made.push({ label: "Surprise me", press: () => store.set(surprise(data, store.state)) });
    }
    const press = () => {
      const line = pythonLine(model.get("demonstration"), store.state, model.get("defaults"));
      copied.textContent = line; // to be copied by hand where the page may not do it
      navigator.clipboard?.writeText(line).catch(() => {});
    };
    return [...made, { label: "Copy as Python", press }];
  });
}
