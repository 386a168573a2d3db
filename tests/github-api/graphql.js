// Holds GraphQL documents, and the variables that they were sent with, to GitHub's own schema.
//
// usage: node graphql.js <schema.graphql> <folder of records> [FILE.graphql…]
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { buildSchema, getVariableValues, parse, validate } = require('graphql');

const [schemaFile, folder, ...files] = process.argv.slice(2);
const schema = buildSchema(fs.readFileSync(schemaFile, 'utf8'), { assumeValid: true });

// What is wrong with a document, and with the variables where there are any.
function faults(text, variables) {
  let document;
  try {
    document = parse(text);
  } catch (error) {
    return [error.message];
  }
  const found = validate(schema, document).map((error) => error.message);
  if (found.length > 0 || variables === undefined) return found;
  const [operation] = document.definitions.filter((definition) => definition.kind === 'OperationDefinition');
  const { errors = [] } = getVariableValues(schema, operation.variableDefinitions || [], variables);
  const known = new Set((operation.variableDefinitions || []).map((definition) => definition.variable.name.value));
  const unknown = Object.keys(variables).filter((name) => !known.has(name));
  return [...errors.map((error) => error.message), ...unknown.map((name) => `nobody asks for the variable ${name}`)];
}

// What has to be refused: a validator that takes these looks at nothing.
const change = 'mutation($i: MinimizeCommentInput!) { minimizeComment(input: $i) { clientMutationId } }';
const wrong = [
  ['{ viewer { nothing } }', undefined],
  [change, { i: { subjectId: 'x', classifier: 'STALE' } }],
  [change, {}],
];

const records = fs.readdirSync(folder).map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')));
const documents = files.map((file) => [file, fs.readFileSync(file, 'utf8'), undefined])
  .concat(records.map(({ query, variables }) => ['a test', query, variables]));
if (records.length === 0 || files.length === 0) throw new Error('there is nothing to validate: run the tests first');

let refused = 0;
for (const [where, text, variables] of documents) {
  for (const fault of faults(text, variables)) {
    refused += 1;
    console.error(`${where}: ${fault}\n${text}`);
  }
}
for (const [text, variables] of wrong) {
  if (faults(text, variables).length === 0) {
    refused += 1;
    console.error(`the validator takes what is wrong: ${text}`);
  }
}
console.log(`GraphQL: ${documents.length} documents, ${refused} faults`);
process.exitCode = refused === 0 ? 0 : 1;
