import {
  CANARY_MUNICIPALITY,
  clockTime,
  findOutages,
  joinListening,
  LANE_ALARM_KINDS,
  minutes,
  type Outage,
  outageAlarm,
  outageWhy,
} from '@varde/domain';
import {
  forgetListening,
  loadListening,
  loadMunicipalities,
  loadOpenIncidents,
  loadToldOutages,
  loadUnfolded,
  type Municipality,
  type OpenIncident,
  saveAlarm,
  saveIncident,
} from '@varde/postgres';
import { beginIncident } from './begin-incident.ts';
import { closeMembers } from './close-members.ts';
import { foldMembers } from './fold-members.ts';
import type { Look, Watching } from './watching.ts';

/** Stretches of listening are looked back at for so long, longer than any device may be silent, and then forgotten. */
export const LISTENING_MEMORY = minutes(7 * 24 * 60);

const inWords = ({ from, to }: Outage) => ({ from: clockTime(from), to: to === null ? null : clockTime(to) });

/**
 * Makes one incident of each time when no heartbeat could reach the record, told once to the technicians of every
 * municipality. What the canaries say of the same lane is folded under it.
 */
export const createOutageWatch = (watching: Watching): Look => {
  const { db, now, announce } = watching;

  const begin = async ({ id: municipalityId, targets }: Municipality, outage: Outage): Promise<void> => {
    const alarm = outageAlarm(inWords(outage), now(), targets);
    const where = { place: null, placeName: null };
    const when = { beganAt: outage.from, endedAt: outage.to };
    await beginIncident(watching, { municipalityId, kind: 'outage', ...where, ...when, alarm });
  };

  const end = async (incident: OpenIncident, outage: Outage): Promise<void> => {
    const { alarm, callAlarmId, counted, toCall } = incident;
    const why = alarm.why.map((one) => (one.code === 'not-listening' ? outageWhy(inWords(outage)) : one));
    const saved = await db.transaction().execute(async (tx) => {
      const told = { action: 'restored', actorId: null, detail: { incidentId: incident.id } };
      const open = alarm.state !== 'closed';
      if (open && !(await saveAlarm(tx, alarm, { ...alarm, condition: 'restored', why }, told, now()))) return false;
      return saveIncident(tx, incident, { endedAt: outage.to, closedAt: null, callAlarmId, counted, toCall });
    });
    // Somebody took the alarm at this very moment: the next look is soon.
    if (saved) announce([incident.municipalityId]);
  };

  const keep = async (incident: OpenIncident, outages: readonly Outage[]): Promise<void> => {
    const until = incident.endedAt ?? now();
    const lane = { kinds: [LANE_ALARM_KINDS.status], from: incident.beganAt, until };
    const silences = await loadUnfolded(db, incident.municipalityId, lane);
    if (incident.alarm.state !== 'closed') await foldMembers(watching, incident, silences);
    const outage = outages.find(({ from }) => from === incident.beganAt);
    if (incident.endedAt === null && outage !== undefined && outage.to !== null) return end(incident, outage);
    if (incident.alarm.state === 'closed' && incident.endedAt !== null) await closeMembers(watching, incident);
  };

  return async () => {
    const after = now() - LISTENING_MEMORY;
    const outages = findOutages(joinListening(await loadListening(db, after)), now());
    if (outages.length > 0) {
      const municipalities = (await loadMunicipalities(db)).filter(({ id }) => id !== CANARY_MUNICIPALITY);
      for (const municipality of municipalities) {
        const told = await loadToldOutages(db, municipality.id, after);
        for (const outage of outages.filter(({ from }) => !told.includes(from))) await begin(municipality, outage);
      }
    }
    for (const incident of await loadOpenIncidents(db, 'outage')) await keep(incident, outages);
    await forgetListening(db, after);
  };
};
