/** What pages have and the service worker has not, for the code that both share: it runs in pages only. */

declare const localStorage: {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
};

interface PageTransitionEvent extends Event {
  readonly persisted: boolean;
}
