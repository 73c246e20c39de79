import type { Grant } from '@varde/domain';
import {
  type Database,
  type DecisionRecord,
  type ExportedResident,
  type KeyBox,
  listDecisions,
  listKeyBoxes,
  listResidentsToExport,
} from '@varde/postgres';
import { DECISION_COLUMNS } from './decision-rows.ts';
import { type Cells, exportPages, headerOf } from './export-pages.ts';
import { KEY_BOX_COLUMNS } from './import-key-boxes.ts';
import { RESIDENT_COLUMNS } from './import-residents.ts';

const residentCells = (one: ExportedResident): Cells => {
  const { street, houseNumber, entrance, floor, unitNumber, postalCode, city } = one.home;
  const person = [one.nationalId, one.givenName, one.familyName, one.birthDate, one.phone];
  const words = [one.needs.join(', '), one.hazards.join(', ')];
  return [...person, ...words, street, houseNumber, entrance, floor, unitNumber, postalCode, city, one.areaName];
};

/** Residents with their homes; nothing of how one gets in, and no id of the home that could be laid beside one. */
export const exportResidents = (db: Database, municipalityId: string): AsyncGenerator<string> =>
  exportPages<ExportedResident>(
    headerOf(RESIDENT_COLUMNS),
    (after, limit) => listResidentsToExport(db, municipalityId, after?.id ?? null, limit),
    (one) => [residentCells(one)],
  );

const basisCells = ({ basis }: Grant): Cells => {
  if (basis === null) return [null, null, null, null, null];
  if (basis.kind === 'consent') return ['samtykke', basis.givenOn, null, null, null];
  const { capacityAssessedOn, nextOfKinHeardOn, objects, reviewBy } = basis;
  return ['§ 4-6 a', capacityAssessedOn, nextOfKinHeardOn, objects ? 'ja' : 'nei', reviewBy];
};

const decisionCells = (decision: DecisionRecord): readonly Cells[] => {
  const { number, residentId, validFrom, validUntil, orders, ended } = decision;
  const whole = [number, residentId, null, validFrom, validUntil, orders.join(', ')];
  const over = [ended?.on ?? null, ended?.reason ?? null];
  return decision.grants.map((grant) => [...whole, grant.function, ...basisCells(grant), ...over]);
};

/** Decisions, a row for each function; who they are about by id alone. How they ended is told and not read again. */
export const exportDecisions = (db: Database, municipalityId: string): AsyncGenerator<string> =>
  exportPages<DecisionRecord>(
    [...headerOf(DECISION_COLUMNS), 'Avsluttet', 'Årsak'],
    (after, limit) => listDecisions(db, { municipalityId, after: after?.number }, limit),
    decisionCells,
  );

/** Key boxes by the id of the home or a serial number: no address, and no name. */
export const exportKeyBoxes = (db: Database, municipalityId: string): AsyncGenerator<string> =>
  exportPages<KeyBox>(
    headerOf(KEY_BOX_COLUMNS),
    (after, limit) => listKeyBoxes(db, municipalityId, after?.homeId ?? null, limit),
    ({ homeId, serial, keyBox }) => [[homeId, serial, keyBox]],
  );
