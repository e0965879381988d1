import { canInstallByHand, canInstallByMenu, install, installable } from "../device/install";
import { Button } from "../ui/button";
import { welcomeWords } from "../words/welcome";

/** The app on the home screen: by the browser's own question, or in words where only the runner can. */
export function InstallCard() {
  const said = canInstallByHand()
    ? welcomeWords.installIos
    : canInstallByMenu()
      ? welcomeWords.installMenu
      : null;
  if (!installable.value && !said) return null;
  return (
    <section class="card">
      <h2>{welcomeWords.installTitle}</h2>
      <p>{installable.value ? welcomeWords.installWhy : said}</p>
      {installable.value && <Button onClick={() => void install()}>{welcomeWords.install}</Button>}
    </section>
  );
}
