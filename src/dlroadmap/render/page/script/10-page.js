'use strict';

/*
 * The parts of the page that the other scripts work on, and how elements are found and made.
 *
 * All scripts share one scope and run in the order of their names. Foreign text only ever goes
 * through textContent, so that it stays text.
 */

/**
 * The element with this id.
 *
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
function part(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} “${id}”.`);
  return element;
}

/**
 * A new element with a class and what it holds.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [classes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function make(tag, classes = '', ...children) {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  element.append(...children);
  return element;
}

/**
 * The text of an element without the line breaks of the source around it.
 *
 * @param {Element | null} element
 * @returns {string}
 */
function textOf(element) {
  return element?.textContent?.trim().replace(/\s+/g, ' ') ?? '';
}

/**
 * Do something when the browser has time; Safari does not tell, and does it soon.
 *
 * @param {() => unknown} action
 */
function whenIdle(action) {
  if ('requestIdleCallback' in window) requestIdleCallback(action);
  else setTimeout(action);
}

const map = part('map', HTMLElement);
const list = part('list', HTMLElement);
const lines = part('lines', SVGSVGElement);
const panel = part('panel', HTMLElement);
const tools = part('tools', HTMLElement);
const query = part('query', HTMLInputElement);
const found = part('found', HTMLElement);
const results = part('results', HTMLElement);
const clearButton = part('clear', HTMLButtonElement);
const densityButton = part('density', HTMLButtonElement);
const helpButton = part('help-button', HTMLButtonElement);
const help = part('help', HTMLDialogElement);
const singleKeys = part('single-keys', HTMLInputElement);

/** What is filtered by: a menu, and the field of an item that it is about. */
const filters = {
  state: part('state', HTMLSelectElement),
  kind: part('kind', HTMLSelectElement),
  priority: part('priority', HTMLSelectElement),
};
