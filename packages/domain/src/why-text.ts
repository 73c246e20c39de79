import { eventKind } from './catalogue/catalogue.ts';
import { COLOURS, type Colour } from './colour.ts';
import type { Language, Text } from './language.ts';
import type { Why, WhyCode } from './why.ts';

const COLOUR_LABELS: Readonly<Record<Colour, Text>> = {
  red: { nb: 'Rødt', nn: 'Raudt', en: 'Red' },
  orange: { nb: 'Oransje', nn: 'Oransje', en: 'Orange' },
  yellow: { nb: 'Gult', nn: 'Gult', en: 'Yellow' },
  green: { nb: 'Grønt', nn: 'Grønt', en: 'Green' },
  blue: { nb: 'Blått', nn: 'Blått', en: 'Blue' },
};

export const colourLabel = (colour: Colour, language: Language): string => COLOUR_LABELS[colour][language];

type Values = NonNullable<Why['values']>;

/** What a sentence may set in: words already in its language, empty where the reason carries none. */
type Words = {
  readonly kind: string;
  readonly colour: string;
  readonly from: string;
  readonly to: string;
  /** "(23:00–06:00)" with a space before it, or nothing. */
  readonly hours: string;
  /** ": she slept" or nothing. */
  readonly reason: string;
  readonly count: string;
};

type Sentence = Readonly<Record<Language, (words: Words) => string>>;

const plain = (nb: string, nn: string, en: string): Sentence => ({ nb: () => nb, nn: () => nn, en: () => en });

const SENTENCES: Readonly<Record<WhyCode, Sentence>> = {
  kind: {
    nb: ({ kind, colour }) => `${kind} er i utgangspunktet ${colour}.`,
    nn: ({ kind, colour }) => `${kind} er i utgangspunktet ${colour}.`,
    en: ({ kind, colour }) => `${kind} is ${colour} to begin with.`,
  },
  plan: {
    nb: ({ kind, colour, hours }) => `Tiltakskortet sier ${colour} for: ${kind}${hours}.`,
    nn: ({ kind, colour, hours }) => `Tiltakskortet seier ${colour} for: ${kind}${hours}.`,
    en: ({ kind, colour, hours }) => `The response plan says ${colour} for: ${kind}${hours}.`,
  },
  'no-response-plan': plain(
    'Ingen tiltakskort å gå etter.',
    'Ikkje noko tiltakskort å gå etter.',
    'There is no response plan to go by.',
  ),
  'time-critical-medicine': plain(
    'Medisinen må tas i tide.',
    'Medisinen må takast i tide.',
    'The medicine is time-critical.',
  ),
  'life-critical-device': plain(
    'Livet kan avhenge av denne enheten.',
    'Livet kan vere avhengig av denne eininga.',
    'A life may depend on this device.',
  ),
  'compensating-measures': plain(
    'Livet kan avhenge av enheten, og ingen reparerer den før i morgen: avtal tiltak i mellomtiden.',
    'Livet kan vere avhengig av eininga, og ingen reparerer henne før i morgon: avtal tiltak i mellomtida.',
    'A life may depend on the device, and nobody mends it before morning: agree on measures until then.',
  ),
  'mobile-alarm': plain(
    'Brukeren bærer enheten med seg: be om lading.',
    'Brukaren ber eininga med seg: be om lading.',
    'The resident carries the device: ask them to charge it.',
  ),
  'open-call-for-help': plain(
    'SOS eller forlatt sone er åpen på samme enhet.',
    'SOS eller forlaten sone er open på same eining.',
    'An SOS or a left zone is open on the same device.',
  ),
  'responder-at-door': plain(
    'En utrykker er på vei til døra.',
    'Ein utrykkjar er på veg til døra.',
    'A responder is on the way to the door.',
  ),
  'opening-unexplained': plain(
    'Åpnet uten at noe besøk, noen alarm eller utrykker forklarer det.',
    'Opna utan at noko besøk, nokon alarm eller utrykkjar forklarer det.',
    'Opened, and no visit, alarm or responder explains it.',
  ),
  'presence-while-away': {
    nb: ({ kind }) => `Meldt borte, men: ${kind}. Fraværet er avsluttet.`,
    nn: ({ kind }) => `Meldt borte, men: ${kind}. Fråværet er avslutta.`,
    en: ({ kind }) => `Away, it was said, but: ${kind}. The absence has ended.`,
  },
  'test-call': {
    nb: ({ kind }) => `En tekniker prøver enheten (${kind}) og ber om svar.`,
    nn: ({ kind }) => `Ein teknikar prøver eininga (${kind}) og ber om svar.`,
    en: ({ kind }) => `A technician tests the device (${kind}) and asks for an answer.`,
  },
  'wrong-lane': plain(
    'Kom på feil kanal, men er et rop om hjelp.',
    'Kom på feil kanal, men er eit rop om hjelp.',
    'Came on the wrong topic, yet is a call for help.',
  ),
  'outside-profile': plain(
    'Enheten skal ikke kunne sende dette, men det er et rop om hjelp.',
    'Eininga skal ikkje kunne sende dette, men det er eit rop om hjelp.',
    'The device should not send this, yet it is a call for help.',
  ),
  'data-unreadable': plain(
    'Detaljene i meldingen kunne ikke leses.',
    'Detaljane i meldinga kunne ikkje lesast.',
    'The details in the message could not be read.',
  ),
  'alarm-unreadable': plain(
    'Enheten sendte en alarm som ikke kan leses. Sjekk hvordan det står til.',
    'Eininga sende ein alarm som ikkje kan lesast. Sjekk korleis det står til.',
    'The device sent an alarm that cannot be read. Check on the resident.',
  ),
  late: plain(
    'Kom fram lenge etter at det hendte.',
    'Kom fram lenge etter at det hende.',
    'Arrived long after it happened.',
  ),
  'clock-ahead': plain(
    'Enhetens klokke går for fort. Tiden er når vi mottok meldingen.',
    'Klokka på eininga går for fort. Tida er når vi tok imot meldinga.',
    "The device's clock is ahead. The time is when we received it.",
  ),
  'maybe-test': plain(
    'Kan være en prøve, men ingen har bekreftet det.',
    'Kan vere ei prøve, men ingen har stadfesta det.',
    'May be a test, but nobody has confirmed it.',
  ),
  test: plain(
    'Prøvealarm: enheten er i testmodus.',
    'Prøvealarm: eininga er i testmodus.',
    'Test alarm: the device is in test mode.',
  ),
  'id-reused': plain(
    'Enheten har brukt samme meldings-id to ganger.',
    'Eininga har brukt same meldings-id to gonger.',
    'The device has used the same message id twice.',
  ),
  'not-in-service': plain(
    'Enheten er ikke i bruk hos noen.',
    'Eininga er ikkje i bruk hos nokon.',
    'The device is not in service at a home.',
  ),
  'shared-home': plain(
    'Flere bor her: det strengeste tiltakskortet gjelder.',
    'Fleire bur her: det strengaste tiltakskortet gjeld.',
    'Several people live here: the strictest response plan applies.',
  ),
  'overtaken-by-restore': plain(
    'Enheten melder at det er over.',
    'Eininga melder at det er over.',
    'The device says that it is over.',
  ),
  'colour-by-operator': {
    nb: ({ from, to, reason }) => `Endret fra ${from} til ${to} for hånd${reason}.`,
    nn: ({ from, to, reason }) => `Endra frå ${from} til ${to} for hand${reason}.`,
    en: ({ from, to, reason }) => `Changed from ${from} to ${to} by hand${reason}.`,
  },
  'no-contact': plain('Ingen kontakt med brukeren.', 'Ingen kontakt med brukaren.', 'No contact with the resident.'),
  'reported-by-phone': plain('Meldt på telefon.', 'Meldt på telefon.', 'Reported by phone.'),
  'canary-not-sent': plain(
    'Systemets egne prøvemeldinger blir ikke sendt.',
    'Dei eigne prøvemeldingane til systemet blir ikkje sende.',
    "The system's own test messages are not being sent.",
  ),
  'canary-not-stored': plain(
    'Systemets egne prøvemeldinger blir sendt, men ikke mottatt.',
    'Dei eigne prøvemeldingane til systemet blir sende, men ikkje mottekne.',
    "The system's own test messages are sent and not received.",
  ),
  'canary-not-decided': plain(
    'Systemets egne prøvemeldinger blir mottatt, men ikke vurdert.',
    'Dei eigne prøvemeldingane til systemet blir mottekne, men ikkje vurderte.',
    "The system's own test messages are received and not triaged.",
  ),
  'canary-not-rung': plain(
    'Køen svarer ikke. Meldinger blir funnet uten den, litt senere.',
    'Køen svarer ikkje. Meldingar blir funne utan han, litt seinare.',
    'The queue does not answer. Messages are found without it, a little later.',
  ),
  chattering: plain(
    'Enheten melder det samme om og om igjen, og ringer ikke på nytt.',
    'Eininga melder det same om og om att, og ringjer ikkje på nytt.',
    'The device reports the same again and again, and does not ring anew.',
  ),
  'power-cut': {
    nb: ({ count }) => `Enheter som meldte at strømmen ble borte: ${count}.`,
    nn: ({ count }) => `Einingar som melde at straumen vart borte: ${count}.`,
    en: ({ count }) => `Devices that reported their mains gone: ${count}.`,
  },
  'power-back': plain(
    'Strømmen er tilbake hos alle.',
    'Straumen er tilbake hos alle.',
    'The power is back everywhere.',
  ),
  'call-round': {
    nb: ({ count }) => `Sårbare beboere uten strøm: ${count}. Ring de øverste først.`,
    nn: ({ count }) => `Sårbare bebuarar utan straum: ${count}. Ring dei øvste først.`,
    en: ({ count }) => `Vulnerable residents without power: ${count}. Call those at the top first.`,
  },
  'not-listening': {
    nb: ({ from }) => `Livstegn fra enhetene har ikke kommet fram til Varde siden ${from}.`,
    nn: ({ from }) => `Livsteikn frå einingane har ikkje kome fram til Varde sidan ${from}.`,
    en: ({ from }) => `Heartbeats of the devices have not reached Varde since ${from}.`,
  },
  'did-not-listen': {
    nb: ({ from, to }) => `Livstegn fra enhetene kom ikke fram til Varde fra ${from} til ${to}.`,
    nn: ({ from, to }) => `Livsteikn frå einingane kom ikkje fram til Varde frå ${from} til ${to}.`,
    en: ({ from, to }) => `Heartbeats of the devices did not reach Varde from ${from} to ${to}.`,
  },
};

const text = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

const colourWord = (value: string | number | undefined, language: Language): string => {
  const colour = COLOURS.find((candidate) => candidate === value);
  return colour === undefined ? text(value) : colourLabel(colour, language).toLowerCase();
};

const wordsOf = (values: Values, language: Language): Words => {
  const kind = text(values['kind']);
  const hours = text(values['hours']);
  const reason = text(values['reason']);
  return {
    kind: eventKind(kind)?.label[language] ?? kind,
    colour: colourWord(values['colour'], language),
    from: colourWord(values['from'], language),
    to: colourWord(values['to'], language),
    hours: hours === '' ? '' : ` (${hours})`,
    reason: reason === '' ? '' : `: ${reason}`,
    count: text(values['count']),
  };
};

/** The sentence an operator reads at 03:12. A code from a newer version than this one is shown as it stands. */
export const describeWhy = (why: Why, language: Language): string =>
  Object.hasOwn(SENTENCES, why.code) ? SENTENCES[why.code][language](wordsOf(why.values ?? {}, language)) : why.code;
