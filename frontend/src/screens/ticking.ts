import { useEffect, useState } from "preact/hooks";

/** The wall clock in ms, read again every `every_ms` and whenever the page comes back; null stops it. */
export function useNow(every_ms: number | null): number {
  const [now_ms, setNow] = useState(Date.now);
  useEffect(() => {
    const read = () => setNow(Date.now());
    read();
    document.addEventListener("visibilitychange", read);
    const timer = every_ms === null ? undefined : setInterval(read, every_ms);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", read);
    };
  }, [every_ms]);
  return now_ms;
}
