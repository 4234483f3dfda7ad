/** Make an element; `text` becomes its text, everything else an attribute.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | undefined>} [attributes]
 * @param {(Node | string)[]} [children] */
export function element(tag, { text, ...attributes } = {}, children = []) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = String(text);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

let count = 0;

/** Return an id that no other element of the page has, for a label's `for`. */
export function freshId() {
  count += 1;
  return `demo-${count}-${Math.random().toString(36).slice(2, 8)}`;
}

/** Keep so many elements in a place, and return them.
 * @type {(place: HTMLElement, count: number, make?: (nth: number) => HTMLElement) => HTMLElement[]} */
export function keep(place, count, make = () => element("span")) {
  while (place.childElementCount > count) place.lastElementChild?.remove();
  while (place.childElementCount < count) place.append(make(place.childElementCount));
  return /** @type {HTMLElement[]} */ ([...place.children]);
}

/** Change a text only where it differs: what is selected stays selected, what is read goes on.
 * @type {(place: HTMLElement, text: string) => void} */
export function setText(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** @type {WeakMap<HTMLElement, Record<string, string>>} */
const styles = new WeakMap();

/** Change a style only where it differs: asking the browser would cost as much as setting it.
 * @type {(place: HTMLElement, property: string, value: string) => void} */
export function setStyle(place, property, value) {
  const known = styles.get(place) ?? {};
  if (known[property] === value) return;
  known[property] = value;
  styles.set(place, known);
  place.style.setProperty(property, value);
}

/** @type {(canvas: HTMLCanvasElement) => CanvasRenderingContext2D} */
export function penOf(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}
