/** Light and dark on one page, whatever the system has chosen. */

const DARK = "(prefers-color-scheme: dark)";

/** Copies the tokens, as the browser has read them, to `.light` and `.dark`. */
export function bothThemes(): void {
  const roots = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const light = roots.filter(isRoot);
  const dark = roots
    .filter((rule) => rule instanceof CSSMediaRule && rule.conditionText === DARK)
    .flatMap((rule) => [...(rule as CSSMediaRule).cssRules])
    .filter(isRoot);
  const said = (rules: readonly CSSStyleRule[]) => rules.map((rule) => rule.style.cssText).join("");
  const themes = new CSSStyleSheet();
  themes.insertRule(`.light, .dark { ${said(light)} }`);
  themes.insertRule(`.dark { ${said(dark)} color-scheme: dark }`, 1);
  themes.insertRule(".light { color-scheme: light }", 2);
  document.adoptedStyleSheets = [themes];
}

/** Every token's name, in the order of tokens.css. */
export function tokenNames(): string[] {
  const [first] = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter(isRoot);
  return first ? [...first.style].filter((name) => name.startsWith("--")) : [];
}

function isRoot(rule: CSSRule): rule is CSSStyleRule {
  return rule instanceof CSSStyleRule && rule.selectorText === ":root";
}
