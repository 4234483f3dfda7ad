/** The state of a demonstration as a line of Python that makes it again. */

/** Return the call of a function with those arguments that differ from the starting values.
 * @param {string} name of the function
 * @param {Record<string, any>} state @param {Record<string, any>} defaults */
export function pythonLine(name, state, defaults) {
  const given = Object.entries(state)
    .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key]))
    .map(([key, value]) => `${key}=${literal(value)}`);
  return `${name}(${given.join(", ")})`;
}

/** @param {any} value @returns {string} */
function literal(value) {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  return JSON.stringify(value);
}
