// Brings a page with islands back after its connection was lost. Blazor tries to reconnect for a while and says how that goes; a server that was started
// again does not know the circuit any more, and then the page is loaded again. When the session has ended, that leads to the sign-in.
const askMs = 3_000;
const notice = document.getElementById('components-reconnect-modal');

async function isThere() {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).status > 0;
  } catch {
    return false;
  }
}

async function loadWhenThere() {
  if (await isThere()) location.reload();
  else setTimeout(loadWhenThere, askMs);
}

notice.addEventListener('components-reconnect-state-changed', ({ detail: { state } }) => {
  notice.dataset.state = state;
  if (state === 'rejected' || state === 'failed' || state === 'resume-failed') loadWhenThere();
});

for (const link of document.querySelectorAll('[data-load-again]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    location.reload();
  });
}
