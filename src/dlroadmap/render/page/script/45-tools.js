/*
 * The search and the filters above the map: what they show as one types.
 */

/** So many of the best matches are listed. */
const LISTED = 20;

/** So long after the last key the list follows, the count is said and the address written: ms. */
const PAUSE = 250;

/** @type {Set<Item>} */
let hits = new Set();

/** @type {Set<Element>} The marks that show what matches. */
let hitMarks = new Set();

/** @type {Set<Element>} The articles that do, and the sections around them. */
let hitArticles = new Set();

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

/** Show what matches, as the fields ask for it: on the map at once, in the list after a pause. */
function search() {
  view.search = query.value;
  view.state = filters.state.value;
  view.kind = filters.kind.value;
  view.priority = filters.priority.value;
  showMatches();
  clearTimeout(pause);
  pause = setTimeout(settle, PAUSE);
}

/** Let the list, the count and the address follow what is searched for. */
function settle() {
  clearTimeout(pause);
  pause = undefined;
  narrowList();
  sayMatches();
  replaceView();
}

/** Show on the map and among the results what matches. */
function showMatches() {
  const searching = isSearching();
  const best = searching ? matchesOf(view) : [];
  hits = new Set(best);
  hitMarks = moveHits(hitMarks, new Set(best.flatMap((item) => item.marks)));
  map.classList.toggle('searching', searching);
  clearButton.hidden = !searching;
  results.replaceChildren(...best.slice(0, LISTED).map(resultOf));
  results.hidden = !view.search.trim() || !best.length;
  keepTabStop();
  look();
}

/** Leave in the list what matches, with the sections around it. */
function narrowList() {
  /** @type {Set<Element>} */
  const wanted = new Set();
  for (const { article } of hits) {
    wanted.add(article);
    let section = article.parentElement;
    while (section && section !== list && !wanted.has(section)) {
      wanted.add(section);
      section = section.parentElement;
    }
  }
  hitArticles = moveHits(hitArticles, wanted);
  list.classList.toggle('searching', isSearching());
}

/**
 * Give the class `hit` to some elements in place of others, and return them.
 *
 * Only what changes is touched: of ten thousand, that is most of the time.
 *
 * @param {Set<Element>} before
 * @param {Set<Element>} wanted
 */
function moveHits(before, wanted) {
  for (const element of before) if (!wanted.has(element)) element.classList.remove('hit');
  for (const element of wanted) if (!before.has(element)) element.classList.add('hit');
  return wanted;
}

/** Say how many items match. */
function sayMatches() {
  const [count, all] = [hits.size, items.length].map(inWords);
  const listed = hits.size > LISTED && !results.hidden ? `, the best ${LISTED} are listed` : '';
  const cleared = found.textContent ? 'Search cleared' : '';
  found.textContent = isSearching() ? `${count} of ${all} items match${listed}` : cleared;
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
  narrowList();
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
  whenIdle(indexWords);
  query.addEventListener('focus', () => {
    results.hidden = !view.search.trim() || !results.firstChild;
  });
  for (const filter of Object.values(filters)) filter.addEventListener('change', search);
  tools.addEventListener('focusout', ({ relatedTarget: to }) => {
    if (to instanceof Element && !tools.contains(to)) results.hidden = true;
  });
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
