// Calendar files as Thunderbird reads them: node ical_js.mjs UNTIL < texts.json > starts.json (UTC milliseconds)
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const until = Number(process.argv[2]);
const found = JSON.parse(readFileSync(0, "utf-8")).map((text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const all = new ICAL.Event(calendar.getFirstSubcomponent("vevent")).iterator();
  const starts = [];
  for (let next = all.next(); next && next.toUnixTime() * 1000 < until; next = all.next()) starts.push(next.toUnixTime() * 1000);
  return starts;
});
console.log(JSON.stringify(found));
