/** The state of a demonstration: what its controls say, by the names of Python's arguments. */

/** @typedef {any} State values by name; each demonstration says which */
/** @template [Held=State]
 * @typedef {{ readonly state: Held, set: (changes: Partial<Held>) => void, end: () => void }} Store
 */

/** Make the store of one view; views of the same model stay in step.
 * What the user does counts at once. The model gets a copy, so that a page which is loaded again
 * shows what was left. `moves` counts the changes: where the kernel, back after a lost connection,
 * tells of an older state, it gets the present one.
 * @param {AnyModel} model @param {() => void} changed called after every change
 * @returns {Store} */
export function createStore(model, changed) {
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
