// What those see who run the map. It asks /api for the records that the commands print.

import { ask, element, line, make, findingsTable, short, time, verdict } from './parts.js';
import { begin, person, completeButton, mayChange, showWaiting, unfreezeButton } from './changes.js';

const EVERY = 15_000;

const MATCHES = {
  same_bytes: ['matches what is live', 'good'],
  other_bytes: ['differs from what is live', 'warn'],
  unknown: ['not known to match what is live', 'warn'],
  missing: ['missing: backsight rollback brings it back', 'bad'],
  not_pinned: ['not read by what is live', 'soft'],
};

function showStatus(status) {
  const list = make('dl');
  const { live } = status;
  if (live) {
    const link = make('a', live.release, { href: '/map/index.html' });
    line(list, 'release', link, ' ', verdict(live.verdict));
    line(list, 'since', `${time(live.since)}, by ${live.by}, ${live.action}${live.reason ? `: ${live.reason}` : ''}`);
    if (live.overruled.length > 0) {
      line(list, 'overruled', make('span', live.overruled.join(', '), { class: 'warn' }));
    }
    live.findings.filter(({ severity }) => severity !== 'info').forEach(({ severity, code, message }) =>
      line(list, severity, make('span', `${code}: ${message}`, { class: severity === 'fail' ? 'bad' : 'warn' })));
  } else {
    line(list, 'release', 'Nothing is live: backsight build, then backsight publish');
  }
  Object.entries(status.inputs).forEach(([name, input]) => {
    const [words, look] = MATCHES[input.match] ?? [input.match, 'soft'];
    line(list, `input ${name}`, `${input.key}, ${input.version ? `version ${input.version}` : 'no version'}: `, make('span', words, { class: look }));
  });
  if (status.freeze) {
    line(list, 'frozen', make('span', `since ${time(status.freeze.since ?? status.freeze.time)}: publishing waits until somebody lets it go on (backsight unfreeze)`, { class: 'warn' }), ...unfreezeButton());
  }
  (status.unfinished ?? []).forEach((operation) =>
    line(list, 'unfinished', make('span', `${operation.action} of ${operation.release} by ${operation.who}, begun ${time(operation.begun)}. ${operation.next}`, { class: 'bad' }), ...completeButton()));
  (status.notes ?? []).forEach(({ code, message }) => line(list, 'note', make('span', `${code}: ${message}`, { class: 'warn' })));
  if (status.lastGood && live && status.lastGood !== live.release) {
    line(list, 'last good', make('code', status.lastGood));
  }
  element('status').replaceChildren(list);
  element('status').removeAttribute('aria-busy');
}

function events(releases, versions) {
  const periods = releases.flatMap((release) => release.periods.map((period) => ({
    kind: 'release', time: period.from, what: period.action, which: release.release, verdict: release.verdict,
    by: `${period.by}${period.reason ? `: ${period.reason}` : ''}`, release: release.release, operation: period.operation,
  })));
  const never = releases.filter(({ periods: lived }) => lived.length === 0).map((release) => ({
    kind: 'release', time: '', what: 'built, never live', which: release.release, verdict: release.verdict, by: '', release: release.release,
  }));
  const inputs = versions.map((version) => ({
    kind: version.input, time: version.time, what: version.deleteMarker ? `${version.input}: deleted` : `${version.input}: new version`,
    which: `${version.version}${version.sha256 ? `, SHA-256 ${short(version.sha256)}` : ''}${version.quarantined ? ', in quarantine' : ''}`,
    verdict: version.deleteMarker ? '' : version.verdict, by: '', release: '', version: version.version, sha256: version.sha256, releases: version.releases ?? [],
  }));
  return [...periods, ...inputs].sort((one, other) => other.time.localeCompare(one.time)).concat(never);
}

function moreButton(name, show) {
  const more = make('button', 'more', { type: 'button', 'aria-label': `more of ${name}` });
  more.addEventListener('click', async () => {
    const box = element('details');
    box.replaceChildren(make('p', 'Asking …'));
    try {
      box.replaceChildren(...await show());
    } catch (fault) {
      box.replaceChildren(make('p', fault.message, { class: 'warn' }));
    }
    box.scrollIntoView({ block: 'nearest' });
  });
  return more;
}

function look(event) {
  const cell = make('td');
  if (event.sha256) {
    cell.append(moreButton(`${event.kind} ${event.version}`, () => versionDetails(event)));
  }
  if (event.release) {
    cell.append(make('a', 'map', { href: `/preview/${event.release}/index.html`, 'aria-label': `map of ${event.release}` }), ' ');
    cell.append(moreButton(event.release, () => releaseDetails(event)));
  }
  if (event.operation) {
    cell.append(' ', make('a', 'evidence', { href: `/evidence/${event.operation}`, target: '_blank', rel: 'noopener', 'aria-label': `evidence of ${event.operation}` }));
  }
  return cell;
}

/** What a release was made of and what its checks said: its manifest. */
async function releaseDetails({ release }) {
  const reply = await fetch(`/map/releases/${release}/manifest.json`);
  if (!reply.ok) {
    throw new Error(`its manifest cannot be read (${reply.status})`);
  }
  const manifest = await reply.json();
  const list = make('dl');
  line(list, 'verdict', verdict(manifest.verdict));
  manifest.pins.forEach(({ input, key, version, sha256 }) => line(list, `made from ${input}`, `${key}, version ${version}, SHA-256 ${sha256}`));
  line(list, 'made by', `Backsight ${manifest.backsight}`);
  line(list, 'artifacts', `${manifest.artifacts.length}: ${manifest.artifacts.slice(0, 12).map(({ name }) => name).join(', ')}${manifest.artifacts.length > 12 ? ', …' : ''}`);
  return [make('h3', `Release ${release}`), list, findingsTable(manifest.findings)];
}

/** What is said of the bytes of a version, and what its checks found. */
async function versionDetails({ kind, version, sha256, releases }) {
  const said = await ask('verdict', { input: kind, sha256 });
  const list = make('dl');
  line(list, 'checks say', verdict(said.checks));
  if (said.overruling) {
    const { verdict: word, who, reason, time: when } = said.overruling;
    line(list, 'overruled', verdict(word), ` by ${who}, ${time(when)}: ${reason}`);
  }
  line(list, 'looked at', `${time(said.time)}${said.against ? `, beside release ${said.against}` : ''}, by rules ${short(said.rules)}, Backsight ${said.backsight}`);
  line(list, 'bytes', `SHA-256 ${sha256}`);
  line(list, 'releases of it', releases.join(', ') || 'none');
  return [make('h3', `${kind}, version ${version}`), list, findingsTable(said.findings)];
}

function showEvents(all) {
  const kind = element('filter').value;
  element('events').tBodies[0].replaceChildren(...all.filter((event) => !kind || event.kind === kind).map((event) => {
    const row = make('tr');
    const judged = make('td');
    judged.append(verdict(event.verdict));
    row.append(make('td', time(event.time)), make('td', event.what), make('td', event.which), judged, make('td', event.by), look(event));
    return row;
  }));
}

function options(select, entries) {
  const chosen = select.value;
  select.replaceChildren(...entries.map(([value, text]) => make('option', text, { value })));
  if (entries.some(([value]) => value === chosen)) {
    select.value = chosen;
  }
}

function showComparison() {
  element('comparison').href = `/compare/${element('before').value}/${element('after').value}`;
}

/** For those who only look: what a rollback would do, and the command that does it. */
async function showPlan() {
  if (mayChange()) {
    return;
  }
  const release = element('target').value;
  const box = element('plan');
  box.replaceChildren(make('p', 'Asking …'));
  try {
    const plan = await ask('plan', release ? { release } : {});
    if (element('target').value === release && !mayChange()) {
      box.replaceChildren(make('pre', plan.text));
      if (plan.command) {
        const how = make('p', 'To do it: ');
        how.append(make('code', plan.command));
        box.append(how);
      }
    }
  } catch (fault) {
    box.replaceChildren(make('p', fault.message, { class: 'warn' }));
  }
}

let timeline = [];
let live = '';

async function show() {
  const [status, releases, versions] = await Promise.all([ask('status'), ask('releases'), ask('versions')]);
  showStatus(status);
  live = status.live?.release ?? '';
  await showWaiting();
  timeline = events(releases, versions);
  const inputs = [...new Set(versions.map(({ input }) => input))];
  options(element('filter'), [['', 'everything'], ['release', 'releases'], ...inputs.map((input) => [input, `input ${input}`])]);
  showEvents(timeline);
  const named = releases.map(({ release, verdict: judged, periods }) =>
    [release, `${release} (${judged}${periods.length > 0 ? `, live ${time(periods[0].from)}` : ', never live'})`]);
  const fresh = element('before').options.length === 0;
  options(element('before'), named);
  options(element('after'), named);
  options(element('target'), [['', 'the last good release'], ...named]);
  options(element('input'), inputs.map((input) => [input, input]));
  if (fresh && named.length > 1) {
    element('before').value = named[1][0];
    element('after').value = named[0][0];
  }
  showComparison();
  if (element('note').dataset.kind === 'state') {
    element('note').hidden = true;
  }
  document.documentElement.dataset.ready = 'true';
}

const shown = () => show().catch((fault) => {
  element('note').textContent = `This cannot be told now: ${fault.message}`;
  element('note').dataset.kind = 'state';
  element('note').hidden = false;
});

element('filter').addEventListener('change', () => showEvents(timeline));
['before', 'after'].forEach((id) => element(id).addEventListener('change', showComparison));
element('target').addEventListener('change', showPlan);
await begin({ shown, live: () => live, lookAgain: async () => {
  if (person().mayLook) {
    await shown();
    showPlan();
  }
} });
setInterval(() => document.hidden || !person().mayLook || shown(), EVERY);
