// The side of the console that changes things: signing in, plans, approvals, uploads. A plan is shown, confirmed by
// typing the id of the release that is to be live, and carried out on the server exactly as shown, or not at all.

import { ask, element, findingsTable, line, make, send, time } from './parts.js';

let session = { name: '', role: '', guard: '', canChange: false, openToLook: true, secondPerson: false };
let page = { shown: async () => {}, live: () => '', lookAgain: async () => {} };
let plan = null;

const RANKS = ['', 'viewer', 'operator', 'approver'];
const covers = (role) => RANKS.indexOf(session.role) >= RANKS.indexOf(role);

export const mayChange = () => covers('operator');
export const person = () => ({ ...session, mayLook: session.openToLook || session.role !== '' });
const request = (path, body = {}) => send('POST', path, body, session.guard);

export async function begin(given) {
  page = given;
  element('sign-in').addEventListener('submit', signIn);
  element('sign-out').addEventListener('click', signOut);
  element('wish').addEventListener('submit', showWish);
  element('action').addEventListener('change', () => {
    element('target-label').hidden = element('action').value === 'undo';
    forget();
  });
  ['target', 'force'].forEach((id) => element(id).addEventListener('change', () => mayChange() && forget()));
  element('typed').addEventListener('input', () => {
    element('go').disabled = element('typed').value.trim() !== plan?.release;
  });
  element('confirm').addEventListener('submit', confirmed);
  element('forget').addEventListener('click', leave);
  element('send').addEventListener('submit', sendFile);
  session = await ask('session');
  showPerson();
  await page.lookAgain();
  document.documentElement.dataset.ready = 'true';
}

function showPerson() {
  element('sign-in').hidden = !session.canChange || session.role !== '';
  element('signed-in').hidden = session.role === '';
  element('name').textContent = `${session.name}, ${session.role}`;
  document.querySelectorAll('[data-for=operator]').forEach((part) => {
    part.hidden = !mayChange();
  });
  document.querySelectorAll('main > section').forEach((part) => {
    if (!['waiting', 'progress', 'upload'].includes(part.id)) {
      part.hidden = !person().mayLook;
    }
  });
  element('footer').textContent = session.canChange
    ? 'Those who show a token may change things here. Each change stands in the journal under their name.'
    : 'This console only reads. Changes are made by the commands that it names, or here: backsight serve --tokens FILE.';
  element('plan').replaceChildren();
}

async function signIn(event) {
  event.preventDefault();
  try {
    session = await request('session', { token: element('token').value });
    element('token').value = '';
    complain('');
    showPerson();
    await page.lookAgain();
  } catch (fault) {
    complain(fault.message);
    element('token').select();
  }
}

async function signOut() {
  forget();
  session = await send('DELETE', 'session', null, session.guard).catch(() => ({ ...session, name: '', role: '', guard: '' }));
  showPerson();
  await page.lookAgain();
}

function complain(text) {
  element('note').textContent = text;
  element('note').dataset.kind = 'change';
  element('note').hidden = !text;
}

/** Does what was asked for; says so where it cannot. Whoever was signed out meanwhile signs in again. */
async function attempt(work) {
  try {
    complain('');
    return await work();
  } catch (fault) {
    complain(fault.message);
    if (fault.status === 401 || fault.status === 403) {
      session = await ask('session').catch(() => session);
      element('sign-in').hidden = !session.canChange || session.role !== '';
      element('signed-in').hidden = session.role === '';
    }
    return null;
  }
}

function forget() {
  plan = null;
  element('confirm').hidden = true;
  element('plan').replaceChildren();
  element('typed').value = '';
  element('go').disabled = true;
}

const VERBS = { rollback: 'Roll back', publish: 'Publish', undo: 'Undo' };

async function showWish(event) {
  event?.preventDefault();
  forget();
  const action = element('action').value;
  const reason = element('reason').value.trim();
  if (!reason) {
    complain('Say why: it stands in the journal.');
    element('reason').focus();
    return;
  }
  element('plan').replaceChildren(make('p', 'Planning …'));
  const made = await attempt(() => request('plans', {
    action, reason, release: action === 'undo' ? '' : element('target').value, force: element('force').checked,
  }));
  if (!made) {
    element('plan').replaceChildren();
    return;
  }
  plan = made;
  element('plan').replaceChildren(make('pre', made.text));
  if (made.refused) {
    element('plan').append(make('p', 'Checks refuse this plan. It can be made anew “although checks refuse it”.', { class: 'bad' }));
    return;
  }
  element('wanted').textContent = made.release;
  element('change').hidden = !page.live() || page.live() === made.release;
  element('change').href = `/compare/${page.live()}/${made.release}`;
  element('go').textContent = session.secondPerson ? 'Ask an approver' : VERBS[action];
  element('confirm').hidden = false;
  element('typed').focus();
}

async function leave() {
  const left = plan;
  forget();
  if (left) {
    await attempt(() => request(`plans/${left.digest}/withdraw`));
  }
}

async function confirmed(event) {
  event.preventDefault();
  const { digest } = plan;
  const confirm = element('typed').value.trim();
  element('go').disabled = true;
  if (session.secondPerson) {
    if (await attempt(() => request(`plans/${digest}/ask`, { confirm }))) {
      forget();
      element('plan').replaceChildren(make('p', 'An approver other than you has to agree to it now.'));
      await showWaiting();
    }
    return;
  }
  await carryOut(digest, confirm);
}

async function carryOut(digest, confirm) {
  const begun = await attempt(() => request(`plans/${digest}/apply`, { confirm }));
  if (begun) {
    forget();
    await follow(begun.task, 'At work', showOperation);
  }
}

/** Shows a task's steps while they happen. */
function follow(task, title, ended, steps = element('steps')) {
  element('progress-title').textContent = title;
  element('result').replaceChildren();
  steps.replaceChildren();
  element('progress').hidden = false;
  element('progress-title').focus();
  return new Promise((resolve) => {
    const events = new EventSource(`/api/tasks/${task}/events`);
    const open = new Map();
    events.addEventListener('begun', ({ data }) => {
      const { step } = JSON.parse(data);
      const item = make('li', step, { class: 'begun' });
      open.set(step, item);
      steps.append(item);
    });
    ['done', 'failed'].forEach((kind) => events.addEventListener(kind, ({ data }) => {
      open.get(JSON.parse(data).step)?.setAttribute('class', kind);
    }));
    events.addEventListener('end', async ({ data }) => {
      events.close();
      await page.shown();
      ended(JSON.parse(data));
      resolve();
    });
    // A browser tries again by itself; a server that was started anew knows nothing of the task.
    events.addEventListener('open', () => element('result').replaceChildren());
    events.addEventListener('error', () => {
      element('result').replaceChildren(make('p', 'The server does not answer any more. What was under way may be complete or not: see what is live, above, once it answers again.', { class: 'bad' }));
      if (events.readyState === EventSource.CLOSED) {
        page.shown();
        resolve();
      }
    });
  });
}

function said({ exitCode, record, said: words }) {
  const text = record?.message ?? record?.error ?? words;
  return make('p', text || (exitCode === 0 ? 'Done.' : words), { class: exitCode === 0 ? 'good' : 'bad' });
}

function showOperation(end) {
  const box = element('result');
  element('progress-title').textContent = end.exitCode === 0 ? 'Done' : 'Not done';
  box.replaceChildren(said(end));
  const result = end.record?.result;
  if (result) {
    const list = make('dl');
    result.steps.forEach(({ step, object, ended, detail, milliseconds }) =>
      line(list, step, `${String(ended).toLowerCase().replaceAll('_', ' ')}, ${milliseconds} ms: ${[object, detail].filter(Boolean).join(', ')}`));
    box.append(list);
    const links = make('p');
    links.append(make('a', 'Evidence', { href: `/evidence/${result.operation}`, target: '_blank', rel: 'noopener' }), ' ');
    if (end.exitCode === 0 && mayChange()) {
      const undo = make('button', 'Undo this', { type: 'button', id: 'undo' });
      undo.addEventListener('click', () => {
        element('action').value = 'undo';
        element('target-label').hidden = true;
        element('reason').value ||= 'taken back';
        element('back').scrollIntoView();
        showWish();
      });
      links.append(undo);
    }
    box.append(links);
  }
}

/** Plans that wait for somebody else to agree. */
export async function showWaiting() {
  const waiting = session.secondPerson && person().mayLook ? await ask('plans') : [];
  element('waiting').hidden = waiting.length === 0;
  // Made anew only when they are others: somebody may be typing there.
  const those = JSON.stringify([session.name, page.live(), waiting.map(({ digest }) => digest)]);
  if (those !== element('plans').dataset.those) {
    element('plans').dataset.those = those;
    element('plans').replaceChildren(...waiting.map(waitingPlan));
  }
}

function waitingPlan({ digest, action, release, reason, who, made, text, forced }) {
  const box = make('article');
  box.append(make('h3', `${VERBS[action.toLowerCase()]} to ${release}`), make('p', `${who}, ${time(made)}: ${reason}${forced ? ' (checks are overruled)' : ''}`), make('pre', text));
  if (page.live() && page.live() !== release) {
    box.append(make('a', 'What the public would see change', { href: `/compare/${page.live()}/${release}`, target: '_blank', rel: 'noopener' }));
  }
  if (covers('approver') && who !== session.name) {
    const form = make('form');
    const label = make('label', `To agree, type ${release} `);
    const typed = make('input', '', { autocomplete: 'off', spellcheck: 'false', size: '18', class: 'agree' });
    const go = make('button', 'Agree and carry out', { type: 'submit', class: 'strong' });
    label.append(typed);
    form.append(label, go);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      carryOut(digest, typed.value.trim());
    });
    box.append(form);
  }
  if (mayChange() && (who === session.name || covers('approver'))) {
    const no = make('button', who === session.name ? 'Withdraw' : 'Refuse', { type: 'button' });
    no.addEventListener('click', () => attempt(() => request(`plans/${digest}/withdraw`)).then(showWaiting));
    box.append(no);
  }
  return box;
}

/** What completes an operation that was interrupted. */
export function completeButton() {
  if (!mayChange()) {
    return [];
  }
  const complete = make('button', 'Complete it', { type: 'button', class: 'complete' });
  complete.addEventListener('click', async () => {
    const begun = await attempt(() => request('recover'));
    if (begun) {
      await follow(begun.task, 'Completing', showOperation);
    }
  });
  return [' ', complete];
}

/** What lets publishing go on after a rollback. */
export function unfreezeButton() {
  if (!mayChange()) {
    return [];
  }
  const go = make('button', 'Let it go on', { type: 'button', id: 'unfreeze' });
  go.addEventListener('click', async () => {
    const reason = element('reason').value.trim();
    if (!reason) {
      complain('Say why, under “Way back”: it stands in the journal.');
      element('reason').focus();
      return;
    }
    const begun = await attempt(() => request('unfreeze', { reason }));
    if (begun) {
      await follow(begun.task, 'Letting publishing go on', showOperation);
    }
  });
  return [' ', go];
}

/** Sends a file, and tells how far it is: fetch cannot. */
function sent(file, input) {
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest();
    upload.open('POST', `/api/uploads?${new URLSearchParams({ input, name: file.name })}`);
    upload.setRequestHeader('Content-Type', 'application/octet-stream');
    upload.setRequestHeader('X-Backsight-Guard', session.guard);
    upload.upload.addEventListener('progress', ({ loaded, total }) => {
      element('sent').value = loaded / total;
      element('sent-text').textContent = `${(loaded / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`;
    });
    upload.addEventListener('load', () => {
      const answer = JSON.parse(upload.responseText);
      if (upload.status < 300) {
        resolve(answer);
      } else {
        reject(new Error(answer.detail));
      }
    });
    upload.addEventListener('error', () => reject(new Error('the file could not be sent; is the server still there?')));
    upload.send(file);
  });
}

async function sendFile(event) {
  event.preventDefault();
  const input = element('input').value;
  const file = element('file').files[0];
  element('checked').replaceChildren();
  element('sending').hidden = false;
  const taken = await attempt(() => sent(file, input));
  element('sending').hidden = true;
  if (taken) {
    await follow(taken.task, `Checking ${file.name}`, (end) => showChecked(end, taken.upload, input, file.name));
  }
}

function showChecked(end, upload, input, name) {
  const box = element('checked');
  const findings = end.record?.findings ?? [];
  const usable = end.exitCode === 0;
  const bad = findings.some(({ severity }) => severity === 'fail');
  element('progress-title').textContent = 'Checked';
  const title = make('h3', `${name} as ${input}`, { tabindex: '-1' });
  box.replaceChildren(title, findingsTable(findings));
  title.focus();
  if (!end.record?.outcome) {
    box.append(said(end));
    return;
  }
  const verdict = usable ? (bad ? 'Its checks call it bad: publish will refuse a map of it.' : 'It is good enough to be stored.') : 'No build could use it.';
  box.append(make('p', verdict, { class: usable && !bad ? 'good' : 'bad' }));
  const store = make('button', usable && !bad ? 'Store as a new version' : 'Store it all the same', { type: 'button', id: 'store', class: usable && !bad ? 'strong' : '' });
  const drop = make('button', 'Drop it', { type: 'button', id: 'drop' });
  store.addEventListener('click', async () => {
    const begun = await attempt(() => request(`uploads/${upload}/put`, { force: !usable }));
    if (begun) {
      await follow(begun.task, `Storing ${name}`, (stored) => {
        const { outcome, version } = stored.record ?? {};
        element('progress-title').textContent = stored.exitCode === 0 ? 'Stored' : 'Not stored';
        box.replaceChildren(stored.exitCode === 0
          ? make('p', outcome === 'unchanged' ? `Nothing to do: these are the very bytes of the newest version, ${version}.` : `Stored as version ${version} of ${input}. Next: backsight build, then publish it here.`, { class: 'good' })
          : said(stored));
      });
    }
  });
  drop.addEventListener('click', async () => {
    if (await attempt(() => request(`uploads/${upload}/drop`))) {
      box.replaceChildren(make('p', 'Dropped; nothing was stored.'));
    }
  });
  const choice = make('p');
  choice.append(store, ' ', drop);
  box.append(choice);
}
