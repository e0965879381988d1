import { words } from "../words";
import { Page } from "./page";

/** An address that leads nowhere. */
export function NotFound({ text = words.notFound.text }: { text?: string }) {
  return (
    <Page title={words.notFound.title}>
      <p class="lead">{text}</p>
      <a class="button primary big" href="/">
        {words.notFound.home}
      </a>
    </Page>
  );
}
