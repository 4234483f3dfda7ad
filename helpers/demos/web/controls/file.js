/** Takes a file: chosen in the browser's dialog, dropped, or pasted. */

import { element } from "../drawing/element.js";

/** @import { Store } from "../shell/store.js" */
/** @typedef {(file: File, store: Store) => void} Take */

/** Return a control that is a button for a file, a hint what else can be done beside it; `accept`
 * names the kinds of files that the dialog offers.
 * @type {(label: string, hint: string, accept: string, take: Take) => Control} */
export function fileButton(label, hint, accept, take) {
  return (store) => {
    const input = fileInput({ accept }, take, store);
    const button = element("button", { type: "button", text: label });
    button.addEventListener("click", () => input.click());
    const words = element("div", { class: "demo-hint", text: hint });
    return {
      element: element("div", { class: "demo-file" }, [button, input, words]),
      show() {},
    };
  };
}

/** @type {(attributes: Record<string, string>, take: Take, store: Store) => HTMLInputElement} */
export function fileInput(attributes, take, store) {
  const input = element("input", { type: "file", ...attributes, hidden: "" });
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) take(file, store);
    input.value = ""; // the same file, or another of its name, may be chosen again
  });
  return input;
}

/** Take files that are dropped on an element, or pasted while it has the keyboard.
 * @type {(root: HTMLElement, take: (file: File) => void) => void} */
export function acceptFiles(root, take) {
  /** @type {(event: Event, transfer: DataTransfer | null) => void} */
  const takeFrom = (event, transfer) => {
    const file = transfer?.files[0];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    take(file);
  };
  root.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault(); // else the browser opens the picture in place of the page
    event.stopPropagation();
    root.classList.add("demo-dropping");
  });
  root.addEventListener("dragleave", () => root.classList.remove("demo-dropping"));
  root.addEventListener("drop", (event) => {
    root.classList.remove("demo-dropping");
    takeFrom(event, event.dataTransfer);
  });
  root.addEventListener("paste", (event) => takeFrom(event, event.clipboardData));
}
