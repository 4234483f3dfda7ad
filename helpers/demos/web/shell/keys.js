/** Keep the keys that operate a demonstration from the page around it: in JupyterLab A inserts a
 * cell, and arrows choose one. What is pressed with Ctrl, Alt or Cmd, Escape and Shift+Enter are
 * meant for the page.
 * @param {HTMLElement} root */
export function keepKeys(root) {
  for (const name of /** @type {const} */ (["keydown", "keypress", "keyup"])) {
    root.addEventListener(name, (event) => {
      if (!isForPage(event)) event.stopPropagation();
    });
  }
  // Notebook 7 takes keys on their way down, but for those whose target says no.
  const mark = (/** @type {KeyboardEvent} */ event) =>
    /** @type {Element} */ (event.target).toggleAttribute(
      "data-lm-suppress-shortcuts",
      !isForPage(event),
    );
  root.addEventListener("focusin", () => window.addEventListener("keydown", mark, true));
  root.addEventListener("focusout", () => window.removeEventListener("keydown", mark, true));
}

/** @param {KeyboardEvent} event */
function isForPage(event) {
  const held = event.ctrlKey || event.metaKey || event.altKey;
  return held || event.key === "Escape" || (event.shiftKey && event.key === "Enter");
}
