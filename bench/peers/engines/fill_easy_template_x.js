'use strict';
const fs = require('fs');
const { TemplateHandler } = require('easy-template-x');

require('./serve.js')((path, data) => {
  const template = fs.readFileSync(path);
  const handler = new TemplateHandler();
  return () => handler.process(template, data);
});
