import { randomUUID } from 'node:crypto';
import type { ResidentDetailView } from '@varde/contracts';
import type { Centre } from './centre.ts';

/** A home of one's own in the first area there is; nobody else's test lives there. */
export const someAddress = async (centre: Centre) => {
  const { body } = await centre.operator.get<{ items: { id: string; name: string }[] }>('/api/areas');
  const area = body.items[0];
  if (area === undefined) throw new Error('the seed has areas');
  const street = `Prøveveien ${randomUUID().slice(0, 8)}`;
  return { area, address: { areaId: area.id, street, houseNumber: '1', postalCode: '4001', city: 'Stavanger' } };
};

type Address = Awaited<ReturnType<typeof someAddress>>['address'];

/** Somebody new, whom a test may move and close: the residents of the seed are everybody's. */
export const newResident = async (
  centre: Centre,
  address: Address,
  familyName = 'Prøve',
): Promise<ResidentDetailView> => {
  const caseWorker = await centre.person('case-worker');
  const body = { givenName: 'Olga', familyName, address, needs: [], hazards: [] };
  const answer = await caseWorker.post<ResidentDetailView>('/api/residents', body);
  if (answer.status !== 201) throw new Error(`registering answered ${answer.status}`);
  return answer.body;
};
