/** Makes a photograph small enough to be sent to Python. */

/** Pixels of the longer side. */
const LONGEST = 2000;
/** Files up to this many bytes are sent as they are, if Python knows their kind. */
const SMALL = 1e6;
const KNOWN = ["image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp"];
/** What servers let through. */
const LARGEST = 8e6;

/** Return a file as it is sent: a picture that the browser can open has at most `LONGEST` pixels,
 * anything else is left as it is, so that Python can say what is wrong with it.
 * @param {Blob} file @returns {Promise<Blob | null>} nothing when it is too large to be sent */
export async function shrunk(file) {
  try {
    const picture = await createImageBitmap(file); // turned as the camera was held
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    if (scale === 1 && KNOWN.includes(file.type) && file.size <= SMALL) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(scale * picture.width));
    canvas.height = Math.max(1, Math.round(scale * picture.height));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    // What is transparent stays so: Python finds out what colour of paper it needs.
    const lossless = file.type === "image/jpeg" ? null : await blobOf(canvas, "image/png");
    if (lossless && lossless.size <= LARGEST / 2) return lossless;
    return await blobOf(canvas, "image/jpeg");
  } catch {
    return file.size <= LARGEST ? file : null;
  }
}

/** @param {HTMLCanvasElement} canvas @param {string} type @returns {Promise<Blob | null>} */
function blobOf(canvas, type) {
  return new Promise((resolve) => canvas.toBlob(resolve, type, 0.92));
}
