/*
 * Start: everything is read and tied together once, then the address is followed.
 */

nameMarks();
startTools();
startLooking();
startOpening();
startWalking();
startKeys();
followAddress();

/* The browser scrolls to the article that the address names when the page has loaded. */
addEventListener('load', () => {
  const item = itemsById.get(view.item);
  if (item) requestAnimationFrame(() => arriveAt(item));
});
