/** All demonstrations, by the names of the Python functions that make them. */

export { changePixels as change_pixels } from "./change_pixels/index.js";
export { choosePixel as choose_pixel } from "./choose_pixel/index.js";
export { denseUnit as dense_unit } from "./dense_unit/index.js";
export { drawingPad as drawing_pad } from "./drawing_pad/index.js";
export { kernelLab as kernel_lab } from "./kernel_lab/index.js";
export { liveCurves as live_curves } from "./live_curves/index.js";
export { occlusionDemo as occlusion_demo } from "./occlusion_demo/index.js";
export { oneWeight as one_weight } from "./one_weight/index.js";
export { pointAtPixel as point_at_pixel } from "./point_at_pixel/index.js";
export { readPhotograph as read_photograph } from "./read_photograph/index.js";
export {
  changeScores as change_scores,
  chooseTemperature as choose_temperature,
} from "./scores/index.js";
export { mixDigits as mix_digits } from "./scores/mix.js";
export { shiftDemo as shift_demo } from "./shift_demo/index.js";
export { unitDemo as unit_demo } from "./unit_demo/index.js";
