/*
 * Curves on the map: from the prerequisites of an item to it, from it to its followers, and for the
 * item that is open all that leads to it.
 */

/** @typedef {'before' | 'after' | 'leading'} Role */

/** @typedef {{ from: HTMLAnchorElement, to: HTMLAnchorElement, role: Role }} Line */

/** @type {Line[]} The lines that are drawn now. */
let drawn = [];

/**
 * Draw the lines of a mark in place of those drawn before.
 *
 * @param {HTMLAnchorElement} mark
 */
function drawLines(mark) {
  eraseLines();
  const item = itemsByMark.get(mark);
  if (!item) return;
  const { prerequisites, followers } = relationsOf(item);
  drawn = [
    ...(mark.ariaCurrent === 'true' ? linesLeadingTo(item) : []),
    ...prerequisites.flatMap((other) => line(firstMark(other.item), mark, 'before')),
    ...followers.flatMap((other) => line(mark, firstMark(other.item), 'after')),
  ];
  const origin = lines.getBoundingClientRect();
  lines.append(...drawn.map((one) => curve(one, origin)));
  for (const { from, to, role } of drawn) (role === 'after' ? to : from).classList.add(role);
}

function eraseLines() {
  lines.replaceChildren();
  for (const { from, to, role } of drawn) (role === 'after' ? to : from).classList.remove(role);
  drawn = [];
}

/**
 * The lines between the items on the path to one, without those that end at itself.
 *
 * @param {Item} item
 */
function linesLeadingTo(item) {
  const path = new Set(pathTo(item));
  path.delete(item);
  return [...path].flatMap((after) =>
    relationsOf(after)
      .prerequisites.filter((before) => path.has(before.item))
      .flatMap((before) => line(firstMark(before.item), firstMark(after), 'leading')),
  );
}

/**
 * The line between two marks, if both are on the map.
 *
 * @param {HTMLAnchorElement | undefined} from
 * @param {HTMLAnchorElement | undefined} to
 * @param {Role} role
 * @returns {Line[]}
 */
function line(from, to, role) {
  return from && to ? [{ from, to, role }] : [];
}

/**
 * @param {Item} item
 * @returns {HTMLAnchorElement | undefined}
 */
function firstMark(item) {
  return item.marks[0];
}

/**
 * A curve from the side of one mark to the side of another that faces it.
 *
 * Marks in one column are joined by a bow on their left, so that it does not cross their titles.
 *
 * @param {Line} line
 * @param {DOMRect} origin Where the drawing starts.
 */
function curve({ from: fromMark, to: toMark, role }, origin) {
  const from = fromMark.getBoundingClientRect();
  const to = toMark.getBoundingClientRect();
  const fromY = from.top + from.height / 2 - origin.top;
  const toY = to.top + to.height / 2 - origin.top;
  let [fromX, toX] = [from.left, to.left];
  let [fromBend, toBend] = [-1, -1];
  if (to.left >= from.right) [fromX, fromBend] = [from.right, 1];
  else if (to.right <= from.left) [toX, toBend] = [to.right, 1];
  fromX -= origin.left;
  toX -= origin.left;
  const bend = Math.min(120, 16 + Math.abs(toX - fromX) / 2 + Math.abs(toY - fromY) / 8);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.classList.add(role);
  path.setAttribute(
    'd',
    `M${fromX},${fromY} C${fromX + fromBend * bend},${fromY} ${toX + toBend * bend},${toY} ${toX},${toY}`,
  );
  return path;
}
