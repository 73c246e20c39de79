import { startEmbeddedBroker } from '@varde/mqtt';
import { createDatabase, findAccounts } from '@varde/postgres';
import { type Env, type Running, readConfig, runMain, type Start } from '@varde/runtime';
import { z } from 'zod';
import { startIdentity } from '../identity/identity.ts';
import { embeddedPlanSchema } from './embedded-plan.ts';

const schema = z.object({
  VARDE_EMBEDDED_PLAN: z.string().transform((text) => embeddedPlanSchema.parse(JSON.parse(text))),
});

/** Broker, identity provider and every service in this one process, each as it would run alone. */
const startAll = async (env: Env): Promise<Running> => {
  const { VARDE_EMBEDDED_PLAN: plan } = readConfig(schema, env);
  const ground: Running[] = [];
  const services: Running[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(services.map((service) => service.close()));
    for (const one of ground.toReversed()) await one.close();
  };
  try {
    const db = createDatabase({ url: plan.broker.database, name: 'broker', max: 4 }, () => undefined);
    ground.push({ close: () => db.destroy() });
    const { port, services: accounts } = plan.broker;
    const findAll = (names: readonly string[]) => findAccounts(db, names);
    ground.push(await startEmbeddedBroker({ port, services: accounts, findAccounts: findAll }));
    ground.push(await startIdentity(plan.identity));
    for (const { main, env: own } of plan.services) {
      const { start } = (await import(main)) as { start: Start };
      services.push(await start(own));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
};

await runMain(startAll);
