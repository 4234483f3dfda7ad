/**
 * Keep the keys that operate a demonstration from the page around it: in JupyterLab A inserts a
 * cell, and arrows choose one. What is pressed with Ctrl, Alt or Cmd, Escape and Shift+Enter are
 * meant for the page.
 *
 * @param {HTMLElement} root
 */
export function keepKeys(root) {
  for (const name of /** @type {const} */ (["keydown", "keypress", "keyup"])) {
    root.addEventListener(name, (event) => {
      const meant = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape";
      if (!meant && !(event.shiftKey && event.key === "Enter")) event.stopPropagation();
    });
  }
}
