/** Hands the runner a file: through the share sheet of a phone's home-screen app, else as a download. */
export async function saveFile(read: () => Promise<Blob>, ending = "json"): Promise<void> {
  const blob = await read();
  const on = new Date().toISOString().slice(0, 10);
  const name = `evenstride-${on}${ending.includes(".") ? "-" : "."}${ending}`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
