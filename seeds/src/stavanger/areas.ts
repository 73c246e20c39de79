import type { SeedArea } from '../seed.ts';

/** An area and what its addresses are made of: invented streets, and the area's own postal codes. */
export type PopulatedArea = SeedArea & {
  readonly residents: number;
  readonly streets: readonly string[];
  readonly post: readonly { readonly code: string; readonly city: string }[];
};

const stavanger = (...codes: readonly string[]) => codes.map((code) => ({ code, city: 'Stavanger' }));

export const AREAS: readonly PopulatedArea[] = [
  {
    id: '1103-hundvag-storhaug',
    name: 'Hundvåg og Storhaug',
    island: false,
    residents: 40,
    streets: ['Tangsprellgata', 'Sildestimveien', 'Blåskjellsvingen', 'Hummerteinegata', 'Drivvedbakken'],
    post: [{ code: '4085', city: 'Hundvåg' }, ...stavanger('4014', '4015', '4016')],
  },
  {
    id: '1103-eiganes-tasta',
    name: 'Eiganes og Tasta',
    island: false,
    residents: 40,
    streets: ['Vardevokterveien', 'Regnbuekroken', 'Tåkelursvingen', 'Epleslangtunet', 'Lindeallébakken'],
    post: stavanger('4007', '4008', '4027', '4029'),
  },
  {
    id: '1103-madla-tjensvoll',
    name: 'Madla og Tjensvoll',
    island: false,
    residents: 36,
    streets: ['Vikingsagaveien', 'Måkeskrikbakken', 'Sverdslipersvingen', 'Havørngrenda', 'Langskipstunet'],
    post: stavanger('4021', '4042', '4048', '4049'),
  },
  {
    id: '1103-hillevag-hinna',
    name: 'Hillevåg og Hinna',
    island: false,
    residents: 44,
    streets: ['Kornmølleveien', 'Sykkelsmedgata', 'Fjordglimtsvingen', 'Teglbrennerbakken', 'Potetåkertunet'],
    post: stavanger('4017', '4018', '4019', '4020'),
  },
  {
    id: '1103-rennesoy',
    name: 'Rennesøy',
    island: true,
    residents: 10,
    streets: ['Sauehylleveien', 'Steingjerdevegen', 'Ferjeventevegen'],
    post: [{ code: '4150', city: 'Rennesøy' }],
  },
  {
    id: '1103-finnoy',
    name: 'Finnøy',
    island: true,
    residents: 10,
    streets: ['Tomathusvegen', 'Lundehaugbakken', 'Notnaustvegen'],
    post: [{ code: '4160', city: 'Finnøy' }],
  },
];
