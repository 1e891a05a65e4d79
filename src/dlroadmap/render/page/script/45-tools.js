/*
 * The search and the filters above the map: what they show as one types.
 */

/** So many of the best matches are listed. */
const LISTED = 20;

/** So long after the last key the count is spoken and the address written, in milliseconds. */
const PAUSE = 250;

/** @type {Set<Item>} */
let hits = new Set();

/** The list of matches of the last search: its elements that show what matches. */
/** @type {Set<Element>} */
let shownHits = new Set();

/** @type {number | undefined} */
let pause;

/** Whether anything is searched for or filtered by. */
function isSearching() {
  return Boolean(view.search.trim() || view.state || view.kind || view.priority);
}

/**
 * Whether arrows stop at a mark: every one does unless something is searched for.
 *
 * @param {HTMLAnchorElement} mark
 */
function isHit(mark) {
  const item = itemsByMark.get(mark);
  return !isSearching() || (item !== undefined && hits.has(item));
}

/** Show what matches, as the fields ask for it, at once; say it after a pause. */
function search() {
  view.search = query.value;
  view.state = filters.state.value;
  view.kind = filters.kind.value;
  view.priority = filters.priority.value;
  showMatches();
  clearTimeout(pause);
  pause = setTimeout(() => {
    sayMatches();
    replaceView();
  }, PAUSE);
}

/** Show on the map, in the list and among the results what matches. */
function showMatches() {
  const searching = isSearching();
  const best = searching ? matchesOf(view) : [];
  hits = new Set(best);
  markHits(best);
  map.classList.toggle('searching', searching);
  list.classList.toggle('searching', searching);
  clearButton.hidden = !searching;
  results.replaceChildren(...best.slice(0, LISTED).map(resultOf));
  results.hidden = !view.search.trim() || !best.length;
  keepTabStop();
}

/**
 * Give the class `hit` to marks and articles that match, and to the sections around these.
 *
 * Only what changes is touched: of ten thousand, that is most of the time.
 *
 * @param {Item[]} best
 */
function markHits(best) {
  /** @type {Set<Element>} */
  const wanted = new Set();
  for (const item of best) {
    wanted.add(item.article);
    for (const mark of item.marks) wanted.add(mark);
    let section = item.article.parentElement;
    while (section && section !== list && !wanted.has(section)) {
      wanted.add(section);
      section = section.parentElement;
    }
  }
  for (const element of shownHits) if (!wanted.has(element)) element.classList.remove('hit');
  for (const element of wanted) if (!shownHits.has(element)) element.classList.add('hit');
  shownHits = wanted;
}

/** Say how many items match. */
function sayMatches() {
  const [count, all] = [hits.size, items.length].map(inWords);
  const match = hits.size === 1 ? 'matches' : 'match';
  found.textContent = isSearching() ? `${count} of ${all} items ${match}` : '';
}

/**
 * A match in the list of results.
 *
 * @param {Item} item
 */
function resultOf(item) {
  const link = linkTo(item);
  link.append(' ', make('small', '', `${stateInWords(item)}, ${item.place}`));
  return make('li', '', link);
}

/** Empty the search and all filters. */
function clearSearch() {
  query.value = '';
  for (const filter of Object.values(filters)) filter.value = '';
  search();
}

/** Let the fields say what the view does, as after a link or Back. */
function fillFields() {
  query.value = view.search;
  for (const field of /** @type {const} */ (['state', 'kind', 'priority'])) {
    const filter = filters[field];
    filter.value = view[field];
    if (filter.selectedIndex < 0) filter.value = '';
    view[field] = filter.value;
  }
  showMatches();
  sayMatches();
}

/**
 * Show marks with their titles, or marks only.
 *
 * @param {boolean} titles
 */
function showTitles(titles) {
  view.view = titles ? 'titles' : '';
  map.classList.toggle('compact', !titles);
  densityButton.ariaPressed = String(titles);
}

/**
 * Move through the query and the results by arrows, and open the first by Enter.
 *
 * @param {KeyboardEvent} event
 */
function walkResults(event) {
  const links = results.hidden ? [] : [...results.querySelectorAll('a')];
  const here = links.findIndex((link) => link === event.target);
  if (event.key === 'Enter' && event.target === query) {
    event.preventDefault();
    links[0]?.click();
  } else if (event.key === 'ArrowDown' && (here >= 0 || event.target === query)) {
    event.preventDefault();
    links[here + 1]?.focus();
  } else if (event.key === 'ArrowUp' && here >= 0) {
    event.preventDefault();
    (links[here - 1] ?? query).focus();
  }
}

function startTools() {
  tools.hidden = false;
  query.addEventListener('input', search);
  query.addEventListener('focus', () => {
    results.hidden = !view.search.trim() || !results.firstChild;
  });
  for (const filter of Object.values(filters)) filter.addEventListener('change', search);
  tools.addEventListener('keydown', walkResults);
  tools.addEventListener('submit', (event) => event.preventDefault());
  clearButton.addEventListener('click', () => {
    clearSearch();
    query.focus();
  });
  densityButton.addEventListener('click', () => {
    showTitles(!view.view);
    replaceView();
  });
}
