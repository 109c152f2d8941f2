// One stream of server-sent events for all tabs of a browser that show the same floor. A browser opens six connections to a server at
// most (HTTP/1.1), so a seventh tab with a stream of its own would never load; the seventh visible window with a floor of its own does not. The tab that holds a lock reads the stream and tells the
// others over a channel; a tab that nobody sees has neither. Without locks (a page over plain http that is not on this machine) each visible
// tab has a stream of its own.
const silentMs = 10_000; // the server sends something at least every 2 s
const reopenMs = 2_000; // a browser does not try again by itself after an answer that is no stream

// heard(kind, text): an event of the stream. lost(why): nothing comes: again (it is tried again), silent (the server says nothing) or held (nothing ever came). paused(): nobody sees this tab.
export function follow(address, name, { heard, lost, paused }) {
  const shares = 'locks' in navigator && 'BroadcastChannel' in window;
  const channel = shares ? new BroadcastChannel(name) : null;
  let source = null; // the stream, in the tab that reads it
  let visit = null; // an AbortController while this tab is seen
  let release = null; // gives the lock back
  let since = 0; // when this visit began, or the lock was taken from a tab that said nothing
  let heardAt = 0;
  let readerAt = 0; // when the tab that reads the stream said something

  const tell = (message) => channel?.postMessage(message);

  function hear(kind, text) {
    heardAt = Date.now();
    heard(kind, text);
  }

  function open() {
    const own = new EventSource(address);
    source = own;
    for (const kind of ['snapshot', 'change', 'beat']) {
      own.addEventListener(kind, (event) => {
        tell({ kind, text: event.data });
        hear(kind, event.data);
      });
    }
    own.addEventListener('error', () => {
      tell({ kind: 'lost' });
      lost('again');
      if (own.readyState !== EventSource.CLOSED) return;
      // An answer that is no stream. When the session has ended, the page itself leads to the sign-in.
      fetch('/api/v1/me').then((answer) => { if (answer.status === 401) location.reload(); }, () => {});
      setTimeout(() => { if (source === own) open(); }, reopenMs);
    });
  }

  function close() {
    source?.close();
    source = null;
  }

  // Waits for the lock and reads the stream until the visit ends or another tab takes the lock; then waits again.
  async function read(signal, steal) {
    while (!signal.aborted) {
      try {
        await navigator.locks.request(name, steal ? { steal: true } : { signal }, () => new Promise((resolve) => {
          release = resolve;
          open();
        }));
      } catch (error) {
        if (error.name !== 'AbortError') throw error; // the visit ended, or the lock was taken
      } finally {
        release = null;
        close();
      }
      steal = false;
    }
  }

  function arrive() {
    visit = new AbortController();
    [since, heardAt, readerAt] = [Date.now(), 0, 0];
    if (!shares) {
      open();
      return;
    }
    tell({ kind: 'hello' });
    read(visit.signal, false);
  }

  function leave() {
    visit.abort();
    visit = null;
    release?.();
    close();
    paused();
  }

  if (channel) {
    channel.onmessage = ({ data }) => {
      if (!visit) return;
      if (data.kind === 'hello') {
        // The new tab needs a snapshot, and only the server has one that is true.
        if (source) { close(); open(); }
        return;
      }
      readerAt = Date.now();
      if (source || data.kind === 'here') return;
      if (data.kind === 'lost') lost('again');
      else hear(data.kind, data.text);
    };
  }

  // A connection that stalls without closing raises no error, and neither does a proxy that holds everything back.
  setInterval(() => {
    if (!visit) return;
    if (source) tell({ kind: 'here' });
    if (Date.now() - Math.max(heardAt, since) <= silentMs) return;
    lost(heardAt ? 'silent' : 'held');
    if (!shares || source || Date.now() - Math.max(readerAt, since) <= silentMs) return;
    since = Date.now();
    visit.abort();
    visit = new AbortController();
    read(visit.signal, true); // the tab that has the lock is stuck
  }, 1000);

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && visit) leave();
    else if (document.visibilityState !== 'hidden' && !visit) arrive();
  });
  if (document.visibilityState !== 'hidden') arrive();
}
