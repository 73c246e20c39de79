import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { StackError } from './stack-error.ts';
import { writeAtomically } from './write-atomically.ts';

const secretsSchema = z.object({
  database: z.string(),
  redis: z.string(),
  mqttService: z.string(),
  mqttAdmin: z.string(),
  mqttClient: z.string(),
  session: z.string(),
  oidcClient: z.string(),
  /** ES256, private: signs what the demo identity provider and the `token` command issue. */
  signingKey: z.looseObject({ kty: z.literal('EC'), kid: z.string(), alg: z.literal('ES256') }),
});
export type Secrets = z.output<typeof secretsSchema>;

export const readSecrets = (file: string): Secrets | null => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch {
    throw new StackError(`${file} is damaged; remove the folder it is in to start afresh.`);
  }
};

const createSecrets = async (): Promise<Secrets> => {
  const word = (): string => randomBytes(24).toString('base64url');
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = randomBytes(8).toString('hex');
  return {
    database: word(),
    redis: word(),
    mqttService: word(),
    mqttAdmin: word(),
    mqttClient: word(),
    session: word(),
    oidcClient: word(),
    signingKey: { ...(await exportJWK(privateKey)), kty: 'EC', kid, alg: 'ES256', use: 'sig' },
  };
};

/** The stack's own passwords and keys, made at its first start. */
export const loadSecrets = async (file: string): Promise<Secrets> => {
  const known = readSecrets(file);
  if (known !== null) return known;
  const fresh = await createSecrets();
  writeAtomically(file, fresh);
  return fresh;
};
