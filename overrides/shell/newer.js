// Is there a newer version of the site than the open page is of? A host that drops the files of an older one, and a network
// that is gone, look alike to whoever asks for a file. The list of all files (sw.js) tells them apart.

const LIST = "const BUILD = "; // how it begins, and no page to log in does

/** Why files with these names did not come: "outdated", "offline" or "failed".
 * @param {string[]} names */
export async function why(names) {
  const { worker = "" } = document.getElementById("service-worker")?.dataset ?? {}; // which comes late (scripts.js)
  try {
    const answer = await fetch(worker, { cache: "no-store" });
    const list = await answer.text();
    return answer.ok && list.startsWith(LIST) && names.some((name) => !list.includes(name)) ? "outdated" : "failed";
  } catch {
    return "offline";
  }
}
