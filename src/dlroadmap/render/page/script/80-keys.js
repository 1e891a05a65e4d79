/*
 * Keys that work anywhere on the page, and the dialog that lists all keys.
 */

/** @type {[string, string][]} */
const KEYS = [
  ['/', 'Search'],
  ['Enter', 'Open the item, or the first result'],
  ['← ↑ → ↓', 'Move between items on the map, or through the results'],
  ['Home, End', 'Go to the first or last item of the area'],
  ['Escape', 'Close the item, or clear the search'],
  ['?', 'Show these keys'],
];

/**
 * Whether a key belongs to the browser or the system.
 *
 * @param {KeyboardEvent} event
 */
function withModifier(event) {
  return event.ctrlKey || event.metaKey || event.altKey;
}

/**
 * Whether somebody is typing into something.
 *
 * @param {EventTarget | null} target
 */
function isTyping(target) {
  return target instanceof Element && target.matches('input, select, textarea, [contenteditable]');
}

/** Escape undoes the nearest thing: the search in its field, the panel, the card, the search. */
function stepOut() {
  const active = document.activeElement;
  if (tools.contains(active)) {
    clearSearch();
    if (active instanceof HTMLElement) active.blur();
  } else if (!panel.hidden) {
    closeItem();
  } else if (looked) {
    lookAway();
  } else if (isSearching()) {
    clearSearch();
  }
}

function showHelp() {
  if (!help.open) help.showModal();
}

/** Write the keys into the dialog, unless the page has done so. */
function fillHelp() {
  if (help.firstElementChild) return;
  const heading = make('h2', '', 'Keys');
  heading.id = 'help-heading';
  help.setAttribute('aria-labelledby', heading.id);
  const rows = KEYS.flatMap(([keys, effect]) => {
    const names = keys.split(/(, | )/).map((key) => (key.trim() && key !== ', ' ? make('kbd', '', key) : key));
    return [make('dt', '', ...names), make('dd', '', effect)];
  });
  const close = make('button', 'close', 'Close');
  close.type = 'button';
  help.append(heading, make('dl', '', ...rows), close);
}

function startKeys() {
  fillHelp();
  helpButton.addEventListener('click', showHelp);
  help.addEventListener('click', (event) => {
    const target = event.target;
    if (target === help || (target instanceof Element && target.closest('button'))) help.close();
  });
  document.addEventListener('keydown', (event) => {
    if (help.open || event.defaultPrevented || event.isComposing || withModifier(event)) return;
    if (event.key === 'Escape') {
      stepOut();
    } else if (event.key === '/' && !isTyping(event.target)) {
      event.preventDefault();
      query.focus();
      query.select();
    } else if (event.key === '?' && !isTyping(event.target)) {
      event.preventDefault();
      showHelp();
    }
  });
}
