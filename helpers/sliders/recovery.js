// Runs in the page for a demonstration and lets its controls outlive a lost connection.
//
// When a connection is back, what was sent or answered shortly before and after is lost, and
// JupyterLab sets every control as the kernel has it. The controls are then set once more as the
// user left them, and the kernel is asked for what they show.
function initialize({ model }) {
  const manager = model.widget_manager;
  const session = manager.context?.sessionContext;
  if (!session) return undefined; // not JupyterLab
  let connection = new AbortController();
  const left = new Map(); // what the kernel may not know yet, by control
  const models = async (name) => {
    const all = await Promise.all(model.get(name).map((id) => manager.get_model(id)));
    return all.filter((each) => each.comm_live); // a new kernel knows none of them
  };
  const moved = (control) => {
    // While the kernel sets a state, that is locked; what is linked to it moves too.
    const kernel = [...left.keys()].some((each) => each._state_lock);
    if (!kernel) Object.assign(left.get(control), control.changedAttributes());
  };
  const changed = async (_, status) => {
    connection.abort();
    connection = new AbortController();
    if (status !== "connected") return;
    const { signal } = connection;
    const controls = await models("operated");
    for (const control of controls) {
      if (!left.has(control)) control.on("change", moved);
      const waiting = control._pending_msgs > 0 ? unanswered(control) : {};
      left.set(control, { ...waiting, ...left.get(control) });
    }
    await restored(manager, signal);
    if (signal.aborted) return; // lost again; what is left stays for the next time
    await Promise.all(controls.map((control) => settled(control, signal)));
    if (signal.aborted) return;
    const values = [...left];
    left.clear();
    for (const [control] of values) control.off("change", moved);
    for (const [control, value] of values) leave(control, value);
    for (const shown of await models("shown")) {
      shown.comm.send({ method: "request_state" }, {}, {}, []);
    }
  };
  session.connectionStatusChanged.connect(changed);
  return () => {
    connection.abort();
    session.connectionStatusChanged.disconnect(changed);
  };
}

// Sets a control and tells the kernel, also of what the control shows already.
function leave(control, value) {
  const changes = control.changedAttributes(value) || {};
  control.set(value);
  control.save_changes();
  const same = Object.entries(value).filter(([name]) => !(name in changes));
  control.save(Object.fromEntries(same), { patch: true });
}

// What a control has sent or wants to send, as it is now.
function unanswered(control) {
  const sent = control._expectedEchoMsgIds; // ipywidgets 7 has a plain object
  const names = [...(sent.keys?.() ?? Object.keys(sent)), ...Object.keys(control._msg_buffer ?? {})];
  return Object.fromEntries(names.map((name) => [name, control.get(name)]));
}

// Resolves when JupyterLab has asked the kernel how things stand, or at the signal. After four
// seconds without an answer it sets no control any more; when its next answer is lost too, on a bad
// line, it never says that it is done.
function restored(manager, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(patience);
      manager.restored.disconnect(done);
      resolve();
    };
    const patience = setTimeout(done, 5000);
    manager.restored.connect(done);
    signal.addEventListener("abort", done);
  });
}

// A control sends its next value only when the kernel has answered the last one; if that answer got
// lost, it would move, and nothing else, for ever. The kernel answers in order: once it has answered
// what was asked later, an answer is not late but lost.
async function settled(control, signal) {
  if (!(control._pending_msgs > 0)) return;
  let answered = false;
  control._handle_status = function handle(message) {
    answered ||= message.content.execution_state === "idle";
    Object.getPrototypeOf(this)._handle_status.call(this, message);
  };
  // Twice: the kernel may take the first question before it has said that it is done.
  for (let asked = 0; asked < 2; asked += 1) await question(control, signal);
  delete control._handle_status;
  if (answered || signal.aborted) return;
  control._pending_msgs = 0;
  control._msg_buffer = null;
}

// Resolves when the kernel has answered a message that asks for nothing, or at the signal.
function question(control, signal) {
  return new Promise((resolve) => {
    signal.addEventListener("abort", resolve);
    if (signal.aborted) return resolve();
    const status = ({ content }) => content.execution_state === "idle" && resolve();
    control.send({}, { iopub: { status } }, []);
  });
}

export default { initialize };
