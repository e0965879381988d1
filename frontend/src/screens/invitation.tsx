import { useState } from "preact/hooks";
import { TextField } from "../ui/text_field";
import { activityWords } from "../words/account_activity";
import type { Trouble } from "./asking";

const IN_LINK = /^#invite=([^&]+)/;

/** The invitation that came with the link, or is typed once the server has asked for one. */
export function useInvitation(trouble: Trouble | null) {
  const [typed, setTyped] = useState(inLink);
  const [isWanted, setWanted] = useState(typed !== "");
  if (trouble?.code === "invite" && !isWanted) setWanted(true);
  return {
    /** Null as long as nobody asks for one. */
    code: isWanted && typed.trim() !== "" ? typed.trim() : null,
    typed,
    setTyped,
    isWanted,
    error: trouble?.fields["/invite"],
  };
}

export function InvitationField({ invitation }: { invitation: ReturnType<typeof useInvitation> }) {
  if (!invitation.isWanted) return null;
  return (
    <TextField
      label={activityWords.invitation}
      hint={activityWords.invitationHint}
      value={invitation.typed}
      onText={invitation.setTyped}
      error={invitation.error}
      autoComplete="off"
      autoCapitalize="characters"
      spellcheck={false}
    />
  );
}

/** Empty when the page was not opened by an invitation's link. */
function inLink(): string {
  return decodeURIComponent(IN_LINK.exec(location.hash)?.[1] ?? "");
}
