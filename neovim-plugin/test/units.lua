-- What the plugin decides by itself, without a server.
local kit = require('kit')
local check = kit.check

local function hot_load_messages()
  local message = require('oxur.redefined').message
  local function def(name, change, from, to)
    return { def = name, change = change, from = from and { seq = from }, to = to and { seq = to } }
  end
  local applied = { outcome = 'applied', defs = { def('hello::greet', 'body', 1, 2), def('hello::area', 'signature', 3, 4) } }
  check('replaced functions are named with versions', message(applied) == '✓ Hot-loaded: greet (v1 → v2), area (v3 → v4)', message(applied))
  local added = { outcome = 'applied', defs = { def('hello::greet', 'added', nil, 1), def('hello::area', 'same', 1, 1) } }
  check('new and unchanged functions are not worth a message', message(added) == nil, message(added))
  local rejected = { outcome = 'rejected', defs = {}, reasons = { { code = 'x', message = 'greet takes 2 parameters' } } }
  local text, level = message(rejected)
  check('a rejected load says why', text == '✗ Not loaded: greet takes 2 parameters' and level == vim.log.levels.WARN, text)
end

local function why_a_tier()
  local info = { def = 'sq', version = 1, tier = 'interp', pinned = false, calls = 2, backEdges = 0, author = 'a', compileMs = 0, artifacts = {} }
  local function says(words)
    return vim.iter(require('oxur.tier').lines(info)):any(function(line)
      return line:find(words, 1, true) ~= nil
    end)
  end
  check('a function that is not called often says so', says('native: it was not called often enough; :OxurCompile'))
  info.pinned = true
  check('a pinned one stays for that', not says('often enough') and says('pinned'))
  info.pinned, info.tier = false, 'native'
  check('above native code is nothing', not says('often enough'))
end

local function log_lines()
  return vim.api.nvim_buf_get_lines(require('oxur.log').buffer(), 0, -1, false)
end

local function output_log()
  local log = require('oxur.log')
  log.append('stdout', 'one\ntw')
  log.append('stdout', 'o\n')
  check('output is joined across its pieces', vim.deep_equal(log_lines(), { 'one', 'two' }), log_lines())
  log.append('stdout', 'open')
  log.append('stderr', 'warning\n')
  log.append('stdout', 'next\n')
  check('streams do not share a line', vim.deep_equal(log_lines(), { 'one', 'two', 'open', 'warning', 'next' }), log_lines())
  local many = {}
  for i = 1, 10050 do
    many[i] = 'line ' .. i
  end
  log.append('stdout', table.concat(many, '\n') .. '\n')
  local lines = log_lines()
  check('the log keeps its last 10,000 lines', #lines == 10000 and lines[1] == 'line 51' and lines[10000] == 'line 10050', { #lines, lines[1] })
  check('nobody edits it by mistake', vim.bo[log.buffer()].modifiable == false)
end

local function dropped_output()
  local log = require('oxur.log')
  require('oxur.output').receive({
    evalId = 'e1',
    seq = 4,
    dropped = 120,
    events = { { kind = 'started', pid = '#PID<0.41.0>', origin = 'user' }, { kind = 'stdout', text = 'the rest\n' } },
  })
  local lines = vim.api.nvim_buf_get_lines(log.buffer(), -3, -1, false)
  check('output that was left out is counted', vim.deep_equal(lines, { '… 120 bytes of output left out', 'the rest' }), lines)
end

local function trust()
  local of = require('oxur.trust').of
  local root = vim.fn.tempname()
  check('nobody has said anything about a new root', of(root) == nil)
  require('oxur.trust').set(root, true)
  check('an answer is kept', of(root) == true)
  check('for its root only', of(root .. '2') == nil)
  require('oxur').setup({ trust = false })
  check('an option decides for all roots', of(root) == false)
  require('oxur').setup()
  require('oxur.trust').set(root, false)
  check('trust can be taken back', of(root) == false)
end

local function results()
  local bufnr = kit.open(vim.fn.tempname(), 'notes.txt', { '(a)(b)', '(c)' })
  local function result(line, state, text)
    local range = { start = { line = line, character = 0 }, ['end'] = { line = line, character = 3 } }
    return { id = text, evalId = 'e', range = range, anchor = range, state = state, text = text }
  end
  local function publish(...)
    require('oxur.results').publish({ uri = vim.uri_from_bufnr(bufnr), version = 1, results = { ... } })
  end
  publish(result(0, 'ok', '1'), result(0, 'error', 'no'), result(1, 'pending', '…'))
  check('results of one line stand side by side', kit.row('(a)(b)') == '(a)(b)  => 1  no', kit.row('(a)(b)'))
  check('a pending form is seen', require('oxur.results').pending() == 1)
  publish(result(7, 'ok', 'far'), result(1, 'ok', 'two\nlines'))
  check('a result beyond the text stands at its end', kit.row('(c)') == '(c)  => far  => two ⏎ lines', kit.row('(c)'))
  check('a list replaces the one before', kit.row('(a)(b)') == '(a)(b)', kit.row('(a)(b)'))
  publish(result(0, 'ok', ('x'):rep(300)))
  check('a long value is cut', vim.fn.strchars(kit.row('(a)(b)')) == 8 + 100 and kit.row('(a)(b)'):match('…$'), kit.row('(a)(b)'))
  publish(result(0, 'ok', '✓ 3'), result(0, 'ok', '» hi'))
  check('judged expectations and output speak for themselves', kit.row('(a)(b)') == '(a)(b)  ✓ 3  » hi', kit.row('(a)(b)'))
  local namespace = vim.api.nvim_create_namespace('test.diagnostics')
  vim.diagnostic.config({ virtual_text = true, signs = false })
  require('oxur.diagnostics').configure(namespace)
  publish(result(0, 'error', 'division-by-zero: attempt to divide by zero'))
  vim.diagnostic.set(namespace, bufnr, {
    { lnum = 0, col = 0, message = 'attempt to divide by zero' },
    { lnum = 1, col = 0, message = 'c is not defined' },
  })
  check('an error is said once on its line', kit.row('(a)(b)') == '(a)(b)  division-by-zero: attempt to divide by zero', kit.row('(a)(b)'))
  check('a diagnostic without a result is said', kit.row('(c)'):find('■ c is not defined', 1, true), kit.row('(c)'))
  vim.diagnostic.reset(namespace, bufnr)
  publish()
  check('an empty list removes them', kit.row('(c)') == '(c)', kit.row('(c)'))
end

local function places()
  local place = require('oxur.place')
  kit.open(vim.fn.tempname(), 'places.txt', { 'a😀é', '(b)' })
  vim.api.nvim_win_set_cursor(0, { 1, 5 })
  check('the cursor behind an emoji, in UTF-16', vim.deep_equal(place.cursor('utf-16'), { line = 0, character = 3 }), place.cursor('utf-16'))
  check('in UTF-32', place.cursor('utf-32').character == 2, place.cursor('utf-32'))
  check('in UTF-8', place.cursor('utf-8').character == 5, place.cursor('utf-8'))
  check('and back', place.column(0, { line = 0, character = 3 }, 'utf-16') == 5, place.column(0, { line = 0, character = 3 }, 'utf-16'))
  local function select(keys)
    vim.api.nvim_win_set_cursor(0, { 1, 1 })
    vim.cmd('normal! ' .. keys .. vim.keycode('<Esc>'))
    local range = place.selection('utf-16')
    return { range.start.line, range.start.character, range['end'].line, range['end'].character }
  end
  check('a selected emoji is whole', vim.deep_equal(select('v'), { 0, 1, 0, 3 }), select('v'))
  check('selected lines are whole', vim.deep_equal(select('Vj'), { 0, 0, 1, 3 }), select('Vj'))
  vim.o.selection = 'exclusive'
  check('an exclusive selection ends before its mark', vim.deep_equal(select('vl'), { 0, 1, 0, 3 }), select('vl'))
  vim.o.selection = 'inclusive'
end

local function options()
  local setup = require('oxur').setup
  check('an unknown option is named', select(2, pcall(setup, { onsave = 'all' })):find("unknown option 'onsave'", 1, true))
  check('an unknown value is named', not pcall(setup, { on_save = 'sometimes' }))
  check('good options are taken', pcall(setup, { on_save = 'all', keys = false, trust = false }))
  setup()
end

local function missing_launcher()
  require('oxur').setup({ cmd = { '/nowhere/oxur' } })
  local command, why = require('oxur.launcher').command()
  check('a wrong cmd is explained', command == nil and why:find('/nowhere/oxur', 1, true), why)
  require('oxur').setup()
end

kit.run(function()
  hot_load_messages()
  output_log()
  dropped_output()
  trust()
  results()
  places()
  why_a_tier()
  options()
  missing_launcher()
end)
