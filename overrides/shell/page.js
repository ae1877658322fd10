// What every page does beyond its words, a module for each.

import "./page/leave.js"; // first: whatever happens to the others, it works
import "./page/fold.js";
import "./page/menu.js";
import "./page/palette.js";
import "./page/rest.js";
import "./page/running.js";
import "./page/search.js";

document.documentElement.classList.replace("no-js", "js"); // what is dead without this file may be seen now
