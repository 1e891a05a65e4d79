/*
 * Which items match, and which of them match best.
 */

/**
 * What is searched in an item, folded.
 *
 * @typedef {object} Words
 * @property {string} title
 * @property {string[]} names The title, the id and the aliases.
 * @property {string} all All that words may occur in.
 */

/** @type {Map<Item, Words> | undefined} Read when there is time, or when they are asked for. */
let searched;

/** How well an item matches, best first. */
const RANKS = 5;

/**
 * Text without case and accents, so that “poincare” finds “Poincaré”.
 *
 * @param {string} text
 */
function fold(text) {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase();
}

/**
 * The words of an item that are searched.
 *
 * @param {Item} item
 * @returns {Words}
 */
function wordsOf(item) {
  const aliases = descriptionsOf(item.article, 'Aliases').map(textOf);
  const tags = descriptionsOf(item.article, 'Tags').map(textOf);
  const id = item.id.slice(item.id.lastIndexOf('/') + 1);
  const names = [item.title, id, ...aliases.flatMap((alias) => alias.split(', '))].map(fold);
  const rest = [item.id, ...aliases, ...tags, textOf(item.article.querySelector('p:not([class])'))];
  return { title: names[0], names, all: fold([item.title, ...rest].join('\n')) };
}

/** The words of all items. */
function indexWords() {
  searched ??= new Map(items.map((item) => [item, wordsOf(item)]));
  return searched;
}

/**
 * The items that hold every word asked for and pass the filters, best first.
 *
 * @param {View} asked
 * @returns {Item[]}
 */
function matchesOf(asked) {
  const phrase = fold(asked.search).trim().replace(/\s+/g, ' ');
  const words = phrase.split(' ');
  /** @type {Item[][]} */
  const ranked = Array.from({ length: RANKS }, () => []);
  for (const [item, text] of indexWords()) {
    if (asked.state && item.state !== asked.state) continue;
    if (asked.kind && item.kind !== asked.kind) continue;
    if (asked.priority && item.priority !== asked.priority) continue;
    if (!words.every((word) => text.all.includes(word))) continue;
    ranked[rankOf(text, phrase, words)].push(item);
  }
  return ranked.flat();
}

/**
 * How well an item that holds all the words matches them; 0 is best.
 *
 * @param {Words} text
 * @param {string} phrase
 * @param {string[]} words
 */
function rankOf(text, phrase, words) {
  if (text.names.includes(phrase)) return 0;
  if (text.title.startsWith(phrase)) return 1;
  const titleWords = text.title.split(/[^\p{L}\p{N}]+/u);
  if (words.every((word) => titleWords.some((other) => other.startsWith(word)))) return 2;
  if (words.every((word) => text.title.includes(word))) return 3;
  return 4;
}
