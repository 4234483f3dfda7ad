/** Questions to Python, for what the page cannot answer itself; asked again until answered. */

/** @typedef {{ answer?: string, silent: boolean }} Asked Python's answer, if there is one */
/** @typedef {ReturnType<typeof createQuestions>} Questions */

/**
 * Milliseconds until a question is asked again; Python starts TensorFlow for its first answer. Each
 * time it takes twice as long, up to the most: a slow line must not be filled with photographs.
 */
const [AGAIN, MOST] = [3000, 24_000];

/** Make what asks the Python side of a model; only the latest question matters.
 * @param {AnyModel} model
 * @param {() => void} changed called when there is an answer, or when it fails to come */
export function createQuestions(model, changed) {
  /** @type {{ key: string, content: any, buffers: any[] } | null} what is asked now */
  let question = null;
  let answer = /** @type {string | undefined} */ (undefined);
  let silent = false;
  let waiting = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let pause = AGAIN;

  function send() {
    waiting = true;
    try {
      model.send({ ask: question?.key, ...question?.content }, undefined, question?.buffers);
    } catch {
      silent = true; // there is no kernel any more
    }
  }
  function again() {
    if (!question || answer !== undefined) return;
    silent = true;
    send();
    pause = Math.min(2 * pause, MOST);
    timer = setTimeout(again, pause);
    changed();
  }
  /** @param {any} message */
  function received(message) {
    waiting = false;
    silent = false;
    if (!question || answer !== undefined) return;
    if (message.ask === question.key) {
      answer = message.answer;
      changed();
    } else send(); // that was about an earlier state
  }
  model.on("msg:custom", received);
  return {
    /** Return Python's answer, as far as there is one.
     * @param {Record<string, any>} content
     * @param {(ArrayBuffer | Blob)[]} [buffers] files where the page itself answers
     * @returns {Asked} */
    ask(content, buffers = []) {
      const key = JSON.stringify(content);
      if (question?.key !== key) {
        question = { key, content, buffers };
        answer = undefined;
        pause = AGAIN;
        clearTimeout(timer);
        timer = setTimeout(again, pause);
        if (!waiting) send();
      }
      return { answer, silent };
    },
    /** Forget the question. */
    drop() {
      question = null;
      waiting = false;
      silent = false;
    },
    end() {
      clearTimeout(timer);
      model.off("msg:custom", received);
    },
  };
}
