/*
 * What the page shows, as its address says it, so that a link leads to it.
 */

/**
 * @typedef {object} View
 * @property {string} item The id of the item that is open.
 * @property {string} search
 * @property {string} state
 * @property {string} kind
 * @property {string} priority
 * @property {string} view “titles” for marks with their titles.
 */

const FIELDS = /** @type {const} */ (['item', 'search', 'state', 'kind', 'priority', 'view']);

/** @type {View} What is shown now. */
const view = { item: '', search: '', state: '', kind: '', priority: '', view: '' };

/**
 * What the address asks for; nothing where it names another part of the page.
 *
 * @returns {View | undefined}
 */
function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  if (location.hash.length > 1 && !FIELDS.some((field) => asked.has(field))) return undefined;
  const fields = FIELDS.map((field) => [field, asked.get(field) ?? '']);
  return /** @type {View} */ (Object.fromEntries(fields));
}

/** The address of what is shown. */
function address() {
  const shown = FIELDS.filter((field) => view[field]).map((field) => {
    const value = encodeURIComponent(view[field]).replaceAll('%2F', '/');
    return `${field}=${value}`;
  });
  return shown.length ? `#${shown.join('&')}` : location.pathname + location.search;
}

/** Let Back return to what was shown before. */
function rememberView() {
  history.pushState(null, '', address());
}

/** Let the address say what is shown, without a step for Back. */
function replaceView() {
  history.replaceState(null, '', address());
}
