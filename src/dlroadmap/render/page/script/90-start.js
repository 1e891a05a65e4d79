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

/**
 * Lay out all of the list, which makes it known to screen readers, a category at a time.
 *
 * @param {Element[]} categories
 */
function layOut([category, ...rest]) {
  if (!category) return;
  category.classList.add('ready');
  whenIdle(() => layOut(rest));
}

if (!list.classList.contains('long')) {
  addEventListener('load', () => layOut([...list.querySelectorAll('.category')]));
}

/* The browser scrolls to the article that the address names when the page has loaded. */
addEventListener('load', () => {
  const item = itemsById.get(view.item);
  if (item) requestAnimationFrame(() => arriveAt(item));
});
