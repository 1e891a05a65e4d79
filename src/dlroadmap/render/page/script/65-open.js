/*
 * Opening and closing an item: the panel, its mark, the address, and where the focus goes.
 */

const pageTitle = document.title;

/** So many letters of a name that leads nowhere are repeated. */
const READABLE = 60;

/** @type {HTMLElement | null} What had the focus before the panel opened. */
let returnTo = null;

/**
 * Open an item and let Back lead to what was shown before.
 *
 * @param {Item} item
 * @param {boolean} byPointer Whether a mark was clicked: then the focus stays on it.
 */
function openItem(item, byPointer) {
  const inList = list.contains(document.activeElement);
  const changes = readAddress()?.item !== item.id;
  if (pause) settle();
  view.item = item.id;
  if (changes) rememberView();
  showPanel(item);
  if (!byPointer) focusHeading();
  if (!inList) showMark(item);
}

/** Close the panel and return to where it was opened. */
function closeItem() {
  view.item = '';
  replaceView();
  hidePanel();
}

/**
 * Show the panel of an item.
 *
 * @param {Item} item
 */
function showPanel(item) {
  if (panel.hidden) returnTo = focusedElement();
  clearCurrent();
  for (const mark of item.marks) mark.ariaCurrent = 'true';
  if (item.marks[0]) setTabStop(item.marks[0]);
  fillPanel(item);
  document.title = `${item.title} – ${pageTitle}`;
  panel.hidden = false;
  results.hidden = true;
  look();
}

function hidePanel() {
  if (panel.hidden) return;
  const mark = openMark();
  clearCurrent();
  const inside = panel.contains(document.activeElement) || !focusedElement();
  panel.hidden = true;
  document.title = pageTitle;
  panel.replaceChildren();
  if (inside) (returnTo?.checkVisibility() ? returnTo : mark)?.focus();
  returnTo = null;
  look();
}

/** What has the focus; in the results, the query, as the results close. */
function focusedElement() {
  const element = document.activeElement;
  if (results.contains(element)) return query;
  return element instanceof HTMLElement && element !== document.body ? element : null;
}

function clearCurrent() {
  for (const mark of map.querySelectorAll('[aria-current]')) mark.removeAttribute('aria-current');
}

function focusHeading() {
  panel.querySelector('h2')?.focus({ preventScroll: true });
}

/**
 * Bring the mark of an item into view.
 *
 * @param {Item} item
 */
function showMark(item) {
  item.marks[0]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/**
 * A name from an address, as far as it can be read.
 *
 * @param {string} name
 */
function shorten(name) {
  const readable = name.replace(/\p{C}/gu, '');
  return readable.length > READABLE ? `${readable.slice(0, READABLE)}…` : readable;
}

/**
 * Bring an item that the address names into view, when the browser has gone to its article.
 *
 * @param {Item} item
 */
function arriveAt(item) {
  if (view.item !== item.id) return;
  focusHeading();
  showMark(item);
}

/** Show what the address asks for, at the start and after Back. */
function followAddress() {
  const asked = readAddress();
  if (!asked) {
    view.item = '';
    hidePanel();
    return;
  }
  Object.assign(view, asked);
  showTitles(view.view === 'titles');
  fillFields();
  const item = findItem(view.item);
  if (item) {
    view.item = item.id;
    showPanel(item);
    requestAnimationFrame(() => arriveAt(item));
  } else {
    hidePanel();
    if (view.item) found.textContent = `There is no item “${shorten(view.item)}” here.`;
    view.item = '';
  }
}

/**
 * Close the panel when keys lead out of it, where it would hide what they lead to.
 *
 * @param {FocusEvent} event
 */
function leaveSheet({ relatedTarget: to }) {
  if (!(to instanceof Element) || panel.contains(to) || !to.matches(':focus-visible')) return;
  if (!matchMedia('(max-width: 60rem)').matches) return;
  view.item = '';
  replaceView();
  hidePanel();
}

function startOpening() {
  document.addEventListener('click', (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const item = link && itemOf(link);
    if (!item) return;
    event.preventDefault();
    openItem(item, itemsByMark.has(link) && event.detail > 0);
  });
  panel.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('.close')) closeItem();
  });
  panel.addEventListener('focusout', leaveSheet);
  addEventListener('popstate', followAddress);
}
