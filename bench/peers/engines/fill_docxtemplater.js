'use strict';
const fs = require('fs');
const Docxtemplater = require('docxtemplater');
const PizZip = require('pizzip');

require('./serve.js')((path, data) => {
  const template = fs.readFileSync(path);
  return async () => {
    const made = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
    made.render(data);
    return made.toBuffer({ compression: 'DEFLATE' });
  };
});
