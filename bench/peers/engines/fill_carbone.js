'use strict';
const { promisify } = require('util');
const carbone = require('carbone');

const render = promisify(carbone.render);
require('./serve.js')((path, data) => () => render(path, data));
