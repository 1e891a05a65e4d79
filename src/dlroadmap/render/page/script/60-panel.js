/*
 * The panel: one item with all that the list says of it, what requires it, the path to it, and
 * the commands for it.
 */

/** The commands that make sense in each state; `dlr show` always does. */
const COMMANDS = new Map([
  ['ready', ['start', 'tick']],
  ['doing', ['tick', 'untick']],
  ['blocked', ['path', 'tick']],
  ['done', ['untick']],
  ['inferred', ['tick', 'untick']],
  ['skipped', ['untick']],
]);

/** So many steps are shown without being asked for. */
const UNFOLDED = 12;

/** The states in which nothing is left to do. */
const SETTLED = new Set(['done', 'inferred', 'skipped', 'assumed']);

/**
 * A link to an item.
 *
 * @param {Item} item
 */
function linkTo(item) {
  const link = make('a', item.state, make('span', 'title', item.title));
  link.href = `#item=${encodeURIComponent(item.id).replaceAll('%2F', '/')}`;
  return link;
}

/**
 * Fill the panel with an item.
 *
 * @param {Item} item
 */
function fillPanel(item) {
  const heading = make('h2', '', item.title);
  heading.tabIndex = -1;
  const close = make('button', 'close', '×');
  close.type = 'button';
  close.ariaLabel = 'Close';
  panel.replaceChildren(
    make('header', item.state, heading, close),
    ...contentOf(item, [pathSection(item), commandsSection(item)]),
    followersSection(item),
  );
  panel.scrollTop = 0;
}

/**
 * What the list says of an item, with other parts before its details.
 *
 * @param {Item} item
 * @param {(Node | string)[]} parts
 */
function contentOf(item, parts) {
  const copy = /** @type {HTMLElement} */ (item.article.cloneNode(true));
  copy.querySelector('h5')?.remove();
  for (const link of copy.querySelectorAll('a')) {
    const other = itemOf(link);
    if (other) link.after(` (${stateNote(other)})`);
  }
  const details = copy.querySelector('dl');
  if (details) details.before(...parts);
  else copy.append(...parts);
  return copy.childNodes;
}

/**
 * What requires an item, and why.
 *
 * @param {Item} item
 */
function followersSection(item) {
  const { followers } = relationsOf(item);
  if (!followers.length) return '';
  const each = followers.map((relation) => {
    const reason = reasonOf(relation);
    const note = ` (${stateNote(relation.item)})`;
    return make('li', '', linkTo(relation.item), note, reason && `: ${reason}`);
  });
  return make('section', 'followers', make('h3', '', 'Required by'), make('ul', '', ...each));
}

/**
 * What is left to do up to an item, in order.
 *
 * @param {Item} item
 */
function pathSection(item) {
  const path = pathTo(item);
  if (!path.length) return SETTLED.has(item.state) ? '' : farSection(item);
  if (path.length === 1) return '';
  const steps = path.map((step) => {
    const effort = step.hours ? make('small', '', hoursInWords(step.hours)) : '';
    return make('li', '', linkTo(step), ' ', effort);
  });
  return make(
    'section',
    'path',
    make('h3', '', 'Path to here'),
    make('p', '', `${inWords(path.length)} items, ${effortOf(path)}`),
    foldLong(path.length, 'Show all steps', make('ol', '', ...steps)),
  );
}

/**
 * A long list, folded away until somebody asks for it; a short one as it is.
 *
 * @param {number} length
 * @param {string} title
 * @param {HTMLElement} list
 */
function foldLong(length, title, list) {
  return length > UNFOLDED ? make('details', '', make('summary', '', title), list) : list;
}

/**
 * How to see a path that the page leaves out for its length.
 *
 * @param {Item} item
 */
function farSection(item) {
  const line = `dlr path ${item.key}`;
  const said = make('p', '', 'Too long to show here. To list it: ', make('code', '', line));
  return make('section', 'path', make('h3', '', 'Path to here'), said);
}

/**
 * The hours to reckon with for some items, and for how many of them they are guessed.
 *
 * @param {Item[]} path
 */
function effortOf(path) {
  const hours = hoursInWords(path.reduce((sum, step) => sum + step.needs, 0));
  const guessed = path.filter((step) => !step.hours).length;
  if (!guessed) return hours;
  if (guessed < path.length) {
    return `about ${hours} (guessed for ${inWords(guessed)} of ${inWords(path.length)} items)`;
  }
  return `about ${hours} (${guessed > 1 ? 'guessed for all of them' : 'guessed'})`;
}

/**
 * The commands for an item, to copy.
 *
 * @param {Item} item
 */
function commandsSection(item) {
  const commands = [...(COMMANDS.get(item.state) ?? []), 'show'].map((command) => {
    const line = `dlr ${command} ${item.key}`;
    return make('li', '', make('code', '', line), ' ', copyButton(line));
  });
  return make('section', 'commands', make('h3', '', 'Commands'), make('ul', '', ...commands));
}
