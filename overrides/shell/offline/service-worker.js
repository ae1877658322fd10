// The service worker: keeps the site's files on the device, and hands them out without a network.
//
// May live here: which files are kept, and from where a file comes. No words, nothing about a person.
// The build puts `BUILD` in front (overrides/hooks/offline.py):
//   version  names this state of the site         loads   page -> the group without which it is of no use
//   groups   name -> {path: integrity}            lost    the page for when a page is not here and there is no network
// One version, one cache: a page and what belongs to it are never of two versions. Our own and not
// Workbox, because files come in groups (a language, the helper) that are fetched when they are asked
// for, with progress, and taken over from the version before where they have not changed.
//
// In, with a port for the answers: {keep: group} -> {done, total} ... {kept: true} | {problem};
// {ask: true} -> {groups: {name: whole}, version}. Without one: {use: true}, this version from now on;
// {leave: true}, everything of ours away, also when the page that says so is gone before that is done.

const SCOPE = self.registration.scope;
const OURS = `steady-line ${SCOPE} `;
const NAME = OURS + BUILD.version;
const NOTES = `${SCOPE}kept.json`; // in each cache: its groups, and the integrity of all files
const FILES = Object.assign({}, ...Object.values(BUILD.groups));
const AT_ONCE = 4;
let noting = Promise.resolve(); // two tabs may ask at once: one after the other, or one's group would be forgotten
let left = false;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(told(event.data, event.ports[0])));
self.addEventListener("fetch", (event) => {
  const path = ours(event.request);
  if (path !== undefined) event.respondWith(answer(event.request, path));
});

/** All of what the version before had, so that nothing that worked without a network stops working. */
async function install() {
  const before = await older();
  for (const group of new Set(["base", ...before.flatMap(({ notes }) => notes.groups)])) {
    if (group in BUILD.groups) await keep(group, before);
  }
}

async function activate() {
  const before = await older();
  await Promise.all(before.map(({ name }) => caches.delete(name)));
  await self.clients.claim();
}

async function told({ keep: group, ask, use, leave }, port) {
  if (leave) return wipe();
  if (use) return self.skipWaiting();
  if (ask) return port.postMessage({ groups: await whole(), version: BUILD.version });
  if (!(group in BUILD.groups)) return port.postMessage({ problem: "unknown" });
  try {
    await keep(group, [], (done, total) => port.postMessage({ done, total }));
    port.postMessage({ kept: true });
  } catch (error) {
    port.postMessage({ problem: error.name === "QuotaExceededError" ? "full" : navigator.onLine ? "refused" : "network" });
  }
}

async function wipe() {
  left = true;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS)).map((name) => caches.delete(name)));
  await self.registration.unregister();
}

async function keep(group, before, tell = () => {}) {
  if (left) throw new Error("left"); // it would make a cache anew
  const cache = await caches.open(NAME);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const all = Object.entries(BUILD.groups[group]);
  const missing = all.filter(([path]) => !there.has(SCOPE + path));
  let done = all.length - missing.length;
  tell(done, all.length);
  let problem;
  const work = async () => {
    for (let next; !problem && (next = missing.pop()); tell(++done, all.length)) {
      if (left) throw new Error("left");
      const [path, integrity] = next;
      await cache.put(SCOPE + path, (await takenOver(path, integrity, before)) ?? (await fetched(path, integrity)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => work().catch((error) => (problem ??= error))));
  if (problem) throw problem;
  await (noting = noting.catch(() => {}).then(() => note(cache, group)));
}

async function note(cache, group) {
  const { groups } = await notes(NAME);
  await cache.put(NOTES, Response.json({ groups: [...new Set([...groups, group])], files: FILES }));
}

async function takenOver(path, integrity, before) {
  for (const { name, notes: { files } } of before) {
    if (files[path] !== integrity) continue;
    const old = await found(SCOPE + path, name);
    if (old) return old;
  }
}

/** From the network, and only if it is just the file that belongs to this version. */
async function fetched(path, integrity) {
  const hashed = /\.[0-9a-f]{8,}\./.test(path); // may come from the browser's own cache
  const attempts = hashed ? ["default", "reload"] : ["no-cache", "reload"];
  for (const cache of attempts) {
    try {
      const answer = await fetch(SCOPE + path, { integrity, cache });
      if (answer.ok && !answer.redirected) return answer;
    } catch (error) {
      if (cache === "reload") throw error;
    }
  }
  throw new Error(path);
}

/** The path of a file that we answer for: one of this version's, or any page. */
function ours({ method, mode, url }) {
  if (method !== "GET" || !url.startsWith(SCOPE)) return undefined;
  const { origin, pathname } = new URL(url);
  const path = `${origin}${pathname}`.slice(SCOPE.length).replace(/(^|\/)index\.html$/, "$1");
  return path in FILES || mode === "navigate" ? path : undefined;
}

async function answer(request, path) {
  if (!(path in FILES) && `${path}/` in FILES) return Response.redirect(`${SCOPE}${path}/`);
  const kept = await found(SCOPE + path);
  const fresh = request.cache === "reload" && path in FILES; // past a damaged copy, on a second try
  const partly = path in BUILD.loads && !(await notes(NAME)).groups.includes(BUILD.loads[path]);
  if (kept && !fresh && !partly) return kept;
  try {
    if (!fresh || !kept) return await fetch(request);
    await (await caches.open(NAME)).put(SCOPE + path, await fetched(path, FILES[path]));
    return await found(SCOPE + path);
  } catch (error) {
    const instead = kept ?? (request.mode === "navigate" ? await found(SCOPE + BUILD.lost) : undefined);
    if (!instead) throw error;
    return instead;
  }
}

/** Which groups were kept, and whether all of their files are still there. */
async function whole() {
  if (!(await caches.has(NAME))) return {};
  const there = new Set((await (await caches.open(NAME)).keys()).map(({ url }) => url));
  const { groups } = await notes(NAME);
  return Object.fromEntries(groups.map((group) => [group, Object.keys(BUILD.groups[group] ?? {}).every((path) => there.has(SCOPE + path))]));
}

/** Looking does not make a cache that is not there, as opening does. */
const found = (url, cacheName = NAME) => caches.match(url, { cacheName });

async function notes(name) {
  return (await (await found(NOTES, name))?.json()) ?? { groups: [], files: {} };
}

async function older() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NAME);
  return Promise.all(names.map(async (name) => ({ name, notes: await notes(name) })));
}
