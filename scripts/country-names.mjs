// Writes the names of all countries in the portal's languages, as the Unicode CLDR in this Node knows them.
// usage: node scripts/country-names.mjs > api/Data/country-names.json
const languages = 'bg cs da de el en es et fi fr ga hr hu is it lt lv mk mt nl no pl pt ro sk sl sr sv tr'.split(' ');

// Codes that CLDR can name but that are groupings, reservations or no longer in use.
const notCountries = new Set(
  'AC AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH NT QO RH SU TA TP UK UN VD WK XA XB YD YU ZR ZZ'.split(' '),
);

const namesIn = (language) =>
  new Intl.DisplayNames(language === 'no' ? 'nb' : language, { type: 'region', fallback: 'none' });

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const english = namesIn('en');
const countries = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter((code) => !notCountries.has(code) && english.of(code));

const rows = languages.map((language) => {
  const names = namesIn(language);
  // A country that CLDR does not name in a language keeps its English name.
  const entries = countries.map((code) => [code, names.of(code) ?? english.of(code)]);
  return `  "${language}": ${JSON.stringify(Object.fromEntries(entries))}`;
});
console.log(`{\n${rows.join(',\n')}\n}`);
