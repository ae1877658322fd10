// What the helper keeps of a call that runs in this tab (helper/timer/tabs.py).

export const KEEP = "steady-line.call";

/** "" where none runs, or where the browser refuses to say. */
export function keptCall() {
  try {
    const kept = sessionStorage.getItem(KEEP) ?? "";
    return kept.startsWith("call") ? kept : "";
  } catch {
    return "";
  }
}
