/** What the build puts in front of the service worker (overrides/hooks/offline.py). */
declare const BUILD: {
  /** names this state of the site */
  version: string;
  /** name -> {path: integrity} */
  groups: Record<string, Record<string, string>>;
  /** page -> the group without which it is of no use */
  loads: Record<string, string>;
  /** the page for when a page is not here and there is no network */
  lost: string;
};
