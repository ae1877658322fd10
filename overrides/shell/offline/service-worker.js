// The service worker: keeps the site's files on the device, and hands them out without a network. Nothing about a person
// may be kept.
//
// The build puts `BUILD` in front (build.d.ts). One version, one cache: a page and what belongs to it are never of two versions. Our own and not
// Workbox, because files come in groups (a language, the helper) that are fetched when they are asked
// for, with progress, and taken over from the version before where they have not changed.
//
// In, with a port for the answers: {keep: group} -> {done, total} ... {kept: true} | {problem};
// {ask: true} -> {groups: {name: whole}, version}. Without one: {use: true}, this version from now on;
// {leave: true}, everything of ours away, also when the page that says so is gone before that is done.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SCOPE = worker.registration.scope;
const OURS = `steady-line ${SCOPE} `;
const NAME = OURS + BUILD.version;
const NOTES = `${SCOPE}kept.json`; // in each cache: its groups, and the integrity of all files
/** @type {Record<string, string>} */
const FILES = Object.assign({}, ...Object.values(BUILD.groups));
const AT_ONCE = 4;
let noting = Promise.resolve(); // two tabs may ask at once: one after the other, or one's group would be forgotten
let left = false;

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => event.waitUntil(told(event.data, event.ports[0])));
worker.addEventListener("fetch", (event) => {
  const path = ours(event.request);
  if (path !== undefined) event.respondWith(answer(event.request, path));
});

/** All of what the version before had, so that nothing that worked without a network stops working. */
async function install() {
  const before = await older();
  for (const group of new Set(["base", ...before.flatMap((old) => old.notes.groups)])) {
    if (group in BUILD.groups) await keep(group, before);
  }
}

async function activate() {
  const before = await older();
  await Promise.all(before.map(({ name }) => caches.delete(name)));
  await worker.clients.claim();
}

/** @param {Partial<{ keep: string, ask: true, use: true, leave: true }>} message @param {MessagePort} port */
async function told({ keep: group, ask, use, leave }, port) {
  if (leave) return wipe();
  if (use) return worker.skipWaiting();
  if (ask) return port.postMessage({ groups: await whole(), version: BUILD.version });
  if (!group || !(group in BUILD.groups)) return port.postMessage({ problem: "unknown" });
  try {
    await keep(group, [], (done, total) => port.postMessage({ done, total }));
    port.postMessage({ kept: true });
  } catch (error) {
    port.postMessage({ problem: error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : navigator.onLine ? "refused" : "network" });
  }
}

async function wipe() {
  left = true;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS)).map((name) => caches.delete(name)));
  await worker.registration.unregister();
}

/** @param {string} group @param {Older} before @param {(done: number, total: number) => void} tell */
async function keep(group, before, tell = () => {}) {
  if (left) throw new Error("left"); // it would make a cache anew
  const cache = await caches.open(NAME);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const all = Object.entries(BUILD.groups[group]);
  const missing = all.filter(([path]) => !there.has(SCOPE + path));
  let done = all.length - missing.length;
  tell(done, all.length);
  /** @type {unknown} */
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

/** @param {Cache} cache @param {string} group */
async function note(cache, group) {
  const { groups } = await notes(NAME);
  await cache.put(NOTES, Response.json({ groups: [...new Set([...groups, group])], files: FILES }));
}

/** @param {string} path @param {string} integrity @param {Older} before */
async function takenOver(path, integrity, before) {
  for (const { name, notes: { files } } of before) {
    if (files[path] !== integrity) continue;
    const old = await found(SCOPE + path, name);
    if (old) return old;
  }
  return undefined;
}

/** From the network, and only if it is just the file that belongs to this version. @param {string} path @param {string} integrity */
async function fetched(path, integrity) {
  const hashed = /\.[0-9a-f]{8,}\./.test(path); // may come from the browser's own cache
  /** @type {RequestCache[]} */
  const attempts = hashed ? ["default", "reload"] : ["no-cache", "reload"];
  for (const cache of attempts) {
    try {
      const response = await fetch(SCOPE + path, { integrity, cache });
      if (response.ok && !response.redirected) return response;
    } catch (error) {
      if (cache === "reload") throw error;
    }
  }
  throw new Error(path);
}

/** The path of a file that we answer for: one of this version's, or any page. @param {Request} request */
function ours({ method, mode, url }) {
  if (method !== "GET" || !url.startsWith(SCOPE)) return undefined;
  const { origin, pathname } = new URL(url);
  const path = `${origin}${pathname}`.slice(SCOPE.length).replace(/(^|\/)index\.html$/, "$1");
  return path in FILES || mode === "navigate" ? path : undefined;
}

/** @param {Request} request @param {string} path @returns {Promise<Response>} */
async function answer(request, path) {
  if (!(path in FILES) && `${path}/` in FILES) return Response.redirect(`${SCOPE}${path}/`);
  const kept = await found(SCOPE + path);
  const fresh = request.cache === "reload" && path in FILES; // past a damaged copy, on a second try
  const partly = path in BUILD.loads && !(await notes(NAME)).groups.includes(BUILD.loads[path]);
  if (kept && !fresh && !partly) return kept;
  try {
    if (!fresh || !kept) return await fetch(request);
    await (await caches.open(NAME)).put(SCOPE + path, await fetched(path, FILES[path]));
    return (await found(SCOPE + path)) ?? Response.error();
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

/** Looking does not make a cache that is not there, as opening does. @param {string} url */
const found = (url, cacheName = NAME) => caches.match(url, { cacheName });

/** @param {string} name @returns {Promise<{ groups: string[], files: Record<string, string> }>} */
async function notes(name) {
  return (await (await found(NOTES, name))?.json()) ?? { groups: [], files: {} };
}

/** The caches of other versions. @typedef {Awaited<ReturnType<typeof older>>} Older */
async function older() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NAME);
  return Promise.all(names.map(async (name) => ({ name, notes: await notes(name) })));
}
