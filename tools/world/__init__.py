"""The world as data that others keep: GeoNames, Unicode CLDR, the tz database, phonenumbers.

gazetteer.py    the cities and regions that can be found, and what they are called in every language of the site
countries.py    what countries are called, and which of them a zone may mean
regions.py      states and provinces, by ISO 3166-2
zones.py        time zones: their rules, countries and names
scripts.py      in which scripts a country's languages are written
dialling.py     the first digits of a country's phone numbers
"""
