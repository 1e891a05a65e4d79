/*
 * Arrows on the map: from mark to mark as they stand, with one stop for Tab in all.
 *
 * What is next is read from where marks stand, so that it is the same for titles and for marks
 * only.
 */

/** @typedef {{ mark: HTMLAnchorElement, box: DOMRect }} Spot */

/** @type {HTMLAnchorElement | undefined} The mark that Tab stops at. */
let tabStop;

/**
 * Let Tab stop at this mark.
 *
 * @param {HTMLAnchorElement} mark
 */
function setTabStop(mark) {
  if (tabStop) tabStop.tabIndex = -1;
  tabStop = mark;
  mark.tabIndex = 0;
}

/** Let Tab stop at a mark that matches, if there is one. */
function keepTabStop() {
  if (tabStop && isHit(tabStop)) return;
  const hit = marks.find(isHit);
  if (hit) setTabStop(hit);
}

/** @type {Record<string, (mark: HTMLAnchorElement) => HTMLAnchorElement | undefined>} */
const STEPS = {
  ArrowUp: (mark) => stepAlongColumn(mark, -1),
  ArrowDown: (mark) => stepAlongColumn(mark, 1),
  ArrowLeft: (mark) => stepAlongRow(mark, -1),
  ArrowRight: (mark) => stepAlongRow(mark, 1),
  Home: (mark) => spotsIn(areaOf(mark))[0]?.mark,
  End: (mark) => spotsIn(areaOf(mark)).at(-1)?.mark,
};

/**
 * The mark above or below: in the area, or else in the next area of the same column.
 *
 * @param {HTMLAnchorElement} mark
 * @param {1 | -1} way
 */
function stepAlongColumn(mark, way) {
  const here = mark.getBoundingClientRect();
  const area = areaOf(mark);
  const distance = (/** @type {DOMRect} */ box) => way * (middle(box) - middle(here));
  const beyond = spotsIn(area).filter(({ box }) => distance(box) > here.height / 2);
  if (beyond.length) return nearestInRow(beyond, here, distance);
  const column = area.getBoundingClientRect();
  const areas = areasWithSpots().filter(
    ({ box }) =>
      way * (middle(box) - middle(column)) > 0 &&
      box.left < column.right &&
      box.right > column.left,
  );
  const next = least(areas, ({ box }) => way * middle(box));
  return next && nearestInRow(spotsIn(next.area), here, distance);
}

/**
 * The mark to the left or right: in its row, or else the nearest one in the next column.
 *
 * @param {HTMLAnchorElement} mark
 * @param {1 | -1} way
 */
function stepAlongRow(mark, way) {
  const here = mark.getBoundingClientRect();
  const area = areaOf(mark);
  const distance = (/** @type {DOMRect} */ box) => way * (box.left - here.left);
  const sameRow = spotsIn(area).filter(
    ({ box }) => distance(box) > 0 && Math.abs(middle(box) - middle(here)) <= here.height / 2,
  );
  if (sameRow.length) return least(sameRow, ({ box }) => distance(box))?.mark;
  const column = area.getBoundingClientRect();
  const beside = areasWithSpots().filter(({ box }) => way * (box.left - column.left) > 1);
  const level = area.closest('.level');
  const inLevel = beside.filter((other) => level?.contains(other.area));
  const near = inLevel.length ? inLevel : beside;
  const edge = least(near, ({ box }) => way * box.left)?.box.left ?? 0;
  const spots = near
    .filter(({ box }) => Math.abs(box.left - edge) <= 1)
    .flatMap((other) => spotsIn(other.area));
  return least(
    spots,
    ({ box }) => Math.abs(middle(box) - middle(here)) * 1000 + Math.abs(box.left - here.left),
  )?.mark;
}

/**
 * Of the nearest row, the mark that is nearest to a column.
 *
 * @param {Spot[]} spots
 * @param {DOMRect} here
 * @param {(box: DOMRect) => number} distance
 */
function nearestInRow(spots, here, distance) {
  const row = Math.min(...spots.map(({ box }) => distance(box)));
  const inRow = spots.filter(({ box }) => distance(box) - row <= here.height / 2);
  return least(inRow, ({ box }) => Math.abs(box.left - here.left))?.mark;
}

/**
 * The areas that have marks to stop at, and where they stand.
 */
function areasWithSpots() {
  return [...map.querySelectorAll('.area')]
    .filter((area) => marksIn(area).some(isHit))
    .map((area) => ({ area, box: area.getBoundingClientRect() }));
}

/**
 * The marks of an area to stop at, and where they stand.
 *
 * @param {Element} area
 * @returns {Spot[]}
 */
function spotsIn(area) {
  return marksIn(area)
    .filter(isHit)
    .map((mark) => ({ mark, box: mark.getBoundingClientRect() }));
}

/**
 * @param {Element} area
 */
function marksIn(area) {
  return /** @type {HTMLAnchorElement[]} */ ([...area.querySelectorAll('li > a')]);
}

/**
 * @param {HTMLAnchorElement} mark
 */
function areaOf(mark) {
  return mark.closest('.area') ?? map;
}

/**
 * @param {DOMRect} box
 */
function middle(box) {
  return box.top + box.height / 2;
}

/**
 * What has the least measure, the first of equals; nothing of nothing.
 *
 * @template T
 * @param {T[]} all
 * @param {(one: T) => number} measure
 * @returns {T | undefined}
 */
function least(all, measure) {
  const measures = all.map(measure);
  return all[measures.indexOf(Math.min(...measures))];
}

function startWalking() {
  for (const mark of marks) mark.tabIndex = -1;
  const first = marks.find((mark) => mark.classList.contains('ready')) ?? marks[0];
  if (first) setTabStop(first);
  map.addEventListener('focusin', (event) => {
    const mark = markAt(event.target);
    if (mark) setTabStop(mark);
  });
  map.addEventListener('keydown', (event) => {
    const mark = markAt(event.target);
    if (!mark || !STEPS[event.key] || withModifier(event)) return;
    event.preventDefault();
    const next = STEPS[event.key](mark);
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
}
