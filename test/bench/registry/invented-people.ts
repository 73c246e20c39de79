import { seededDraw } from '../../harness/seeded-draw.ts';

/** Somebody and where they live; put together by chance, so no one in particular. */
export type Invented = {
  readonly given: string;
  readonly family: string;
  readonly area: number;
  readonly street: string;
  readonly number: string;
  readonly unit: string | null;
};

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The commonest of those who are old now first. */
const GIVEN = words(`
  Anne Inger Kari Marit Ingrid Liv Eva Berit Astrid Bjørg Solveig Randi Gerd Else Turid Ruth Åse Sigrid Aud Ellen
  Jan Per Bjørn Ole Lars Kjell Knut Arne Svein Odd Tor Leif Harald Gunnar Sverre Einar Rolf Olav Thor Hans
  Olga Borghild Torborg Målfrid Ragnhild Magnhild Tordis Kirsten Wenche Bodil Gudrun Jorunn Unni Vigdis Reidun Synnøve
  Kåre Torleif Magne Ingvald Rasmus Reidar Bjarne Asbjørn Sigurd Trygve Ottar Jostein Peder Birger Håkon Øyvind Øystein
  Ågot Ingeborg Dagny Hjørdis Klara Margit Oddny Edel Lillian Sonja Tove Grete Karin Britt Elin Laila Wilhelmina
  Aksel Alf Arvid Dagfinn Edvin Finn Georg Henry Ivar Johan Karsten Ludvig Martin Nils Oddvar Petter Ragnar Steinar
  Farida Samira Fatima Lan Hassan Bilal Minh Ahmed Maria Ewa Piotr Agnieszka Noël André Zoë René`);

/** So many bear these that half a page of a telephone directory was one name. */
const COMMON = words(`
  Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Johnsen Pettersen Eriksen Berg
  Haugen Hagen Johannessen Andreassen Jacobsen Halvorsen Dahl Jørgensen Henriksen Lund Sørensen Jakobsen Moen
  Gundersen Iversen Svendsen Strand Solberg Martinsen Paulsen Knutsen Bakken Kristoffersen Mathisen Lie Rasmussen`);

/** Names of farms, which most others are called after. */
const FARM_FRONT = words(`
  Haug Bø Sol Ber Nord Sør Vest Øst Tor Kval Eike Ås Mo Lang Brei Hele Stor Lille Grøn Svart Hvit Rød Skog Dal Fjell
  Myr Hav Sjø Elv Bekk Foss Stein Sand Leir Grus Gran Furu Bjørk Ask Alm Selje Hegg Rogn Hassel Einer Lyng Mos Torv
  Kirke Prest Bisp Konge Smed Møller Fisker Jeger Hjort Elg Bjørne Ulve Reve Hare Ørne Falk Hauk Ugle Rype Tiur`);
const FARM_END = words(`
  land stad heim vik nes voll rud bø li sæter haug berg dal mo vang eid tveit åker gard stø våg sund holm ås lund hus
  moen bakken lien haugen nesset vika støl kleiv vatn fjord`);

const STREET_END = words('gata veien vegen bakken svingen tunet kroken lia stien grenda');

export const AREAS = 20;
const STREETS = FARM_FRONT.length * 30;

/** Small numbers oftener than large ones: a third of all draws are among the first tenth. */
const fewFirst = (draw: () => number, count: number): number => Math.floor(count * draw() ** 2);
/** Area 0 is home to every fifth, the last to one in five hundred. */
const areaOf = (draw: () => number): number => Math.floor(AREAS * draw() ** 2.2);

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

const familyName = (draw: () => number): string =>
  draw() < 0.45
    ? pick(COMMON, fewFirst(draw, COMMON.length))
    : `${pick(FARM_FRONT, fewFirst(draw, FARM_FRONT.length))}${pick(FARM_END, fewFirst(draw, FARM_END.length))}`;

const givenName = (draw: () => number): string => {
  const first = pick(GIVEN, fewFirst(draw, GIVEN.length));
  const kind = draw();
  if (kind < 0.75) return first;
  return `${first}${kind < 0.95 ? ' ' : '-'}${pick(GIVEN, fewFirst(draw, GIVEN.length))}`;
};

/** Each street lies in one area. */
const streetName = (area: number, draw: () => number): string => {
  const at = area + AREAS * Math.floor((draw() * STREETS) / AREAS);
  const front = pick(FARM_FRONT, at);
  const middle = pick(FARM_END, Math.floor(at / FARM_FRONT.length));
  return capital(`${front}${middle}s${pick(STREET_END, at)}`.replace(/ss(?=[^aeiouyæøå])/, 's'));
};

/** The same people for the same seed. */
export const inventPeople = (count: number, seed: number): Invented[] => {
  const draw = seededDraw(seed);
  return Array.from({ length: count }, () => {
    const area = areaOf(draw);
    const inBlock = draw() < 0.5;
    return {
      ...{ given: givenName(draw), family: familyName(draw), area, street: streetName(area, draw) },
      number: `${1 + fewFirst(draw, 90)}${draw() < 0.15 ? pick(['A', 'B', 'C'], Math.floor(draw() * 3)) : ''}`,
      unit: inBlock ? `H0${1 + Math.floor(draw() * 5)}0${1 + Math.floor(draw() * 6)}` : null,
    };
  });
};
