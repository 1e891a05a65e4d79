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
 * @param {Relation[]} relations
 */
function mention(role, title, relations) {
  if (!relations.length) return '';
  const some = relations.slice(0, MENTIONED).map((relation) => {
    const reason = reasonOf(relation);
    const name = make('span', 'title', relation.item.title);
    return make('dd', relation.item.state, name, reason && `: ${reason}`);
  });
  const more = relations.length - some.length;
  if (more) some.push(make('dd', 'more', `and ${inWords(more)} more`));
  return make('dl', role, make('dt', '', title), ...some);
}

/**
 * Put the card below its mark, or above it where there is more room.
 *
 * @param {HTMLAnchorElement} mark
 */
function placeCard(mark) {
  const at = mark.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const page = document.documentElement;
  const below = at.bottom + GAP;
  const fits = below + height <= page.clientHeight || at.top < page.clientHeight - at.bottom;
  const top = fits ? below : at.top - GAP - height;
  const left = Math.max(GAP, Math.min(at.left, page.clientWidth - width - GAP));
  card.style.top = `${top + scrollY}px`;
  card.style.left = `${left + scrollX}px`;
}
