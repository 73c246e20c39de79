import type { Role } from '@varde/domain';
import type { SeedStaff } from '../seed.ts';

const person = (number: number, username: string, name: string, role: Role, unit: string): SeedStaff => ({
  id: `11030000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  username,
  name,
  role,
  unitId: `1103-${unit}`,
});

/** Everyone who can sign in to a demonstration. Invented people; their ids never change. */
export const DEMO_STAFF: readonly SeedStaff[] = [
  person(1, 'kari', 'Kari Ålgård', 'operator', 'response-centre'),
  person(2, 'jonas', 'Jonas Lunde', 'operator', 'response-centre'),
  person(3, 'amina', 'Amina Warsame', 'operator', 'response-centre'),
  person(4, 'eirik', 'Eirik Sandvær', 'operator', 'response-centre'),
  person(5, 'siri', 'Siri Håland', 'shift-lead', 'response-centre'),
  person(6, 'tor', 'Tor Brekkeli', 'technician', 'technical-home-services'),
  person(7, 'linh', 'Linh Tran Vik', 'technician', 'technical-home-services'),
  person(8, 'ingrid', 'Ingrid Mosli', 'case-worker', 'health-and-welfare-office'),
  person(9, 'natt1', 'Nattpatrulje 1', 'responder', 'night-patrol'),
  person(10, 'natt2', 'Nattpatrulje 2', 'responder', 'night-patrol'),
  person(11, 'storhaug', 'Hjemmetjenesten Hundvåg og Storhaug', 'responder', 'home-care-hundvag-storhaug'),
  person(12, 'eiganes', 'Hjemmetjenesten Eiganes og Tasta', 'responder', 'home-care-eiganes-tasta'),
  person(13, 'madla', 'Hjemmetjenesten Madla og Tjensvoll', 'responder', 'home-care-madla-tjensvoll'),
  person(14, 'hinna', 'Hjemmetjenesten Hillevåg og Hinna', 'responder', 'home-care-hillevag-hinna'),
  person(15, 'rennesoy', 'Hjemmetjenesten Rennesøy', 'responder', 'home-care-rennesoy'),
  person(16, 'finnoy', 'Hjemmetjenesten Finnøy', 'responder', 'home-care-finnoy'),
  person(17, 'drift', 'Dina Driftvold', 'admin', 'welfare-technology'),
];
