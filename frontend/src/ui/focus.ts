/** Keeps the keyboard where it was: the focus of what goes away moves on to what is left. */

let last: Element | null = null;

/**
 * Watches the whole page; call it once. What had the focus may go with a tap of its own: a rest that is skipped, an
 * undo with nothing left to take back. Browsers then start again at the top of the page, which loses a keyboard's and
 * a screen reader's place in every set.
 */
export function keepFocus(): void {
  addEventListener("focusin", ({ target }) => {
    last = target as Element;
  });
  const moved = new MutationObserver(() => {
    const { activeElement, body } = document;
    if (!last || (activeElement && activeElement !== body)) return;
    if (last.isConnected && !last.matches(":disabled")) return;
    last = null;
    heir()?.focus({ preventScroll: true });
  });
  moved.observe(document, { childList: true, subtree: true, attributeFilter: ["disabled"] });
}

/** In a sheet its title, in a workout the one button, elsewhere the heading of the screen. */
function heir(): HTMLElement | null {
  const sheet = [...document.querySelectorAll("dialog[open]")].at(-1);
  if (sheet) return sheet.querySelector("h2");
  return document.querySelector(".go") ?? document.querySelector("h1");
}
