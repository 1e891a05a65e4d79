/*
 * Keys that work anywhere on the page.
 */

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

/** Escape undoes the nearest thing: the search where one searches, the panel, the card, the search. */
function stepOut() {
  const active = document.activeElement;
  if (tools.contains(active) && isSearching()) {
    clearSearch();
    query.focus();
  } else if (active === query) {
    query.blur();
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

function startKeys() {
  helpButton.addEventListener('click', showHelp);
  help.addEventListener('click', (event) => {
    if (event.target === help) help.close();
  });
  document.addEventListener('keydown', (event) => {
    if (help.open || event.defaultPrevented || event.isComposing || withModifier(event)) return;
    if (event.key === 'Escape') {
      stepOut();
    } else if (isTyping(event.target) || !singleKeys.checked) {
      return;
    } else if (event.key === '/') {
      event.preventDefault();
      query.focus();
      query.select();
    } else if (event.key === '?') {
      event.preventDefault();
      showHelp();
    }
  });
}
