// An issuer of OpenID Connect made of npm oidc-provider, with its own development pages for sign-in and consent: any password is right.
// Arguments: port, redirect address, client secret. People: wang has the group hub-facility, li has none.
// Standard output: one JSON line when it listens.
import { Provider } from 'oidc-provider';

const [port, redirect, secret] = process.argv.slice(2);
const groups = { wang: ['hub-facility', 'others'], li: [] };
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [{ client_id: 'opcspaces', client_secret: secret, redirect_uris: [redirect], grant_types: ['authorization_code'], response_types: ['code'] }],
  claims: { openid: ['sub'], profile: ['preferred_username', 'name', 'groups'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: `subject-${id}`, preferred_username: id, name: `${id} of the directory`, groups: groups[id] ?? [] }) }),
  pkce: { required: () => true },
  cookies: { keys: ['a key of a test'] },
});
provider.on('server_error', (_, error) => console.error(error));
provider.listen(Number(port), '127.0.0.1', () => console.log(JSON.stringify({ listens: issuer })));
