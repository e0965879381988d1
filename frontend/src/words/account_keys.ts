/** What the runner reads about passkeys, name and password, and the recovery code. */

import { count } from "../formats";
import { LOCALE, spoken } from "../language";

const longDate = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });

const dated = (at_ms: number) => longDate.format(at_ms);

export const keyWords = spoken("keyWords", {
  reading: "Asking the server…",
  again: "Try again",
  cancel: "Cancel",
  save: "Save",
  saving: "Saving…",
  saved: "Saved.",
  yourPassword: "Your password now",
  yourPasswordHint: "So that nobody who finds this phone open can change your keys.",
  notYourPassword: "That is not your password.",
  unsupported: "This browser has no passkeys, or not at this address.",

  prompt: {
    closed:
      "No passkey was used: the question was closed, or this device has none for this site. Try again, or take another way in.",
    already_here: "This device has a passkey for your account already.",
    wrong_address:
      "Passkeys do not work at this address. They need a name with https, such as https://train.example.",
    cannot: "This device cannot keep a passkey. A screen lock may be missing.",
    failed: "The device could not do that. Try again, or take another way in.",
  },
  refused: {
    challenge_gone: "That took too long. Try again.",
    passkey_known: "This passkey opens an account already.",
    passkey_refused: "The server did not take this passkey. Try again.",
    too_many_passkeys: "There is no room for another passkey. Remove one first.",
    passkey_copied:
      "This passkey may have been copied: it was used elsewhere since. Take another way in, then remove it.",
    wrong_credentials: "This passkey opens no account here. It may have been removed. Take another way in.",
  } as Record<string, string>,

  passkeys: {
    title: "Passkeys",
    text: "A passkey opens your account with your face, your finger or the lock of your screen. Your phone or password manager keeps it. There is nothing to remember.",
    none: "There is none yet.",
    add: "Add a passkey",
    addAnother: "Add another passkey",
    adding: "Waiting for your device…",
    added: "The passkey opens your account now.",
    since: (at_ms: number) => `Added ${dated(at_ms)}`,
    rename: "Rename",
    renameOf: (label: string) => `Rename ${label}`,
    renameTitle: "Name this passkey",
    name: "Name",
    nameHint: "Such as the phone or the password manager that keeps it.",
    remove: "Remove",
    removeOf: (label: string) => `Remove ${label}`,
    removeTitle: "Remove this passkey?",
    removeText: (label: string) =>
      `“${label}” opens your account no more. Your log stays, and so does every device that is signed in. Delete it in your password manager as well.`,
    lastText: "It is your last passkey. Without it only the recovery code opens your account on a new phone.",
    keepsCode: "I have my recovery code",
    removeGo: "Remove the passkey",
    removing: "Removing…",
    removed: "Removed.",
  },

  password: {
    title: "Name and password",
    text: "If you like typing better: a name and a password open your account too. No e-mail.",
    named: (name: string) => `You can sign in as ${name}.`,
    nameOnly: (name: string) => `Your name is ${name}. There is no password.`,
    set: "Set a name and a password",
    change: "Change name or password",
    changeTitle: "Your name and password",
    name: "Name",
    nameHint: "Only for signing in. Nobody else sees it.",
    nameTaken: "Another account has this name.",
    password: "Password",
    passwordHint: "Long is what counts: a sentence that is only yours.",
    newPassword: "New password",
    newPasswordHint: "Leave it empty to keep the one you have.",
    show: "Show what I type",
    remove: "Remove name and password",
    removeTitle: "Remove name and password?",
    removeText: (passkeys: number) =>
      passkeys > 0
        ? `They open your account no more. ${count(passkeys, "passkey and the recovery code do", "passkeys and the recovery code do")}.`
        : "They open your account no more. Only the recovery code does then.",
    removed: "Removed.",
  },

  recovery: {
    title: "Recovery code",
    text: "It opens your account when everything else is lost. It was shown once. If it is lost or somebody saw it, make a new one.",
    renew: "Make a new code",
    renewTitle: "Make a new recovery code?",
    renewText:
      "The old one opens nothing any more, on paper or in a password manager. You see the new one once.",
    renewing: "Making it…",
    only: "It is the only key to your account and is shown this once. Write it down, print it, or keep it in your password manager.",
    one: "It opens your account when everything else is lost, and is shown this once. Write it down, print it, or keep it in your password manager.",
    print: "Print",
    passkeyTitle: "Easier next time",
    passkeyText: "With a passkey, your face, finger or screen lock signs you in. No code to type.",
    paper: {
      title: "Evenstride recovery code",
      account: (id: string) => `Account ${id.slice(0, 8)}`,
      on: (at_ms: number) => `Made on ${dated(at_ms)}`,
      use: (host: string) =>
        `Lost your phone? Open ${host}, tap “You”, then “I have an account”, and type this code: your log is back.`,
      care: "Whoever has this code can open your log. Keep it as you keep a key.",
    },
  },

  signIn: {
    passkey: "Use a passkey",
    passkeyText: "Your face, finger or screen lock. Nothing to type.",
    waiting: "Waiting for your device…",
    join: "Join with a code from my other phone",
    or: "Or type",
    ways: { code: "My code", name: "Name and password" },
    code: "Recovery code",
    codeHint: "Six groups of five, as you wrote them down.",
    name: "Name",
    password: "Password",
    wrongPassword: "The name or the password is wrong.",
  },
});
