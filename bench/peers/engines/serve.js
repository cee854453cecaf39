// The protocol of serve.py for Node: `write FILE` or `run TIMES` on a line, answered by seconds each.
'use strict';
const fs = require('fs');
const readline = require('readline');

// prepare(template path, data) gives a function whose promise is the document's bytes.
module.exports = async (prepare) => {
  const [template, data] = process.argv.slice(2, 4);
  const fill = prepare(template, JSON.parse(fs.readFileSync(data, 'utf8')));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const blank = line.indexOf(' ');
    const [word, argument] = [line.slice(0, blank), line.slice(blank + 1)];
    const times = word === 'run' ? Number(argument) : 1;
    const start = process.hrtime.bigint();
    let made;
    for (let count = 0; count < times; count += 1) made = await fill();
    const taken = Number(process.hrtime.bigint() - start) / 1e9 / times;
    if (word === 'write') fs.writeFileSync(argument, made);
    process.stdout.write(`seconds ${taken}\n`);
  }
};
