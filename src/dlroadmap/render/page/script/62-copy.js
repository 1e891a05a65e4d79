/*
 * Buttons that copy a command.
 */

/** So long a button says that it copied, in milliseconds. */
const COPIED = 2000;

/**
 * A button that copies a text, and says so beside its name.
 *
 * @param {string} text
 */
function copyButton(text) {
  const button = make('button', '', 'Copy');
  button.type = 'button';
  button.ariaLabel = `Copy ${text}`;
  const said = make('span', 'quiet');
  said.role = 'status';
  const say = (/** @type {string} */ word) => {
    button.textContent = word || 'Copy';
    said.textContent = word;
  };
  /** @type {number | undefined} */
  let silence;
  button.addEventListener('click', async () => {
    say((await copy(text)) ? 'Copied' : 'Copy failed');
    clearTimeout(silence);
    silence = setTimeout(say, COPIED, '');
  });
  return make('span', 'copying', button, said);
}

/**
 * Copy a text, and return whether that worked.
 *
 * Some browsers have no clipboard for pages that are opened from a file, but the older command.
 *
 * @param {string} text
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = make('textarea', '', text);
    const focused = document.activeElement;
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return copied;
  }
}
