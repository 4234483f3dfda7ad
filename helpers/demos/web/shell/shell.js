/** The frame that all demonstrations share: controls, panels, the answer, details, buttons. */

import { buttons } from "../controls/buttons.js";
import { acceptFiles } from "../controls/file.js";
import { element, setText } from "../drawing/element.js";
import { unpackDigits } from "../mathematics/digits.js";
import { unpackNetwork } from "../mathematics/network.js";
import { keepKeys } from "./keys.js";
import { pythonLine } from "./python.js";
import { createQuestions } from "./questions.js";
import { createStore } from "./store.js";
import { createView } from "./view.js";

/** @typedef {{ answer: string, details: string[] }} Words a sentence, and more for who wants it */
/** @typedef {{ digits: Digits, layers: Layer[] }} Unpacked each only where there is one */
/** A demonstration: data, a list of controls, what follows from both, in words and panels.
 * @template State the arguments of the Python function of its name
 * @template Result
 * @template [Data=Unpacked]
 * @typedef {object} Demonstration
 * @property {string} title for screen readers
 * @property {string} [details] what the fold that holds the details is called
 * @property {boolean} [watched] only Python changes it: there is nothing to reset
 * @property {(data: any, before?: any) => Data} [prepare] else `unpack` takes what Python
 *   has handed over; again when it hands over something new
 * @property {(data: Data) => Control[]} controls
 * @property {(data: Data, state: State) => Result} compute what panels and words are about
 * @property {(state: State, result: Result, asked?: Asked) => Words} words
 * @property {(view: View, result: Result, store: Store<State>, questions: Questions) =>
 *   Asked | void} draw returns what Python was asked
 * @property {(data: Data, state: State) => Partial<State>} [surprise] changes by chance
 * @property {(file: File, data: Data, store: Store<State>) => void} [take] a file that is dropped or
 *   pasted */

/** Return what Python has handed over, digits and a network unpacked. @param {any} packed */
export function unpack({ digits, network, ...rest }) {
  if (digits) rest.digits = unpackDigits(digits);
  if (network) rest.layers = unpackNetwork(network);
  return rest;
}

/** Show a demonstration; what anywidget's `render` is asked for.
 * @param {Record<string, Demonstration<any, any, any>>} demonstrations by name
 * @param {{ model: AnyModel, el: HTMLElement }} place @returns {() => void} ends it */
export function show(demonstrations, { model, el }) {
  const name = model.get("demonstration");
  const demonstration = demonstrations[name];
  const { prepare = unpack, take } = demonstration;
  let data = prepare(model.get("data"));
  const controlBox = element("div", { class: "demo-controls" });
  const stage = element("div", { class: "demo-stage" });
  const answer = element("p", { class: "demo-answer", role: "status" });
  const lines = element("div", { class: "demo-lines" });
  const summary = element("summary", { text: demonstration.details ?? "All numbers" });
  const copied = element("output", { class: "demo-copied" });
  const details = element("details", {}, [summary, lines]);
  const below = element("div", { class: "demo-below" }, [answer, details, copied]);
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
    data = prepare(model.get("data"), data);
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
  if (take) acceptFiles(root, (file) => take(file, data, store));

  function draw() {
    waiting = false;
    try {
      for (const each of built) each.show(store.state);
      const result = demonstration.compute(data, store.state);
      const asked = demonstration.draw(view, result, store, questions) ?? undefined;
      const words = demonstration.words(store.state, result, asked);
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
    for (const each of [...built, store, questions, view]) each.end?.();
  };
}

/** Return the buttons that every demonstration has.
 * @param {Demonstration<any, any, any>} demonstration @param {any} data @param {AnyModel} model
 * @param {HTMLOutputElement} copied */
function general({ surprise }, data, model, copied) {
  return buttons((store) => {
    const reset = { label: "Reset", press: () => store.set(model.get("start")) };
    const copy = () => {
      const line = pythonLine(model.get("demonstration"), store.state, model.get("defaults"));
      copied.textContent = line; // to be copied by hand where the page may not do it
      navigator.clipboard?.writeText(line).catch(() => {});
    };
    const chance = surprise
      ? [{ label: "Surprise me", press: () => store.set(surprise(data, store.state)) }]
      : [];
    return [reset, ...chance, { label: "Copy as Python", press: copy }];
  });
}
