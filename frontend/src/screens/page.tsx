import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { Icon, type IconName } from "../ui/icon";
import { words } from "../words";
import { UnsavedBar } from "./unsaved_bar";
import { UpdateBar } from "./update_bar";

type PageProps = {
  title: string;
  eyebrow?: ComponentChildren;
  tabs?: boolean;
  /** Whether what is not saved is said above everything else. */
  unsaved?: boolean;
  children: ComponentChildren;
};

/** The frame of every screen but the workout: heading first, tabs at the thumb. */
export function Page({ title, eyebrow, tabs = true, unsaved = true, children }: PageProps) {
  const heading = useHeading(title);
  return (
    <>
      <main class={tabs ? "page with-tabs" : "page"}>
        <header class="page-head">
          {eyebrow && <p class="eyebrow">{eyebrow}</p>}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </header>
        {unsaved && <UnsavedBar />}
        {tabs && <UpdateBar />}
        {children}
      </main>
      {tabs && <Tabs />}
    </>
  );
}

let screensShown = 0;

/** Names the document after the screen, and puts the focus on its heading when it came by navigation. */
export function useHeading(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    screensShown += 1;
    if (screensShown > 1) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} · ${words.app}`;
  }, [title]);
  return heading;
}

const TABS: { href: string; icon: IconName; label: string }[] = [
  { href: "/", icon: "today", label: words.tabs.today },
  { href: "/plan", icon: "way", label: words.tabs.plan },
  { href: "/progress", icon: "ladder", label: words.tabs.progress },
  { href: "/you", icon: "you", label: words.tabs.you },
];

function Tabs() {
  const { path } = useLocation();
  const isHere = (href: string) => (href === "/" ? path === "/" : path.startsWith(href));
  return (
    <nav class="tabs" aria-label={words.tabs.label}>
      <ul>
        {TABS.map(({ href, icon, label }) => (
          <li key={href}>
            <a href={href} aria-current={isHere(href) ? "page" : undefined}>
              <Icon name={icon} />
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
