/** Takes a photograph: with a telephone's own camera, or with one that the page can look through. */

import { element, setText } from "../drawing/element.js";

/**
 * Why a camera is not to be had, by the error's name; otherwise the browser says no.
 *
 * @type {Record<string, string>}
 */
const REASONS = {
  NotFoundError: "There is no camera here",
  NotReadableError: "The camera is already in use",
};

/**
 * Return a control that is a button for a photograph.
 *
 * @param {(file: File, store: import("../shell/store.js").Store) => void} take
 * @returns {import("./slider.js").Control}
 */
export function camera(take) {
  return (store) => {
    const button = element("button", { type: "button", text: "Take a photograph" });
    const input = element("input", {
      ...{ type: "file", accept: "image/*", capture: "environment", hidden: "" },
    });
    const video = element("video", { "aria-label": "What the camera sees", playsinline: "" });
    const shoot = element("button", { type: "button", text: "Photograph this" });
    const close = element("button", { type: "button", text: "Close the camera" });
    const finder = element("div", { class: "demo-camera", hidden: "" }, [
      video,
      element("div", { class: "demo-buttons" }, [shoot, close]),
    ]);
    const words = element("div", { class: "demo-hint", role: "status" });
    /** @type {MediaStream | undefined} */
    let stream;
    let wanted = false;

    function stop() {
      wanted = false;
      for (const track of stream?.getTracks() ?? []) track.stop();
      stream = undefined;
      video.srcObject = null;
      finder.hidden = true;
    }
    async function open() {
      setText(words, "");
      // A telephone's own camera focuses, and has more pixels.
      if (matchMedia("(pointer: coarse)").matches) return input.click();
      if (wanted) return;
      wanted = true;
      try {
        const size = { width: { ideal: 1920 }, height: { ideal: 1440 } };
        const given = await navigator.mediaDevices.getUserMedia({
          video: { facingMode: "environment", ...size },
        });
        stream = given;
        if (!wanted) return stop();
        video.srcObject = given;
        finder.hidden = false;
        shoot.disabled = true;
        await video.play(); // before, there is nothing to photograph
        shoot.disabled = false;
        shoot.focus();
      } catch (error) {
        stop();
        const name = error instanceof Error ? error.name : "";
        const reason = REASONS[name] ?? "The browser does not let this page use a camera";
        setText(words, `${reason}: choose a picture, drop it, or paste it.`);
      }
    }
    function photograph() {
      const canvas = element("canvas", { width: video.videoWidth, height: video.videoHeight });
      canvas.getContext("2d")?.drawImage(video, 0, 0);
      stop();
      button.focus();
      canvas.toBlob(
        (blob) => blob && take(new File([blob], "photograph.jpg", { type: blob.type }), store),
        "image/jpeg",
        0.95,
      );
    }
    button.addEventListener("click", open);
    shoot.addEventListener("click", photograph);
    close.addEventListener("click", () => {
      stop();
      button.focus();
    });
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file) take(file, store);
      input.value = ""; // the next one may have the same name
    });
    return {
      element: element("div", { class: "demo-file" }, [button, input, finder, words]),
      show() {},
      end: stop,
    };
  };
}
