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
  const [leaving, setLeaving] = useState<Device | null>(null);
  return (
    <section class="card">
      <h2>{deviceWords.title}</h2>
      <p class="quiet">{deviceWords.text}</p>
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
      {leaving?.current && <SignOutHere onClose={() => setLeaving(null)} />}
      {leaving && !leaving.current && (
        <SignOutOther device={leaving} onDone={() => void again()} onClose={() => setLeaving(null)} />
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

type SignOutOtherProps = { device: Device; onDone: () => void; onClose: () => void };

function SignOutOther({ device, onDone, onClose }: SignOutOtherProps) {
  const { id, label } = device;
  const go = async () => {
    await askAccount("DELETE", `/api/devices/${id}`);
    toast(deviceWords.signedOut(label));
    onDone();
  };
  return (
    <Question
      title={deviceWords.signOutTitle(label)}
      go={deviceWords.signOutOf(label)}
      leave={deviceWords.cancel}
      onGo={go}
      onClose={onClose}
    >
      {deviceWords.signOutText.map((line) => (
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
