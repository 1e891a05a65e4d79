/*
 * Curves on the map from the prerequisites of an item to it, and from it to its followers.
 */

/** @typedef {'before' | 'after'} Role */

/** @type {HTMLAnchorElement[]} The marks that are highlighted as ends of lines. */
let ends = [];

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
  const origin = lines.getBoundingClientRect();
  const here = mark.getBoundingClientRect();
  /** @type {[Role, Relation[]][]} */
  const roles = [
    ['before', prerequisites],
    ['after', followers],
  ];
  /** @type {SVGPathElement[]} */
  const curves = [];
  for (const [role, relations] of roles) {
    for (const other of relations.flatMap((relation) => relation.item.marks.slice(0, 1))) {
      const there = other.getBoundingClientRect();
      const [from, to] = role === 'before' ? [there, here] : [here, there];
      curves.push(curve(from, to, origin, role));
      ends.push(other);
      other.classList.add(role);
    }
  }
  lines.append(...curves);
}

function eraseLines() {
  lines.replaceChildren();
  for (const end of ends) end.classList.remove('before', 'after');
  ends = [];
}

/**
 * A curve from the side of one mark to the side of another that faces it.
 *
 * Marks in one column are joined by a bow on their left, so that it does not cross their titles.
 *
 * @param {DOMRect} from
 * @param {DOMRect} to
 * @param {DOMRect} origin Where the drawing starts.
 * @param {Role} role
 */
function curve(from, to, origin, role) {
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
