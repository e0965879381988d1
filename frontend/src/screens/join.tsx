import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { joinWords } from "../words/account_devices";
import { JoinLog } from "./account_join";
import { Page } from "./page";

/** Where the square code leads: also for somebody who has never seen the app. */
export default function JoinPage() {
  const { route } = useLocation();
  const code = useCodeInLink();
  return (
    <Page title={joinWords.title} tabs={false}>
      <JoinLog key={code} first={code} onDone={() => route("/", true)} />
      <a class="button bare" href="/">
        {joinWords.notNow}
      </a>
    </Page>
  );
}

/** The code behind the #, which is taken out of the address: nobody should find it in the history. */
function useCodeInLink(): string {
  const [code, setCode] = useState(() => location.hash);
  useEffect(() => {
    const take = () => {
      if (!location.hash) return;
      setCode(location.hash);
      history.replaceState(history.state, "", location.pathname);
    };
    take();
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);
  return code;
}
