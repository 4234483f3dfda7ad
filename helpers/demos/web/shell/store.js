/** The state of a demonstration: what its controls say, by the names of Python's arguments. */

/** @typedef {any} State values by name; each demonstration says which */
/**
 * @typedef {object} Store
 * @property {State} state
 * @property {(changes: State) => void} set
 * @property {() => void} end
 */

/**
 * Make the store of one view; views of the same model stay in step.
 *
 * What the user does counts at once. The model gets a copy, so that a page which is loaded again
 * shows what was left. `moves` counts the changes: where the kernel, back after a lost connection,
 * tells of an older state, it gets the present one.
 *
 * @param {import("@anywidget/types").AnyModel} model
 * @param {() => void} changed called after every change
 * @returns {Store}
 */
export function createStore(model, changed) {
  /** @type {State} */
  let state = model.get("state");
  let moves = model.get("moves");
  function send() {
    model.set("state", state);
    model.set("moves", moves);
    model.save_changes();
  }
  function received() {
    const theirs = model.get("moves");
    if (theirs < moves) return send();
    if (theirs === moves) return;
    state = model.get("state");
    moves = theirs;
    changed();
  }
  model.on("change:moves", received);
  return {
    get state() {
      return state;
    },
    set(changes) {
      state = { ...state, ...changes };
      moves += 1;
      changed();
      send();
    },
    end: () => model.off("change:moves", received),
  };
}
