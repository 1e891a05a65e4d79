/*
 * Looking at a mark, by the pointer or by the focus: its lines and its card, only so long.
 *
 * While nothing is looked at, the item that is open has its lines. Its panel says what a card would.
 */

/** @type {HTMLAnchorElement | null} */
let pointed = null;

/** @type {HTMLAnchorElement | null} */
let looked = null;

let drawing = 0;

/** The mark that has the focus where the focus is shown. */
function focusedMark() {
  return /** @type {HTMLAnchorElement | null} */ (map.querySelector('.area a:focus-visible'));
}

/** The mark of the item that is open. */
function openMark() {
  return /** @type {HTMLAnchorElement | null} */ (map.querySelector('[aria-current]'));
}

/**
 * Show the lines and the card of the mark that is looked at, with the next picture.
 *
 * Many events between two pictures cost no more than one.
 */
function look() {
  if (!drawing) drawing = requestAnimationFrame(drawLook);
}

function drawLook() {
  drawing = 0;
  lookAway();
  looked = [pointed, focusedMark(), openMark()].find((mark) => mark && isHit(mark)) ?? null;
  if (!looked) return;
  looked.classList.add('looked');
  looked.setAttribute('aria-describedby', relationsOnCard.id);
  drawLines(looked);
  if (looked.ariaCurrent !== 'true') showCard(looked);
}

/** Take the lines and the card away until something else is looked at. */
function lookAway() {
  card.hidden = true;
  if (!looked) return;
  looked.classList.remove('looked');
  looked.removeAttribute('aria-describedby');
  looked = null;
  eraseLines();
}

function startLooking() {
  document.body.append(card);
  map.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    const mark = markAt(event.target);
    if (mark === pointed) return;
    pointed = mark;
    look();
  });
  map.addEventListener('pointerleave', () => {
    if (!pointed) return;
    pointed = null;
    look();
  });
  map.addEventListener('focusin', look);
  map.addEventListener('focusout', look);
  new ResizeObserver(look).observe(map);
}

/**
 * The mark that something on the map belongs to.
 *
 * @param {EventTarget | null} target
 */
function markAt(target) {
  const link = target instanceof Element ? target.closest('a') : null;
  return link && itemsByMark.has(link) ? link : null;
}
