// Signs in with a passkey, and adds one. Browsers have passkeys on pages that came over https or from localhost, under a name: what needs them stays
// hidden elsewhere. Options and answers are in the JSON of WebAuthn Level 3.
import { fill, words } from './words.js';

const isAddress = /^[\d.]+$|^\[/.test(location.hostname);
const works = window.isSecureContext && !isAddress && window.PublicKeyCredential?.parseCreationOptionsFromJSON;

async function send(path, body) {
  const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body ?? {}) });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.detail ?? fill(words.answered, answer.status));
}

function offer(selector, act) {
  const place = document.querySelector(selector);
  if (!place || !works) return;
  place.hidden = false;
  const button = place.querySelector('button');
  const fault = place.querySelector('[data-passkey-fault]');
  button.addEventListener('click', async () => {
    fault.hidden = true;
    button.disabled = true;
    try {
      await act(place);
    } catch (e) {
      // Who closes the browser's own window gets no fault.
      if (e.name !== 'NotAllowedError' && e.name !== 'AbortError') {
        fault.textContent = e.message;
        fault.hidden = false;
      }
    } finally {
      button.disabled = false;
    }
  });
}

offer('[data-passkey-sign-in]', async () => {
  const { id, options } = await send('/api/v1/sign-in/passkey/options');
  const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  await send('/api/v1/sign-in/passkey', { id, credential: credential.toJSON() });
  const next = new URLSearchParams(location.search).get('return') ?? '/';
  const url = new URL(next, location.origin);
  location.assign(url.origin === location.origin ? url : '/');
});

offer('[data-passkey-add]', async (place) => {
  const { id, options } = await send('/api/v1/me/passkeys/options');
  const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  await send('/api/v1/me/passkeys', { id, name: place.querySelector('input').value, credential: credential.toJSON() });
  location.reload();
});

const none = document.querySelector('[data-passkey-none]');
if (none) none.hidden = !!works;
