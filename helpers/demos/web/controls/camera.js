/** Takes a photograph: with a telephone's own camera, or with one that the page can look through. */

import { element, penOf, setText } from "../drawing/element.js";
import { fileInput } from "./file.js";

/** Why a camera is not to be had, by the error's name; otherwise the browser says no.
 * @type {Record<string, string>} */
const REASONS = {
  NotFoundError: "There is no camera here",
  NotReadableError: "The camera is already in use",
};

/** @type {(take: import("./file.js").Take) => Control} */
export function camera(take) {
  return (store) => {
    const input = fileInput({ accept: "image/*", capture: "environment" }, take, store);
    const video = element("video", { "aria-label": "What the camera sees", playsinline: "" });
    const button = element("button", { type: "button", text: "Take a photograph" });
    const shoot = element("button", { type: "button", text: "Photograph this" });
    const close = element("button", { type: "button", text: "Close the camera" });
    const row = element("div", { class: "demo-buttons" }, [shoot, close]);
    const finder = element("div", { class: "demo-camera", hidden: "" }, [video, row]);
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
    function leave() {
      stop();
      button.focus();
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
      penOf(canvas).drawImage(video, 0, 0);
      leave();
      canvas.toBlob(
        (blob) => blob && take(new File([blob], "photograph.jpg", { type: blob.type }), store),
        "image/jpeg",
        0.95,
      );
    }
    button.addEventListener("click", open);
    shoot.addEventListener("click", photograph);
    close.addEventListener("click", leave);
    return {
      element: element("div", { class: "demo-file" }, [button, input, finder, words]),
      show() {},
      end: stop,
    };
  };
}
