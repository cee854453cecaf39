// A third argument, noSandbox, lets the template's code run as it is.
'use strict';
const fs = require('fs');
const { createReport } = require('docx-templates');

require('./serve.js')((path, data) => {
  const template = fs.readFileSync(path);
  const noSandbox = process.argv[4] === 'noSandbox';
  // Its guard against endless loops takes 20,000 rows for one.
  const maximumWalkingDepth = Infinity;
  return () => createReport({ template, data, cmdDelimiter: '+++', noSandbox, maximumWalkingDepth });
});
