import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export type Claims = {
  readonly sub: string;
  readonly name: string;
  readonly preferred_username: string;
  readonly role: string;
  readonly municipality: string;
};

export type TestIssuer = {
  readonly url: string;
  /** An access token; `overrides` spoil it where a test wants that. */
  token(claims: JWTPayload, overrides?: { audience?: string; issuer?: string; expires?: string }): Promise<string>;
  /** What the person who signs in next is told to be. */
  readonly nextSignIn: { claims: Claims; nonce: string };
  /** Takes the keys away: asked for them, it answers with a fault. */
  withholdKeys(): void;
  close(): Promise<void>;
};

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
};

/** An OpenID provider as far as the api sees one: its metadata, its keys, its token endpoint. */
export const startTestIssuer = async (clientId: string): Promise<TestIssuer> => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const key = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' };
  let withheld = false;
  const nextSignIn = { claims: {} as Claims, nonce: '' };
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const sign = (claims: JWTPayload, audience: string, issuer = url, expires = '5m'): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'test' })
      .setIssuedAt()
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime(expires)
      .sign(privateKey);

  const answer = async (request: IncomingMessage): Promise<unknown> => {
    switch (request.url) {
      case '/.well-known/openid-configuration':
        return {
          issuer: url,
          authorization_endpoint: `${url}/authorize`,
          token_endpoint: `${url}/token`,
          jwks_uri: `${url}/keys`,
          end_session_endpoint: `${url}/end`,
          id_token_signing_alg_values_supported: ['ES256'],
          code_challenge_methods_supported: ['S256'],
        };
      case '/keys':
        return withheld ? { error: 'server_error' } : { keys: [key] };
      case '/token': {
        const form = await readForm(request);
        if (form.get('code_verifier') === null) return { error: 'invalid_grant' };
        const idToken = await sign({ ...nextSignIn.claims, nonce: nextSignIn.nonce }, clientId);
        return { access_token: randomUUID(), token_type: 'Bearer', id_token: idToken };
      }
      default:
        return { error: 'not_found' };
    }
  };

  server.on('request', (request, response) => {
    answer(request).then(
      (body) => {
        const status = typeof body === 'object' && body !== null && 'error' in body ? 400 : 200;
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      },
      () => response.writeHead(500).end(),
    );
  });

  return {
    url,
    token: (claims, { audience = 'varde-api', issuer = url, expires = '5m' } = {}) =>
      sign(claims, audience, issuer, expires),
    nextSignIn,
    withholdKeys: () => {
      withheld = true;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
