/** Takes a file: chosen in the browser's dialog, dropped, or pasted. */

import { element } from "../drawing/element.js";

/**
 * Return a control that is a button for a file.
 *
 * @param {string} label
 * @param {string} hint what else can be done
 * @param {string} accept kinds of files that the dialog offers
 * @param {(file: File, store: import("../shell/store.js").Store) => void} take
 * @returns {import("./slider.js").Control}
 */
export function fileButton(label, hint, accept, take) {
  return (store) => {
    const input = element("input", { type: "file", accept, hidden: "" });
    const button = element("button", { type: "button", text: label });
    button.addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file) take(file, store);
      input.value = ""; // the same file may be chosen again
    });
    const words = element("div", { class: "demo-hint", text: hint });
    return {
      element: element("div", { class: "demo-file" }, [button, input, words]),
      show() {},
    };
  };
}

/**
 * Take files that are dropped on an element, or pasted while it has the keyboard.
 *
 * @param {HTMLElement} root
 * @param {(file: File) => void} take
 */
export function acceptFiles(root, take) {
  /** @param {DataTransfer | null} transfer */
  const fileOf = (transfer) => transfer?.files[0];
  root.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault(); // else the browser opens the picture in place of the page
    event.stopPropagation();
    root.classList.add("demo-dropping");
  });
  root.addEventListener("dragleave", () => root.classList.remove("demo-dropping"));
  root.addEventListener("drop", (event) => {
    root.classList.remove("demo-dropping");
    const file = fileOf(event.dataTransfer);
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    take(file);
  });
  root.addEventListener("paste", (event) => {
    const file = fileOf(event.clipboardData);
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    take(file);
  });
}
