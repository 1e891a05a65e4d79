/*
 * The items, as the list and the marks of the map show them.
 *
 * The list is the data. Only what every item needs at once is read at the start; the rest when
 * somebody looks, so that ten thousand items cost little.
 */

class Item {
  /** @type {HTMLAnchorElement[]} One for each place on the map; none outside the curriculum. */
  marks = [];

  /**
   * @param {HTMLElement} article
   * @param {number} number Its place in the list, by which paths name it.
   */
  constructor(article, number) {
    this.article = article;
    this.number = number;
    this.id = article.id.slice('item='.length);
    // The browser would scroll to it whenever the address names it, away from the map.
    article.id = `entry=${this.id}`;
    [this.state = '', this.kind = '', this.priority = ''] = article.className.split(' ');
  }

  get title() {
    return textOf(this.article.querySelector('h5'));
  }

  /** The name that always means this item, whatever else is called alike. */
  get key() {
    return textOf(this.article.querySelector('.facts code'));
  }

  get hours() {
    return Number(this.article.querySelector('data')?.value ?? 0);
  }

  /** The hours to reckon with: an estimate where nobody has said them. */
  get needs() {
    return this.hours || Number(this.article.dataset.guess ?? 0);
  }

  /** The category and level that it is listed in. */
  get place() {
    const category = textOf(this.article.closest('.category')?.querySelector('h4') ?? null);
    const level = textOf(this.article.closest('.level')?.querySelector('h3') ?? null);
    return category ? `${category}, ${level}` : level;
  }

  /** The facts that every short description of it has: “Ready, 6 hours”. */
  get brief() {
    const state = stateInWords(this);
    return this.hours ? `${state}, ${hoursInWords(this.hours)}` : state;
  }
}

const items = Array.from(
  /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll('article')),
  (article, number) => new Item(article, number),
);

const itemsById = new Map(items.map((item) => [item.id, item]));

const marks = /** @type {HTMLAnchorElement[]} */ ([...map.querySelectorAll('.area li > a')]);

/** So many marks get their names between two pictures. */
const NAMED_AT_ONCE = 1000;

/** @type {Map<Element, Item>} */
const itemsByMark = new Map();

/**
 * The state of an item in the words of the list, where it stands before the first period.
 *
 * @param {Item} item
 */
function stateInWords(item) {
  return textOf(item.article.querySelector('.facts')).split('.', 1)[0];
}

/**
 * The state of an item as it is noted behind its title: “done”.
 *
 * @param {Item} item
 */
function stateNote(item) {
  return stateInWords(item).toLowerCase();
}

/**
 * “1 hour”, “1,200 hours”.
 *
 * @param {number} hours
 */
function hoursInWords(hours) {
  return hours === 1 ? '1 hour' : `${inWords(hours)} hours`;
}

/**
 * “1,200”, “2.5” or “0.25”: of small numbers two decimals, of others one.
 *
 * @param {number} number
 */
function inWords(number) {
  return number.toLocaleString('en-US', { maximumFractionDigits: number < 10 ? 2 : 1 });
}

/**
 * The item that a link into this page leads to; one to another page may end alike.
 *
 * @param {HTMLAnchorElement} link
 */
function itemOf(link) {
  const [name] = (link.getAttribute('href') ?? '').split('&', 1);
  return name.startsWith('#item=') ? itemsById.get(decode(name.slice('#item='.length))) : undefined;
}

/**
 * The item that an address names: by its id, its key, or an id that it had.
 *
 * @param {string} name
 */
function findItem(name) {
  const id = name.trim().toLowerCase();
  const named = (/** @type {Item} */ item) =>
    item.key === id || item.article.dataset.former?.split(' ').includes(id);
  return itemsById.get(id) ?? (id ? items.find(named) : undefined);
}

/**
 * A part of an address as it was before it was encoded; as it is where it never was.
 *
 * @param {string} text
 */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Tie the marks to their items. */
function tieMarks() {
  for (const mark of marks) {
    const item = itemOf(mark);
    if (!item) continue;
    item.marks.push(mark);
    itemsByMark.set(mark, item);
  }
}

/**
 * Give each mark a name for those who do not see where it stands, some at a time.
 *
 * @param {number} [from]
 */
function nameMarks(from = 0) {
  for (const mark of marks.slice(from, from + NAMED_AT_ONCE)) {
    const item = itemsByMark.get(mark);
    if (!item) continue;
    const goal = mark.classList.contains('goal') ? ', goal' : '';
    const step = mark.dataset.step ? `, step ${mark.dataset.step} to your goals` : '';
    mark.ariaLabel = `${item.title}, ${item.brief}${goal}${step}`;
  }
  if (from < marks.length) whenIdle(() => nameMarks(from + NAMED_AT_ONCE));
}
