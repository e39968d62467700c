// An identity provider on another site of this machine: 127.0.0.1, while the house is at localhost.

import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';

const text = (bytes) => Buffer.from(bytes).toString('base64url');

/** Opens one that knows one person, and asks them nothing but a press of a button. */
export async function openProvider(clientId, subject) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const codes = new Map();
  let issuer;
  const answer = (response, json, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(json));
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, issuer);
    if (url.pathname === '/.well-known/openid-configuration') {
      answer(response, { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys` });
    } else if (url.pathname === '/keys') {
      answer(response, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'a', use: 'sig' }] });
    } else if (url.pathname === '/authorize') {
      const asked = url.searchParams;
      const code = randomUUID();
      codes.set(code, { nonce: asked.get('nonce'), challenge: asked.get('code_challenge') });
      const back = (fields) => `${asked.get('redirect_uri')}?${new URLSearchParams({ state: asked.get('state'), ...fields })}`;
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<!doctype html><title>Provider</title><a href="${back({ code }).replaceAll('&', '&amp;')}">It is me</a> <a href="${back({ error: 'access_denied' }).replaceAll('&', '&amp;')}">No</a>`);
    } else if (url.pathname === '/token') {
      let body = '';
      for await (const piece of request) body += piece;
      const sent = new URLSearchParams(body);
      const given = codes.get(sent.get('code'));
      codes.delete(sent.get('code'));
      const challenge = createHash('sha256').update(sent.get('code_verifier')).digest('base64url');
      if (given?.challenge !== challenge) return answer(response, { error: 'invalid_grant' }, 400);
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: issuer, sub: subject, aud: clientId, nonce: given.nonce, iat: now, exp: now + 300 };
      const signed = `${text(JSON.stringify({ alg: 'ES256', kid: 'a' }))}.${text(JSON.stringify(claims))}`;
      const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      answer(response, { id_token: `${signed}.${text(signature)}`, access_token: 'x', token_type: 'Bearer' });
    } else {
      answer(response, {}, 404);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${server.address().port}`;
  return { issuer, close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }) };
}
