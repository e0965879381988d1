import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { persisted, readPersisted } from "../device/storage";
import { catalog, view } from "../store/live";
import { BackupLine } from "./backup_line";
import { FlagList } from "./flag_list";
import { InstallCard } from "./install_card";
import { Page } from "./page";
import { raiseFlag } from "./red_flags";
import { AccountSection } from "./you_account";
import { SettingsSection } from "./you_settings";
import "./welcome.css";
import { sourceWords } from "../words/sources";
import { youWords } from "../words/you";

/** Backup, data, settings, safety, and what this app claims. */
export default function You() {
  const started = view.value?.state.plan != null;
  return (
    <Page title={youWords.title}>
      <BackupLine />
      <AccountSection />
      <InstallCard />
      <DataSection />
      {started && <SettingsSection />}
      <SafetySection />
      <AboutSection />
    </Page>
  );
}

function DataSection() {
  useEffect(() => void readPersisted(), []);
  return (
    <section class="card">
      <h2>{youWords.exportTitle}</h2>
      <p>{youWords.exportText}</p>
      {persisted.value !== null && (
        <p class="small">{persisted.value ? youWords.persisted : youWords.notPersisted}</p>
      )}
      <a class="button wide" href="/account#data">
        {youWords.export}
      </a>
    </section>
  );
}

function SafetySection() {
  const { safety } = catalog();
  const { route } = useLocation();
  const raise = async (flag: string) => {
    await raiseFlag(flag);
    route("/");
  };
  const open = view.value?.state.red_flags.map((one) => one.flag) ?? [];
  return (
    <section class="card">
      <h2>{youWords.safety}</h2>
      <p>{safety.pain_scale.text}</p>
      <Fold title={youWords.stopToday} lines={safety.stop_today} />
      <Fold title={youWords.seeSomeone} lines={safety.see_professional} />
      <Fold title={youWords.urgent} lines={safety.urgent} />
      <details class="fold">
        <summary>{youWords.safetyRedFlag}</summary>
        <p class="quiet">{youWords.redFlagText}</p>
        <div class="stack">
          <FlagList open={open} onRaise={(flag) => void raise(flag)} />
        </div>
      </details>
    </section>
  );
}

function Fold({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <details class="fold">
      <summary>{title}</summary>
      <ul class="bullets">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

function AboutSection() {
  return (
    <section class="card">
      <h2>{youWords.about}</h2>
      <ul class="bullets">
        {youWords.claims.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p class="quiet">{catalog().safety.disclaimer}</p>
      <a class="button wide" href="/sources">
        {sourceWords.link}
      </a>
      <p class="small">{youWords.version(__BUILD__)}</p>
    </section>
  );
}
