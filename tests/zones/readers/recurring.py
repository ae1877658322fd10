"""Calendar files as recurring-ical-events reads them, in its own environment: recurring.py UNTIL < texts > starts."""

import json
import sys
from datetime import UTC, datetime

import icalendar
import recurring_ical_events

until = datetime.fromtimestamp(int(sys.argv[1]) / 1000, UTC)
found = []
for text in json.load(sys.stdin):
    query = recurring_ical_events.of(icalendar.Calendar.from_ical(text))
    starts = [event.start for event in query.between(datetime(2026, 1, 1, tzinfo=UTC), until)]
    found.append(sorted(int(start.timestamp() * 1000) for start in starts))
print(json.dumps(found))
