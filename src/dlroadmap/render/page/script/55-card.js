/*
 * The card beside a mark that one looks at: what it is, what it needs, and what needs it.
 */

/** So many prerequisites and followers stand on the card. */
const MENTIONED = 3;

/** The space between a mark and its card, and the edge of the window, in pixels. */
const GAP = 8;

const card = make('div');
card.id = 'card';
card.role = 'tooltip';
card.hidden = true;

/** The part that describes a mark to screen readers; the rest is in its name. */
const relationsOnCard = make('div');
relationsOnCard.id = 'card-relations';

/**
 * Show the card of a mark.
 *
 * @param {HTMLAnchorElement} mark
 */
function showCard(mark) {
  const item = itemsByMark.get(mark);
  if (!item) return;
  const { prerequisites, followers } = relationsOf(item);
  card.replaceChildren(
    make('strong', '', item.title),
    make('p', 'facts', item.brief),
    relationsOnCard,
  );
  relationsOnCard.replaceChildren(
    mention('before', 'Prerequisites', prerequisites),
    mention('after', 'Required by', followers),
  );
  card.hidden = false;
  placeCard(mark);
}

/**
 * The first few relations of one kind with their reasons, and how many more there are.
 *
 * @param {Role} role
 * @param {string} title
 * @param {Relation[]} others
 */
function mention(role, title, others) {
  if (!others.length) return '';
  const some = others.slice(0, MENTIONED).map((relation) => {
    const reason = reasonOf(relation);
    const name = make('span', 'title', relation.item.title);
    return make('dd', '', name, ` (${stateNote(relation.item)})`, reason && `: ${reason}`);
  });
  const more = others.length - some.length;
  if (more) some.push(make('dd', '', `and ${inWords(more)} more`));
  return make('dl', role, make('dt', '', title), ...some);
}

/**
 * Put the card beside the area of its mark, so that it hides no neighbor; where there is no room,
 * below the mark or above it.
 *
 * @param {HTMLAnchorElement} mark
 */
function placeCard(mark) {
  const at = mark.getBoundingClientRect();
  const area = areaOf(mark).getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const right = area.right + GAP;
  const left = area.left - GAP - width;
  const beside = right + width <= clientWidth ? right : left >= 0 ? left : undefined;
  const below = at.bottom + GAP;
  const fits = below + height <= clientHeight || at.top < clientHeight - at.bottom;
  const top = beside !== undefined ? at.top : fits ? below : at.top - GAP - height;
  const within = (/** @type {number} */ place, /** @type {number} */ room) =>
    Math.max(GAP, Math.min(place, room - GAP));
  card.style.top = `${within(top, clientHeight - height)}px`;
  card.style.left = `${within(beside ?? at.left, clientWidth - width)}px`;
}
