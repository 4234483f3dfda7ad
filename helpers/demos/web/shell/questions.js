/** Questions to Python, for what the page cannot answer itself; asked again until answered. */

/** Milliseconds until a question is asked again; Python starts TensorFlow for its first answer. */
const AGAIN = 3000;

/** @typedef {{ answer?: string, silent: boolean }} Asked */

/**
 * Make what asks the Python side of a model; only the latest question matters.
 *
 * @param {import("@anywidget/types").AnyModel} model
 * @param {() => void} changed called when there is an answer, or when it fails to come
 */
export function createQuestions(model, changed) {
  /** @type {{ key: string, content: any } | null} what is asked now */
  let question = null;
  let answer = /** @type {string | undefined} */ (undefined);
  let silent = false;
  let waiting = false;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;

  function send() {
    waiting = true;
    try {
      model.send({ ask: question?.key, ...question?.content });
    } catch {
      silent = true; // there is no kernel any more
    }
  }
  function again() {
    if (!question || answer !== undefined) {
      clearInterval(timer);
      timer = undefined;
      return;
    }
    silent = true;
    send();
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
    /**
     * Return Python's answer, as far as there is one.
     *
     * @param {Record<string, any>} content
     * @returns {Asked}
     */
    ask(content) {
      const key = JSON.stringify(content);
      if (question?.key !== key) {
        question = { key, content };
        answer = undefined;
        timer ??= setInterval(again, AGAIN);
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
      clearInterval(timer);
      model.off("msg:custom", received);
    },
  };
}

/** @typedef {ReturnType<typeof createQuestions>} Questions */
