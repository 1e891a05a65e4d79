/*
 * How items are related: prerequisites and followers with their reasons, and the path to an item.
 *
 * A prerequisite is written once, in the item that needs it; who requires an item is found by
 * reading all of them the other way around, when somebody first asks.
 */

/**
 * @typedef {object} Relation
 * @property {Item} item
 * @property {Element} place Where it is written: the link to the prerequisite and the reason.
 */

/** @typedef {{ prerequisites: Relation[], followers: Relation[] }} Relations */

/** @type {Map<Item, Relations> | undefined} */
let relations;

/**
 * What an item requires, and what requires it.
 *
 * @param {Item} item
 * @returns {Relations}
 */
function relationsOf(item) {
  relations ??= readRelations();
  return relations.get(item) ?? { prerequisites: [], followers: [] };
}

function readRelations() {
  /** @type {Map<Item, Relations>} */
  const all = new Map(items.map((item) => [item, { prerequisites: [], followers: [] }]));
  for (const follower of items) {
    for (const place of descriptionsOf(follower.article, 'Prerequisites')) {
      const link = place.querySelector('a');
      const prerequisite = link && itemOf(link);
      if (!prerequisite) continue;
      all.get(follower)?.prerequisites.push({ item: prerequisite, place });
      all.get(prerequisite)?.followers.push({ item: follower, place });
    }
  }
  return all;
}

/**
 * What an article says under a term.
 *
 * @param {Element} article
 * @param {string} term
 */
function descriptionsOf(article, term) {
  /** @type {Element[]} */
  const found = [];
  const dl = article.querySelector('dl');
  let within = false;
  for (const child of dl?.children ?? []) {
    if (child.tagName === 'DT') within = textOf(child) === term;
    else if (within) found.push(child);
  }
  return found;
}

/**
 * Why the one requires the other: what stands after the link; may be empty.
 *
 * @param {Relation} relation
 */
function reasonOf(relation) {
  const title = textOf(relation.place.querySelector('a'));
  return textOf(relation.place).slice(title.length).replace(/^\s*:\s*/, '');
}

/**
 * What is left to do up to an item, in order, the item itself last; empty where nothing is.
 *
 * The list writes it as the number of the first item, then how far each is from the one before.
 *
 * @param {Item} item
 */
function pathTo(item) {
  /** @type {Item[]} */
  const path = [];
  let number = 0;
  for (const distance of (item.article.dataset.path ?? '').split(' ').filter(Boolean)) {
    number += Number(distance);
    path.push(items[number]);
  }
  return path;
}
