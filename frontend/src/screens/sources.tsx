import { useEffect, useState } from "preact/hooks";
import type { Source } from "../training/catalog";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { sourceWords } from "../words/sources";
import { Page } from "./page";
import "./history.css";

/** Everything the plan's numbers rest on. It is the server's list: nobody needs it in the middle of nowhere. */
export default function Sources() {
  const [sources, setSources] = useState<readonly Source[] | null>(null);
  const [failed, setFailed] = useState(false);
  const ask = () => {
    setFailed(false);
    fetchSources().then(setSources, () => setFailed(true));
  };
  useEffect(ask, []);
  return (
    <Page title={sourceWords.title}>
      <a class="button bare back" href="/you">
        <Icon name="back" /> {sourceWords.back}
      </a>
      <p class="quiet">{sourceWords.text}</p>
      {failed && (
        <>
          <p>{sourceWords.offline}</p>
          <Button onClick={ask}>{sourceWords.again}</Button>
        </>
      )}
      {!failed && !sources && <p class="quiet">{sourceWords.reading}</p>}
      {sources && (
        <ol class="card lines" lang="en">
          {sources.map(({ title, url, seen }) => (
            <li class="line asked source" key={title}>
              {url ? (
                <a class="source-link" href={url} target="_blank" rel="noreferrer noopener">
                  {title}
                </a>
              ) : (
                <b>{title}</b>
              )}
              <span class="small">{seen}</span>
            </li>
          ))}
        </ol>
      )}
    </Page>
  );
}

async function fetchSources(): Promise<readonly Source[]> {
  const answer = await fetch("/api/catalog");
  if (!answer.ok) throw new Error(`the catalog: ${answer.status}`);
  const { sources } = (await answer.json()) as { sources: Readonly<Record<string, Source>> };
  return Object.values(sources);
}
