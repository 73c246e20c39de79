import type { Text } from '../language.ts';

/** What whoever installs a device answers for, in the words of the checklist. */
export const INSTALLATION_CHECKS = {
  'range-bathroom': {
    nb: 'Prøvd fra badet, med døren lukket',
    nn: 'Prøvd frå badet, med døra lukka',
    en: 'Tried from the bathroom, door shut',
  },
  'range-bed': { nb: 'Prøvd fra sengen', nn: 'Prøvd frå senga', en: 'Tried from the bed' },
  'range-outdoors': { nb: 'Prøvd utendørs', nn: 'Prøvd utandørs', en: 'Tried outdoors' },
  speech: { nb: 'Begge hører hverandre', nn: 'Begge høyrer kvarandre', en: 'Both hear each other' },
  'key-received': {
    nb: 'Nøkkel mottatt og prøvd i låsen',
    nn: 'Nøkkel motteken og prøvd i låsen',
    en: 'Key received and tried in the lock',
  },
  'resident-trained': {
    nb: 'Beboeren har prøvd selv',
    nn: 'Bebuaren har prøvd sjølv',
    en: 'The resident has tried it',
  },
  charger: { nb: 'Laderen har fast plass', nn: 'Ladaren har fast plass', en: 'The charger has its place' },
  'first-roll': { nb: 'Første rull er satt inn', nn: 'Første rull er sett inn', en: 'The first roll is in' },
  schedule: {
    nb: 'Doseplanen er lest opp og stemmer',
    nn: 'Doseplanen er lesen opp og stemmer',
    en: 'The schedule was read out and is right',
  },
  sounds: { nb: 'Testknappen gir lyd', nn: 'Testknappen gir lyd', en: 'The test button sounds' },
  ceiling: {
    nb: 'I taket, en halv meter fra vegg',
    nn: 'I taket, ein halv meter frå vegg',
    en: 'On the ceiling, half a metre from the wall',
  },
  'cuts-power-or-warns': {
    nb: 'Bryter strømmen eller varsler',
    nn: 'Bryt straumen eller varslar',
    en: 'Cuts the power or warns',
  },
  'opens-and-closes': {
    nb: 'Åpnet og lukket, begge kom fram',
    nn: 'Opna og lukka, begge kom fram',
    en: 'Opened and closed, both arrived',
  },
  'leaves-and-returns': {
    nb: 'Gikk ut av sengen og la seg igjen',
    nn: 'Gjekk ut av senga og la seg igjen',
    en: 'Left the bed and went back',
  },
  'sees-the-room': { nb: 'Ser hele rommet', nn: 'Ser heile rommet', en: 'Sees the whole room' },
  'sees-what-was-decided': {
    nb: 'Ser det vedtaket sier, og ikke mer',
    nn: 'Ser det vedtaket seier, og ikkje meir',
    en: 'Sees what was decided, and no more',
  },
  'light-shows-when-watching': {
    nb: 'Lampen lyser når noen ser',
    nn: 'Lampa lyser når nokon ser',
    en: 'Its light is on when somebody looks',
  },
  'locks-and-unlocks': { nb: 'Låser og låser opp', nn: 'Låser og låser opp', en: 'Locks and unlocks' },
  'opens-from-inside': {
    nb: 'Kan alltid åpnes innenfra',
    nn: 'Kan alltid opnast innanfrå',
    en: 'Can always be opened from inside',
  },
  'key-still-works': { nb: 'Nøkkelen virker fortsatt', nn: 'Nøkkelen verkar framleis', en: 'The key still works' },
  anchored: { nb: 'Sitter fast i vegg', nn: 'Sit fast i vegg', en: 'Fixed to the wall' },
  'code-works': { nb: 'Koden er prøvd', nn: 'Koden er prøvd', en: 'The code was tried' },
  'lamp-over-door': { nb: 'Lampen over døren lyser', nn: 'Lampa over døra lyser', en: 'The lamp over the door lights' },
  'first-measurement': {
    nb: 'Første måling kom fram',
    nn: 'Første måling kom fram',
    en: 'The first measurement arrived',
  },
  temperature: { nb: 'Temperaturen er riktig', nn: 'Temperaturen er rett', en: 'The temperature is right' },
  'lock-works': { nb: 'Låsen virker', nn: 'Låsen verkar', en: 'The lock works' },
} as const satisfies Readonly<Record<string, Text>>;

export type InstallationCheck = keyof typeof INSTALLATION_CHECKS;

export const isInstallationCheck = (name: string): name is InstallationCheck =>
  Object.hasOwn(INSTALLATION_CHECKS, name);
