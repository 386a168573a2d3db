// Holds the requests that the tests have recorded to GitHub's own description of its REST API, served by Prism.
//
// usage: node requests.js <description.json> <folder of records> <prism> <folder to work in>
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const [description, folder, prism, work] = process.argv.slice(2);

// What has to be refused: a validator that takes these looks at nothing.
const WRONG = [
  { method: 'POST', path: '/repos/o/r/pulls/1/reviews', body: { event: 'COMMENT', body: 'x', comments: [{ path: 'a', line: '3', body: 'x' }] } },
  { method: 'POST', path: '/repos/o/r/pulls/1/reviews', body: { event: 'NOPE', body: 'x' } },
  { method: 'POST', path: '/repos/o/r/code-scanning/sarifs', body: { commit_sha: 'abc', ref: 'main', sarif: 'H4sI' } },
  { method: 'GET', path: '/repos/o/r/pulls/1/files', query: 'per_page=many' },
];

// What GitHub documents of answers' forms; its description knows no other than JSON.
const FORMS = ['application/vnd.github+json', 'application/vnd.github.raw+json'];

// The description's paths, as patterns. The last parameter of some may hold slashes.
function templates(spec) {
  return Object.entries(spec.paths).map(([template, item]) => {
    const operations = Object.values(item).filter((operation) => operation && operation.parameters);
    const many = new Set(operations.flatMap((operation) => operation.parameters)
      .map((parameter) => (parameter.$ref ? spec.components.parameters[parameter.$ref.split('/').pop()] : parameter))
      .filter((parameter) => parameter['x-multi-segment']).map((parameter) => parameter.name));
    const pattern = template.split(/\{([^}]+)\}/).map((part, at) => {
      if (at % 2 === 0) return part.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
      return many.has(part) ? '(.+)' : '([^/]+)';
    }).join('');
    return { template, item, pattern: new RegExp(`^${pattern}$`) };
  });
}

// The template of a request: the one with the fewest parameters, where several fit.
function template(all, request) {
  const fits = all.filter(({ item, pattern }) => item[request.method.toLowerCase()] && pattern.test(request.path));
  return fits.sort((one, other) => one.template.split('{').length - other.template.split('{').length)[0];
}

// Prism knows no slash in a parameter.
function address(request, { template, pattern }) {
  const values = pattern.exec(request.path).slice(1).map((value) => value.replaceAll('/', '%2F'));
  return template.replace(/\{[^}]+\}/g, () => values.shift()) + (request.query ? `?${request.query}` : '');
}

// The description without what nobody asks: Prism takes minutes for all of it.
function slice(spec, used) {
  const paths = Object.fromEntries(used.map(({ template, item }) => [template, item]));
  const seen = new Set();
  const walk = (value) => {
    if (!value || typeof value !== 'object') return;
    if (typeof value.$ref === 'string' && !seen.has(value.$ref)) {
      seen.add(value.$ref);
      walk(value.$ref.slice(2).split('/').reduce((at, key) => at[key], spec));
    }
    Object.values(value).forEach(walk);
  };
  walk(paths);
  const components = Object.fromEntries(Object.entries(spec.components).map(([kind, all]) => [
    kind, Object.fromEntries(Object.entries(all).filter(([name]) => seen.has(`#/components/${kind}/${name}`))),
  ]));
  return { openapi: spec.openapi, info: spec.info, servers: [{ url: 'https://api.github.com' }], paths, components };
}

// What a request has that nobody describes: Prism lets unknown names pass.
function unknown(spec, request, { item }) {
  const resolve = (value) => (value && value.$ref ? value.$ref.slice(2).split('/').reduce((at, key) => at[key], spec) : value);
  const operation = item[request.method.toLowerCase()];
  const asked = [...(item.parameters || []), ...(operation.parameters || [])].map(resolve).filter((one) => one.in === 'query');
  const names = asked.map(({ name }) => name);
  const found = [...new URLSearchParams(request.query || '').keys()].filter((name) => !names.includes(name));
  const walk = (value, described, where) => {
    const schema = resolve(described);
    if (Array.isArray(value)) value.forEach((part) => walk(part, schema && schema.items, where));
    if (!value || typeof value !== 'object' || Array.isArray(value) || !schema || !schema.properties) return;
    for (const [name, part] of Object.entries(value)) {
      if (!schema.properties[name]) found.push(`${where}${name}`);
      else walk(part, schema.properties[name], `${where}${name}.`);
    }
  };
  const content = (resolve(operation.requestBody) || { content: {} }).content['application/json'];
  walk(request.body, content && content.schema, '');
  return found.map((name) => `nobody describes ${name}`);
}

// Starts Prism on any free port; what it says is kept.
function start(file) {
  const server = spawn(prism, ['mock', file, '-h', '127.0.0.1', '-p', '0', '--errors'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const log = { text: '' };
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`Prism does not start:\n${log.text}`)), 90_000);
    const hear = (bytes) => {
      log.text += bytes;
      const port = /listening on https?:\/\/127\.0\.0\.1:(\d+)/.exec(log.text);
      if (port) {
        clearTimeout(late);
        resolve({ server, log, port: Number(port[1]) });
      }
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.on('exit', (code) => reject(new Error(`Prism ended with ${code}:\n${log.text}`)));
    server.on('error', reject);
  });
}

function send(port, method, target, body) {
  const text = body == null ? '' : JSON.stringify(body);
  const headers = { authorization: 'Bearer x', accept: 'application/json' };
  if (text) Object.assign(headers, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, method, path: target, headers }, (response) => {
      let said = '';
      response.on('data', (bytes) => { said += bytes; });
      response.on('end', () => resolve({ status: response.statusCode, said }));
    });
    request.on('error', reject);
    request.end(text);
  });
}

// Whether an answer is the validator's no. Some of GitHub's own examples, with which Prism answers, are against its own description.
function refuses({ status, said }) {
  if (status < 400) return false;
  const faults = status === 500 ? JSON.parse(said).validation || [] : [];
  return faults.length === 0 || faults.some((fault) => fault.location[0] !== 'response');
}

async function main() {
  const records = fs.readdirSync(folder).map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')));
  if (records.length === 0) throw new Error(`${folder} is empty: run the tests first`);
  const spec = JSON.parse(fs.readFileSync(description, 'utf8'));
  const all = templates(spec);
  const found = [...records, ...WRONG].map((request) => ({ request, known: template(all, request) }));
  const faults = found.filter(({ known }) => !known)
    .map(({ request }) => `${request.method} ${request.path}: GitHub describes no such request`);
  faults.push(...records.filter(({ accept }) => !FORMS.includes(accept))
    .map(({ method, path: asked, accept }) => `${method} ${asked}: GitHub has no form ${accept}`));
  const used = [...new Set(found.map(({ known }) => known).filter(Boolean))];
  const file = path.join(work, 'slice.json');
  fs.writeFileSync(file, JSON.stringify(slice(spec, used)));
  const { server, log, port } = await start(file);
  server.removeAllListeners('exit');
  try {
    for (const { request, known } of found.filter((one) => one.known)) {
      const before = log.text.length;
      const names = unknown(spec, request, known);
      if (names.length > 0 && !WRONG.includes(request)) faults.push(`${request.method} ${request.path}: ${names.join(', ')}`);
      const answer = await send(port, request.method, address(request, known), request.body);
      const isWrong = WRONG.includes(request);
      if (isWrong === refuses(answer)) continue;
      // Prism writes its log a moment later.
      await new Promise((resolve) => setTimeout(resolve, 200));
      const told = log.text.slice(before).replace(/\u001b\[[0-9;]*m/g, '').trim();
      const what = isWrong ? 'was taken, although it is wrong' : `${answer.status} ${answer.said.slice(0, 300)}\n${told}`;
      faults.push(`${request.method} ${request.path}?${request.query || ''} ${JSON.stringify(request.body).slice(0, 500)}: ${what}`);
    }
  } finally {
    server.kill();
  }
  faults.slice(0, 10).forEach((fault) => console.error(fault));
  const routes = used.length;
  console.log(`${path.basename(description)}: ${records.length} requests on ${routes} routes, ${faults.length} refused`);
  return faults.length === 0;
}

main().then((fine) => { process.exitCode = fine ? 0 : 1; }, (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
