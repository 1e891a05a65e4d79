/*
 * Start: everything is read and tied together once, then the address is followed.
 */

tieMarks();
nameMarks();
startTools();
startLooking();
startOpening();
startWalking();
startKeys();
followAddress();

/** So many categories of the list are laid out between two pictures. */
const LAID_OUT_AT_ONCE = 8;

/**
 * Lay out all of the list, which makes it known to screen readers, some categories at a time.
 *
 * @param {Element[]} categories
 */
function layOut(categories) {
  for (const category of categories.slice(0, LAID_OUT_AT_ONCE)) category.classList.add('ready');
  const rest = categories.slice(LAID_OUT_AT_ONCE);
  if (rest.length) whenIdle(() => layOut(rest));
}

if (!list.classList.contains('long')) {
  addEventListener('load', () => layOut([...list.querySelectorAll('.category')]));
}

/* The browser scrolls to the article that the address names when the page has loaded. */
addEventListener('load', () => {
  const item = itemsById.get(view.item);
  if (item) requestAnimationFrame(() => arriveAt(item));
});
