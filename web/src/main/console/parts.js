// What both sides of the console are made of. Text from the store is put in as text, never as markup.

export const element = (id) => document.getElementById(id);

export function make(name, text = '', attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

async function answer(reply) {
  const said = await reply.json();
  if (!reply.ok) {
    const fault = new Error(said.detail);
    fault.status = reply.status;
    throw fault;
  }
  return said;
}

export async function ask(question, parameters = {}) {
  return answer(await fetch(`/api/${question}?${new URLSearchParams(parameters)}`));
}

/** Asks for something that changes something. */
export async function send(method, path, body, guard) {
  return answer(await fetch(`/api/${path}`, {
    method, headers: { 'Content-Type': 'application/json', 'X-Backsight-Guard': guard }, body: method === 'POST' ? JSON.stringify(body) : undefined,
  }));
}

export const time = (text) => (text ? `${text.slice(0, 10)} ${text.slice(11, 19)}Z` : '');
export const short = (text) => (text ?? '').slice(0, 12);

export function verdict(text) {
  return text ? make('span', text, { class: text }) : make('span', '–', { class: 'soft' });
}

export function line(list, name, ...parts) {
  const said = make('dd');
  said.append(...parts);
  list.append(make('dt', name), said);
}

const LOOKS = { fail: 'bad', warn: 'warn', info: 'soft' };

export function findingsTable(findings) {
  if (findings.length === 0) {
    return make('p', 'Nothing odd was found.');
  }
  const box = make('div', '', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': 'Findings' });
  const table = make('table');
  const head = make('tr');
  ['Severity', 'Code', 'Where', 'What', 'What to do', 'Count', 'Examples'].forEach((name) => head.append(make('th', name, { scope: 'col' })));
  const top = make('thead');
  top.append(head);
  const body = make('tbody');
  findings.forEach(({ severity, code, place, object, message, action, count, examples }) => {
    const row = make('tr');
    const judged = make('td');
    judged.append(make('span', severity, { class: LOOKS[severity] ?? 'soft' }));
    row.append(judged, make('td', code), make('td', place || object), make('td', message), make('td', action), make('td', String(count)), make('td', examples.join(', ')));
    body.append(row);
  });
  table.append(top, body);
  box.append(table);
  return box;
}
