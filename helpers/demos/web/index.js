/** What anywidget imports: shows the demonstration that the model names. */

import * as demonstrations from "./demonstrations/index.js";
import { show } from "./shell/shell.js";

/** @param {{ model: AnyModel, el: HTMLElement }} place */
const render = (place) => show(demonstrations, place);

export default { render };
