// Keeps a rendered floor up to date from the server-sent events of /api/v1/live.
// Shapes: snapshot {time, planVersion, newestReading?, desks[], zones[], gateways[], history?, troubles[]}; change {time, newestReading?, desks[], zones?, gateways|null, history?};
// beat {time, troubles[]}; trouble {what, since, why, fix?, hidesPlan} says what does not work;
// history {through, share?, readings, readingsPerSecond, secondsLeft?} is set while the past is shown;
// desk {key: community/zone/desk/n, state: occupied|recent|free|unknown, since, recentUntil, why, reason?: {kind, of?}};
// zone {key: community/zone, desks, unknown, occupiedAtLeast?, occupiedAtMost?}, in place of desks where the community gives no figures of single desks;
// gateway {key: community/gateway, online, since, backlog, newestReading}. Times are ISO 8601. No id of a community, zone or gateway has a slash.
import { follow } from './stream.js';
import { fill, words } from './words.js';

const root = document.querySelector('[data-live]');
const $ = (selector) => document.querySelector(selector);
const { lang } = document.documentElement;
const inWords = (number) => number.toLocaleString(lang);
// Times are those of the building, wherever the reader is.
const moments = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'medium', timeStyle: 'short', timeZone: root?.dataset.timeZone ?? 'UTC' });
const moment = (time) => moments.format(new Date(time));
// The states and their words as the legend lists them.
const labels = Object.fromEntries([...document.querySelectorAll('[data-label]')].map((e) => [e.dataset.label, e.textContent.trim()]));
const states = Object.keys(labels);

const elements = new Map([...document.querySelectorAll('[data-desk]')].map((e) => [e.dataset.desk, e]));
const zones = new Map([...document.querySelectorAll('[data-zone]')].map((e) => [e.dataset.zone, e]));
const desks = new Map();
const counted = new Map(); // zones of a community that gives no figures of single desks
let gateways = [];
let newestReading = null;
let history = null; // how far a history has been filled, while the past is shown
let troubles = []; // what does not work
let connection = 'waiting'; // waiting (nothing has confirmed what is shown), live or lost
let clockOffset = 0; // server minus browser, ms: a browser's clock may be wrong
const trend = [];

const withoutCommunity = (key) => key.slice(key.indexOf('/') + 1);
const zoneOf = (key) => key.slice(0, key.indexOf('/', key.indexOf('/') + 1)); // community/zone

const serverNow = () => Date.now() + clockOffset;

function paint(desk, flash) {
  const element = elements.get(desk.key);
  if (!element) return;
  const name = `s-${desk.state}`;
  if (element.classList.contains(name)) return;
  for (const state of states) element.classList.toggle(`s-${state}`, state === desk.state);
  if (flash) {
    element.classList.remove('changed');
    requestAnimationFrame(() => element.classList.add('changed'));
  }
}

function accept(desk, flash) {
  desks.set(desk.key, desk);
  paint(desk, flash);
}

// A desk that was used stays "recent" until the server's time says otherwise; there is no event for the passing of time.
function letTimePass() {
  const now = serverNow();
  for (const desk of desks.values()) {
    if (desk.state === 'recent' && desk.recentUntil && Date.parse(desk.recentUntil) <= now) {
      accept({ ...desk, state: 'free', recentUntil: null }, false);
    }
  }
}

function count() {
  const totals = { occupied: 0, recent: 0, free: 0, unknown: 0 };
  const perZone = new Map();
  for (const desk of desks.values()) {
    totals[desk.state]++;
    const zone = zoneOf(desk.key);
    const z = perZone.get(zone) ?? { occupied: 0, known: 0, all: 0 };
    z.all++;
    if (desk.state !== 'unknown') z.known++;
    if (desk.state === 'occupied') z.occupied++;
    perZone.set(zone, z);
  }
  for (const [zone, element] of zones) {
    const told = counted.get(zone);
    if (told) {
      write(element, told.occupiedAtMost === undefined ? '' : `${span(told.occupiedAtLeast, told.occupiedAtMost)}/${told.desks - told.unknown}`, told.unknown);
      continue;
    }
    const z = perZone.get(zone);
    const unknown = z ? z.all - z.known : 0;
    write(element, !z ? '' : z.known === 0 ? words.unknown : `${z.occupied}/${z.all}`, z && z.known > 0 && unknown > 0 ? unknown : 0);
  }
  return totals;
}

const span = (least, most) => (least === most ? `${most}` : `${least}–${most}`);

// The sum over the zones of which it is said: a total of all desks would tell of the others.
function showZones() {
  if (counted.size === 0) return;
  const told = [...counted.values()].filter((zone) => zone.occupiedAtMost !== undefined);
  const sum = (of) => told.reduce((total, zone) => total + of(zone), 0);
  text('[data-zones-occupied]', span(sum((zone) => zone.occupiedAtLeast), sum((zone) => zone.occupiedAtMost)));
  text('[data-zones-desks]', sum((zone) => zone.desks - zone.unknown));
}

// The unknown desks of a zone stand there in words, or as "?3" where the zone is too narrow. They are never left out.
function write(element, share, unknown) {
  const told = `${share}${unknown ? fill(words.ofUnknown, unknown) : ''}`;
  if (element.dataset.told === told) return;
  element.dataset.told = told;
  element.textContent = told;
  if (unknown && !fits(element)) element.textContent = `${share} ?${unknown}`;
}

function fits(element) {
  const text = element.closest('text').getBBox();
  const zone = element.closest('.zone').querySelector('rect').getBBox();
  return text.width === 0 || text.x + text.width <= zone.x + zone.width;
}

function text(selector, value) {
  const element = $(selector);
  if (element && element.textContent !== String(value)) element.textContent = value;
}

function showCounts(totals) {
  const total = desks.size;
  text('.headline [data-count="occupied"]', totals.occupied);
  text('[data-count="total"]', total);
  let x = 0;
  for (const state of states) {
    text(`.legend [data-count="${state}"]`, totals[state]);
    const bar = $(`[data-share-of="${state}"]`);
    const width = total ? (100 * totals[state]) / total : 0;
    bar?.setAttribute('x', x.toFixed(2));
    bar?.setAttribute('width', width.toFixed(2));
    x += width;
  }
}

function age(ms) {
  if (ms < 10_000) return fill(words.seconds, (Math.max(0, ms) / 1000).toFixed(1));
  if (ms < 120_000) return fill(words.seconds, Math.round(ms / 1000));
  if (ms < 7_200_000) return fill(words.minutes, Math.round(ms / 60_000));
  return fill(words.hours, Math.round(ms / 3_600_000));
}

// While a history is filled, the building is shown as it was then. The page says so above the plan.
function showHistory() {
  const strip = $('[data-history]');
  if (!strip) return;
  strip.hidden = !history;
  if (!history) return;
  const share = history.share === undefined ? '' : `, ${Math.floor(history.share * 100)} %`;
  const left = history.secondsLeft === undefined ? '' : ` · ${fill(words.historyLeft, inWords(Math.ceil(history.secondsLeft)))}`;
  const bar = $('[data-history-share]');
  if (history.share === undefined) bar.removeAttribute('value'); else bar.value = history.share;
  text('[data-history-text]', `${fill(words.history, moment(history.through))}${share} · ${fill(words.historyReadings, inWords(history.readings), inWords(Math.round(history.readingsPerSecond)))}${left}`);
}

// What does not work, since when, why, and what to do about it. Written again only when it changes, because it is an alert.
let shownTroubles = null;
function showTroubles() {
  const strip = $('[data-troubles]');
  const told = JSON.stringify(troubles);
  if (!strip || told === shownTroubles) return;
  shownTroubles = told;
  strip.hidden = troubles.length === 0;
  strip.replaceChildren(...troubles.map((trouble) => {
    const line = document.createElement('p');
    const part = (tag, textContent, lang = 'en') => line.append(Object.assign(document.createElement(tag), { textContent, lang }), ' ');
    part('strong', trouble.what);
    part('span', fill(words.since, moment(trouble.since)), lang);
    part('span', trouble.why);
    if (trouble.fix) part('em', trouble.fix);
    return line;
  }));
}

function showAge() {
  const output = $('[data-age]');
  if (!output) return;
  output.textContent = newestReading === null ? words.noneYet : history ? moment(history.through) : age(serverNow() - newestReading);
  output.nextElementSibling.hidden = newestReading === null || history !== null;
  // Where figures of desks are off, most readers are not told when something was measured.
  output.closest('.age').hidden = newestReading === null && counted.size > 0;
  output.closest('.age').classList.toggle('late', newestReading !== null && serverNow() - newestReading > 60_000);
}

function gatewayWord(gateway) {
  if (!gateway.online) return gateway.since ? fill(words.offlineFor, age(serverNow() - Date.parse(gateway.since))) : words.neverSeen;
  const clock = gateway.clockSetBackAt && serverNow() - Date.parse(gateway.clockSetBackAt) < 3_600_000 ? words.clockSetBack : '';
  return (gateway.backlog > 0 ? fill(words.behind, inWords(gateway.backlog)) : words.upToDate) + clock;
}

function showGateways() {
  const list = $('[data-gateways]');
  if (!list) return;
  text('[data-gateways-online]', gateways.filter((g) => g.online).length);
  text('[data-gateways-total]', gateways.length);
  text('[data-backlog]', inWords(gateways.reduce((sum, g) => sum + (g.backlog ?? 0), 0)));
  const rows = [...list.children];
  gateways.forEach((gateway, i) => {
    let row = rows[i];
    if (!row) {
      row = document.createElement('li');
      row.append(Object.assign(document.createElement('span'), { className: 'id' }), Object.assign(document.createElement('span'), { className: 'state' }));
      list.append(row);
    }
    row.className = !gateway.online ? 'offline' : gateway.backlog > 0 ? 'online behind' : 'online';
    const name = withoutCommunity(gateway.key);
    if (row.children[0].textContent !== name) row.children[0].textContent = name;
    const word = gatewayWord(gateway) + (gateway.onNoFloor ? ', on no floor' : '');
    row.title = `${name}: ${word}`;
    if (row.children[1].textContent !== word) row.children[1].textContent = word;
  });
  rows.slice(gateways.length).forEach((row) => row.remove());
}

function showTrend(occupied) {
  const now = Date.now();
  const last = trend.at(-1);
  if (!last || now - last.at >= 2000) trend.push({ at: now, occupied });
  else last.occupied = occupied;
  if (trend.length > 900) trend.splice(1, 2);
  const svg = $('[data-trend]');
  if (!svg) return;
  const from = trend[0].at;
  const span = Math.max(now - from, 60_000);
  const top = Math.max(1, ...trend.map((t) => t.occupied)) * 1.1;
  const points = trend.map((t) => `${((t.at - from) / span * 240).toFixed(1)} ${(48 - (t.occupied / top) * 46).toFixed(1)}`);
  points.push(`${((now - from) / span * 240).toFixed(1)} ${(48 - (occupied / top) * 46).toFixed(1)}`);
  svg.querySelector('.line').setAttribute('d', `M${points.join('L')}`);
  svg.querySelector('.area').setAttribute('d', `M0 48L${points.join('L')}L${((now - from) / span * 240).toFixed(1)} 48Z`);
}

function link(state, told) {
  const element = $('[data-link]');
  if (element) element.dataset.link = state;
  text('[data-link-text]', told);
  connection = state;
  showVeil();
}

// Desks whose states are no longer true, or were never confirmed by live data, are not shown as if they were.
function showVeil() {
  const planIsHidden = troubles.some((trouble) => trouble.hidesPlan);
  const lost = connection !== 'live' || planIsHidden;
  root?.classList.toggle('lost', lost);
  const veil = $('[data-veil]');
  if (!veil) return;
  veil.hidden = !lost;
  veil.classList.toggle('waiting', connection === 'waiting');
  const reason = { lost: words.lost, waiting: words.waiting }[connection] ?? words.notFollowing;
  if (lost) text('[data-veil]', `${reason} ${connection === 'waiting' ? words.nothingTrue : words.outOfDate}`);
}

function refresh() {
  letTimePass();
  const totals = count();
  showCounts(totals);
  showZones();
  showHistory();
  showTroubles();
  showVeil();
  showAge();
  showGateways();
  showTrend(totals.occupied);
}

function take(message) {
  clockOffset = Date.parse(message.time) - Date.now();
  if (message.newestReading) newestReading = Date.parse(message.newestReading);
  if (message.gateways) gateways = message.gateways;
  if (message.troubles) troubles = message.troubles;
  if (message.desks) history = message.history ?? null; // a beat does not contain it
}

let queued = false;
function refreshSoon() {
  if (queued) return;
  queued = true;
  requestAnimationFrame(() => { queued = false; refresh(); });
}

const handlers = {
  snapshot(snapshot) {
    if (snapshot.planVersion !== root.dataset.plan) return reloadFor(snapshot.planVersion);
    newestReading = null;
    take(snapshot);
    desks.clear();
    counted.clear();
    for (const desk of snapshot.desks) accept(desk, false);
    for (const zone of snapshot.zones) counted.set(zone.key, zone);
    isConfirmed = true;
    return true;
  },
  change(change) {
    take(change);
    for (const desk of change.desks) accept(desk, true);
    for (const zone of change.zones ?? []) counted.set(zone.key, zone);
    return true;
  },
  beat(beat) {
    take(beat);
    return true;
  },
};

// The plan has changed. Something between may answer with its old copy of the page, and would do so again: once a minute is enough.
function reloadFor(planVersion) {
  const key = 'opcspaces reloaded';
  const last = JSON.parse(sessionStorage.getItem(key) ?? 'null');
  const wait = last?.planVersion === planVersion ? last.at + reloadMs - Date.now() : 0;
  if (wait > 0 && wait <= reloadMs) {
    isConfirmed = false;
    link('lost', words.oldCopy);
    setTimeout(() => reloadFor(planVersion), wait + 100);
    return false;
  }
  sessionStorage.setItem(key, JSON.stringify({ planVersion, at: Date.now() }));
  location.reload();
  return false;
}

const reloadMs = 60_000;
let isConfirmed = false; // a snapshot came since the stream was begun: changes alone confirm nothing else

function connect() {
  const { community, floor } = root.dataset;
  const address = `/api/v1/live${floor ? `?${new URLSearchParams({ community, floor })}` : ''}`;
  follow(address, `opcspaces ${address}`, {
    heard(kind, message) {
      if (kind !== 'snapshot' && !isConfirmed) return;
      if (!handlers[kind](JSON.parse(message))) return;
      link('live', words.live);
      refreshSoon();
    },
    lost(why) {
      isConfirmed = false;
      link('lost', words[`link_${why}`]);
    },
    paused() {
      isConfirmed = false;
      link('waiting', words.paused);
    },
  });
  setInterval(refresh, 1000);
}

function tips() {
  const plan = $('.plan');
  const tip = $('[data-tip]');
  if (!plan || !tip) return;
  const show = (element) => {
    const desk = desks.get(element.dataset.desk);
    if (!desk) return;
    const state = desk.since ? fill(words.stateSince, labels[desk.state], moment(desk.since)) : labels[desk.state];
    const why = desk.reason ? fill(words[`why_${desk.reason.kind}`], desk.reason.of) : desk.why;
    const strong = Object.assign(document.createElement('strong'), { textContent: withoutCommunity(desk.key) });
    const told = root.classList.contains('lost') ? (connection === 'lost' ? words.lost : words.notConfirmed) : state;
    tip.replaceChildren(strong, ` ${told}`, ...(why ? [Object.assign(document.createElement('em'), { textContent: why })] : []));
    tip.hidden = false;
    const box = element.getBoundingClientRect();
    const ground = plan.getBoundingClientRect();
    const left = Math.min(Math.max(box.left + box.width / 2 - ground.left - tip.offsetWidth / 2, 4), ground.width - tip.offsetWidth - 4);
    const above = box.top - ground.top - tip.offsetHeight - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 0 ? above : box.bottom - ground.top + 8}px`;
  };
  for (const kind of ['pointerover', 'focusin']) {
    plan.addEventListener(kind, (event) => {
      const element = event.target.closest('[data-desk]');
      if (element) show(element); else tip.hidden = true;
    });
  }
  plan.addEventListener('pointerleave', () => { tip.hidden = true; });
  plan.addEventListener('focusout', () => { tip.hidden = true; });
}

if (root) {
  tips();
  connect();
}
