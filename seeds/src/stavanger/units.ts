import type { SeedUnit } from '../seed.ts';
import { AREAS } from './areas.ts';

const everywhere = (kind: string, name: string): SeedUnit => ({ id: `1103-${kind}`, areaId: null, kind, name });

export const UNITS: readonly SeedUnit[] = [
  everywhere('response-centre', 'Responssenter Stavanger'),
  everywhere('technical-home-services', 'Tekniske hjemmetjenester'),
  everywhere('health-and-welfare-office', 'Helse- og velferdskontoret'),
  everywhere('welfare-technology', 'Helsehuset, avdeling for velferdsteknologi'),
  everywhere('occupational-therapy', 'Fysio- og ergoterapitjenesten'),
  everywhere('night-patrol', 'Nattpatruljen'),
  { id: '1103-doctor-stavanger', areaId: null, kind: 'out-of-hours-doctor', name: 'Stavanger legevakt' },
  { id: '1103-doctor-ryfylke', areaId: null, kind: 'out-of-hours-doctor', name: 'Ryfylke legevakt' },
  { id: '1103-lervig', areaId: '1103-hundvag-storhaug', kind: 'nursing-home', name: 'Lervig sykehjem' },
  { id: '1103-slatthaug', areaId: '1103-hillevag-hinna', kind: 'nursing-home', name: 'Slåtthaug sykehjem' },
  ...AREAS.map((area) => ({
    id: area.id.replace('1103-', '1103-home-care-'),
    areaId: area.id,
    kind: 'home-care',
    name: `Hjemmebaserte tjenester ${area.name}`,
  })),
];
