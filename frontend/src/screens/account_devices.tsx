import { useState } from "preact/hooks";
import { askAccount, signOut } from "../store/account";
import { backup } from "../store/live";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import { moment } from "../words";
import { deviceWords } from "../words/account_devices";
import { youWords } from "../words/you";
import { AddPhone } from "./add_phone";
import { HeardTrouble, useHeard } from "./heard";
import { Question } from "./question";
import "./account_devices.css";

interface Device {
  id: string;
  label: string;
  last_seen_at: number;
  current: boolean;
}

/** The devices that are signed in, and one more. */
export function DevicesSection() {
  const { heard, asking, again } = useHeard(devices);
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Device | "others" | null>(null);
  const others = heard?.filter((device) => !device.current).length ?? 0;
  return (
    <section class="card" id="devices">
      <h2>{deviceWords.title}</h2>
      <p>{deviceWords.text}</p>
      <HeardTrouble asking={asking} again={again} />
      {heard && (
        <ul class="lines">
          {heard.map((device) => (
            <DeviceLine key={device.id} device={device} onLeave={() => setLeaving(device)} />
          ))}
        </ul>
      )}
      <Button look="primary" onClick={() => setAdding(true)}>
        {deviceWords.add}
      </Button>
      {adding && <AddPhone onJoined={() => void again()} onClose={() => setAdding(false)} />}
      {others > 1 && (
        <Button onClick={() => setLeaving("others")}>{deviceWords.signOutOthers(others)}</Button>
      )}
      {leaving && (
        <Leaving of={leaving} others={others} onDone={() => void again()} onClose={() => setLeaving(null)} />
      )}
    </section>
  );
}

async function devices(): Promise<Device[]> {
  const { devices } = await askAccount("GET", "/api/account");
  return devices as Device[];
}

function DeviceLine({ device, onLeave }: { device: Device; onLeave: () => void }) {
  const { label, last_seen_at, current } = device;
  return (
    <li class="line">
      <span class="grow stack tight">
        <b>{label}</b>
        <span class="small">{current ? deviceWords.seenNow : deviceWords.seen(moment(last_seen_at))}</span>
      </span>
      <Button look="bare link" aria-label={deviceWords.signOutOf(label)} onClick={onLeave}>
        {deviceWords.signOut}
      </Button>
    </li>
  );
}

type LeavingProps = { of: Device | "others"; others: number; onDone: () => void; onClose: () => void };

function Leaving({ of, others, onDone, onClose }: LeavingProps) {
  if (of !== "others" && of.current) return <SignOutHere onClose={onClose} />;
  const asked =
    of === "others"
      ? {
          title: deviceWords.signOutOthersTitle(others),
          go: deviceWords.signOutOthers(others),
          done: deviceWords.othersSignedOut,
          ask: () => askAccount("PATCH", "/api/account", { sign_out_others: true }),
        }
      : {
          title: deviceWords.signOutTitle(of.label),
          go: deviceWords.signOutOf(of.label),
          done: deviceWords.signedOut(of.label),
          ask: () => askAccount("DELETE", `/api/devices/${of.id}`),
        };
  const go = async () => {
    await asked.ask();
    toast(asked.done);
    onDone();
  };
  return (
    <Question title={asked.title} go={asked.go} leave={deviceWords.cancel} onGo={go} onClose={onClose}>
      {deviceWords.signOutText(of === "others").map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Question>
  );
}

function SignOutHere({ onClose }: { onClose: () => void }) {
  const { pending } = backup.value;
  const go = async () => {
    await signOut();
    toast(youWords.signedOutToast);
  };
  return (
    <Question
      title={deviceWords.signOutHereTitle}
      go={deviceWords.signOut}
      leave={deviceWords.cancel}
      onGo={go}
      onClose={onClose}
    >
      <p>{deviceWords.signOutHereText}</p>
      {pending > 0 && <p>{deviceWords.onlyHere(pending)}</p>}
    </Question>
  );
}
