/** What anywidget imports: shows the demonstration that the model names. */

import { changePixels } from "./demonstrations/change_pixels/index.js";
import { choosePixel } from "./demonstrations/choose_pixel/index.js";
import { denseUnit } from "./demonstrations/dense_unit/index.js";
import { drawingPad } from "./demonstrations/drawing_pad/index.js";
import { kernelLab } from "./demonstrations/kernel_lab/index.js";
import { liveCurves } from "./demonstrations/live_curves/index.js";
import { occlusionDemo } from "./demonstrations/occlusion_demo/index.js";
import { oneWeight } from "./demonstrations/one_weight/index.js";
import { pointAtPixel } from "./demonstrations/point_at_pixel/index.js";
import { readPhotograph } from "./demonstrations/read_photograph/index.js";
import { changeScores, chooseTemperature } from "./demonstrations/scores/index.js";
import { mixDigits } from "./demonstrations/scores/mix.js";
import { shiftDemo } from "./demonstrations/shift_demo/index.js";
import { unitDemo } from "./demonstrations/unit_demo/index.js";
import { show } from "./shell/shell.js";

/** By the names of the Python functions that make them. */
export const demonstrations = {
  change_pixels: changePixels,
  dense_unit: denseUnit,
  drawing_pad: drawingPad,
  kernel_lab: kernelLab,
  live_curves: liveCurves,
  change_scores: changeScores,
  choose_temperature: chooseTemperature,
  mix_digits: mixDigits,
  shift_demo: shiftDemo,
  occlusion_demo: occlusionDemo,
  one_weight: oneWeight,
  point_at_pixel: pointAtPixel,
  choose_pixel: choosePixel,
  read_photograph: readPhotograph,
  unit_demo: unitDemo,
};

/** @param {{ model: import("@anywidget/types").AnyModel, el: HTMLElement }} place */
function render(place) {
  return show(demonstrations, place);
}

export default { render };
