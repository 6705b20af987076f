#!/usr/bin/env node
require('../dist/ehcp.js');
