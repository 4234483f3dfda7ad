/** What anywidget imports: shows the demonstration that the model names. */

import { kernelLab } from "./demonstrations/kernel_lab/index.js";
import { show } from "./shell/shell.js";

/** By the names of the Python functions that make them. */
export const demonstrations = { kernel_lab: kernelLab };

/** @param {{ model: import("@anywidget/types").AnyModel, el: HTMLElement }} place */
function render(place) {
  return show(demonstrations, place);
}

export default { render };
