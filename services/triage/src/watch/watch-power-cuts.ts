import {
  COUNTED,
  findPowerCuts,
  joinsCut,
  type KnownPowerCut,
  type MainsReport,
  minutes,
  type Place,
  type PowerCut,
  placeKey,
  powerCutAlarm,
  suspectPlaces,
} from '@varde/domain';
import {
  countMainsDevices,
  findAreaName,
  findMunicipality,
  loadMainsReports,
  loadOpenIncidents,
  type OpenIncident,
} from '@varde/postgres';
import { isPassing } from '../triage-error.ts';
import { beginIncident } from './begin-incident.ts';
import { foldMembers } from './fold-members.ts';
import { keepOnePowerCut } from './keep-power-cut.ts';
import type { Look, Watching } from './watching.ts';

/** Reports are looked at for so long: as much as triage may be behind, and power may flicker. */
const LOOK_BACK = minutes(60);

/** Incidents that still take members: a technician who has closed one has done with it. */
const knownCuts = (incidents: readonly OpenIncident[], municipalityId: string): readonly KnownPowerCut[] =>
  incidents.flatMap(({ id, place, beganAt, endedAt, alarm, municipalityId: its }) =>
    place === null || its !== municipalityId || alarm.state === 'closed' ? [] : [{ id, place, beganAt, endedAt }],
  );

/**
 * Makes one incident of many reports of lost mains, and keeps those that are known. Runs in the event lane, a few
 * alarms at a time and never on a device's lock: no fire waits for it.
 */
export const createPowerCutWatch = (watching: Watching): Look => {
  const { db, now } = watching;

  const placeName = async ({ areaId, street, houseNumber }: Place): Promise<string> => {
    const area = (await findAreaName(db, areaId)) ?? areaId;
    const at = [street, houseNumber].filter((part) => part !== null).join(' ');
    return at === '' ? area : `${at}, ${area}`;
  };

  const joinKnown = async (
    municipalityId: string,
    reports: readonly MainsReport[],
    cuts: readonly KnownPowerCut[],
  ): Promise<readonly MainsReport[]> => {
    let left = reports;
    for (const cut of cuts) {
      const joining = left.filter((report) => joinsCut(report, cut));
      await foldMembers(
        watching,
        { id: cut.id, municipalityId },
        joining.map(({ alarmId }) => alarmId),
      );
      left = left.filter((report) => !joining.includes(report));
    }
    return left;
  };

  const begin = async (municipalityId: string, cut: PowerCut): Promise<void> => {
    const municipality = await findMunicipality(db, municipalityId);
    if (municipality === null) throw new Error('an alarm belongs to a municipality');
    const { place, beganAt, reports } = cut;
    const alarm = powerCutAlarm(reports.length, now(), municipality.targets);
    const kind = 'power-cut';
    const where = { place, placeName: await placeName(place) };
    const id = await beginIncident(watching, { municipalityId, kind, ...where, beganAt, endedAt: null, alarm });
    if (id !== null)
      await foldMembers(
        watching,
        { id, municipalityId },
        reports.map(({ alarmId }) => alarmId),
      );
  };

  const findNew = async (municipalityId: string, reports: readonly MainsReport[]): Promise<void> => {
    const sizes = new Map<string, number>();
    for (const place of suspectPlaces(reports)) {
      sizes.set(placeKey(place), await countMainsDevices(db, place, COUNTED));
    }
    for (const cut of findPowerCuts(reports, sizes, now())) await begin(municipalityId, cut);
  };

  const keep = async (incident: OpenIncident): Promise<void> => {
    try {
      await keepOnePowerCut(watching, incident, incident.place === null ? null : await placeName(incident.place));
    } catch (error) {
      // Somebody is at work on one of its alarms: the next look is soon.
      if (!isPassing(error)) throw error;
    }
  };

  return async () => {
    const known = await loadOpenIncidents(db, 'power-cut');
    for (const [municipalityId, reports] of await loadMainsReports(db, now() - LOOK_BACK)) {
      const left = await joinKnown(municipalityId, reports, knownCuts(known, municipalityId));
      await findNew(municipalityId, left);
    }
    for (const incident of await loadOpenIncidents(db, 'power-cut')) await keep(incident);
  };
};
