-- The product's story in a real Neovim with the real server, read from the screen as a user would.
local kit = require('kit')
local check, wait, shows = kit.check, kit.wait, kit.shows

local greeting = { '(defn greet [name]', '  (str "Hello, " name "!"))', '', '(greet "Treebeard")', '', '(+ 1 2)' }

--- `greeting` with another function body and more forms at the end.
local function program(word, ...)
  local lines = vim.deepcopy(greeting)
  lines[2] = ('  (str "%s, " name "!"))'):format(word)
  return vim.list_extend(lines, { '', ... })
end

local function lens(bufnr, line)
  return table.concat(require('oxur.lens').titles(bufnr, line), ' ')
end

local function values_beside_the_code(root)
  local bufnr = kit.open(root, 'hello.oxr', greeting)
  check('an .oxr file is Oxur', vim.bo[bufnr].filetype == 'oxur', vim.bo[bufnr].filetype)
  wait('the server answers', function()
    local client = require('oxur.client').of(bufnr)
    return client and client.initialized and require('oxur').statusline() == 'oxur: ready'
  end)
  check('syntax colours a definition', vim.fn.synIDattr(vim.fn.synID(1, 2, 1), 'name') == 'oxurDefine')
  check('comments are made with ;;', vim.bo[bufnr].commentstring == ';; %s')
  vim.cmd('silent write')
  shows('saving shows the value of a call beside it', '(greet "Treebeard")', '"Hello, Treebeard!"')
  shows('saving shows the value of a sum beside it', '(+ 1 2)', '3')
  shows('the lens shows version 1', '(defn greet', 'v1')
  return bufnr
end

local function a_function_is_replaced(bufnr)
  kit.messages = {}
  kit.save(program('Welcome'))
  kit.notified('a changed function is hot-loaded, and said so', '✓ Hot-loaded: greet (v1 → v2)')
  shows('its callers show the new value', '(greet "Treebeard")', '"Welcome, Treebeard!"')
  wait('the lens shows version 2', function()
    return lens(bufnr, 0):find('v2', 1, true)
  end)
  shows('and it is on the screen', '(defn greet', 'v2')
end

local function an_edit_makes_a_value_stale()
  vim.api.nvim_buf_set_lines(0, 5, 6, false, { '(+ 1 20)' })
  wait('an edited form keeps its value, dimmed', function()
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, vim.api.nvim_get_namespaces()['oxur.results'], { 5, 0 }, { 5, -1 }, { details = true })) do
      return mark[4].virt_text[2][2] == 'OxurResultStale'
    end
  end)
  vim.cmd('silent write')
  shows('until it is saved', '(+ 1 20)', '21')
end

local function an_edited_definition_says_so(bufnr)
  vim.api.nvim_buf_set_lines(0, 1, 2, false, { '  (str "Edited, " name "!"))' })
  shows('the lens of an edited definition says so before it is saved', '(defn greet', 'edited')
  vim.api.nvim_buf_set_lines(0, 1, 2, false, { '  (str "Welcome, " name "!"))' })
  shows('and is in sync again when that is taken back', '(defn greet', 'in sync')
end

local function an_error_has_a_place(bufnr)
  kit.save(program('Welcome', '(+ 1 (/ 10 0))'))
  shows('an error stands beside its form', '(+ 1 (/ 10 0))', 'zero')
  wait('and is a diagnostic at the very call', function()
    local found = vim.diagnostic.get(bufnr)[1]
    return found and found.code == 'division-by-zero' and found.lnum == 7 and found.col == 5 and found.end_col == 13
  end)
  kit.save(program('Welcome', '(+ 1 (/ 10 5))'))
  shows('a corrected form shows its value', '(+ 1 (/ 10 5))', '3')
  wait('and the diagnostic is gone', function()
    return #vim.diagnostic.get(bufnr) == 0
  end)
end

local function expectations_are_judged(bufnr)
  kit.save(program('Welcome', '(+ 2 2) ;=> 4', '(+ 2 3) ;=> 6', '(/ 1 (- 1 1)) ;!> division-by-zero'))
  shows('an expectation that holds', '(+ 2 2)', '✓ 4')
  shows('one that does not', '(+ 2 3)', '✗ expected 6, got 5')
  shows('an error that was expected', '(/ 1 (- 1 1))', '✓ division-by-zero')
  local namespace = vim.api.nvim_get_namespaces()['oxur.results']
  local colours = vim.tbl_map(function(mark)
    return mark[4].virt_text[2][2]
  end, vim.api.nvim_buf_get_extmarks(bufnr, namespace, { 7, 0 }, { 9, -1 }, { details = true }))
  check('each in its colour', vim.deep_equal(colours, { 'OxurResultOk', 'OxurResultError', 'OxurResultOk' }), colours)
  check('and no diagnostic for what was expected', #vim.diagnostic.get(bufnr) == 0, vim.diagnostic.get(bufnr))
end

local function an_endless_loop_is_cancelled()
  kit.messages = {}
  kit.save(program('Welcome', '(loop [] (recur))'))
  wait('an endless loop is seen to run', function()
    return require('oxur').statusline() == 'oxur: evaluating…'
  end)
  vim.cmd.OxurCancel()
  kit.notified('it is cancelled', 'oxur: cancelled')
  shows('its form says so', '(loop [] (recur))', 'cancelled')
  kit.save(program('Welcome', '(+ 40 2)'))
  shows('evaluation goes on', '(+ 40 2)', '42')
  wait('nothing runs any more', function()
    return require('oxur').statusline() == 'oxur: ready'
  end)
end

local function a_definition_takes_effect_while_a_loop_runs()
  kit.save(program('Welcome', '(loop [] (recur))'))
  wait('a loop runs', function()
    return require('oxur').statusline() == 'oxur: evaluating…'
  end)
  kit.save(program('Good day', '(loop [] (recur))'))
  shows('a saved definition does not wait for it', '(defn greet', 'v3')
  check('which runs on', require('oxur').statusline() == 'oxur: evaluating…', require('oxur').statusline())
  vim.cmd.OxurCancel()
  shows('until it is cancelled', '(loop [] (recur))', 'cancelled')
  kit.save(program('Good day', '(+ 40 3)'))
  shows('evaluation goes on with it', '(greet "Treebeard")', '"Good day, Treebeard!"')
end

--- Says `action` to the compile queue of the current buffer's server.
local function control(action)
  local answered = false
  local client = require('oxur.client').of(0)
  require('oxur.client').request(client, 'oxur/compile/control', { action = action }, function()
    answered = true
  end)
  wait('the queue takes ' .. action, function()
    return answered
  end)
end

local function a_hot_function_moves_up(bufnr)
  local drawn = {}
  local listener = vim.api.nvim_create_autocmd('LspProgress', {
    callback = function(arguments)
      local value = arguments.data.params.value
      table.insert(drawn, { value.kind, value.title, value.message })
    end,
  })
  local function calls(...)
    kit.save(vim.list_extend({ '(defn step [n] (if (> n 0) (+ n 1) 0))', '' }, { ... }))
  end
  calls('(step 1)')
  shows('a new function is interpreted', '(defn step', 'interpreted')
  control('pause')
  calls('(for [i (range 0 200)] (step i))')
  wait('a warm one waits to be compiled, which the status line says', function()
    return require('oxur').statusline():find('^oxur: compiling %d+…$')
  end)
  wait('and progress is drawn', function()
    return vim.iter(drawn):any(function(each)
      return each[1] == 'begin' and each[2] == 'Compiling' and each[3]:find('step', 1, true)
    end)
  end)
  shows('its lens waits with it', '(defn step', 'jit queued')
  control('resume')
  shows('then it is bytecode', '(defn step', '· jit ·')
  calls('(for [i (range 0 20000)] (step i))')
  shows('a hot one becomes native code', '(defn step', '· native ·')
  wait('and the progress has ended', function()
    return drawn[#drawn][1] == 'end' and require('oxur').statusline() == 'oxur: ready'
  end)
  vim.api.nvim_del_autocmd(listener)
  check('the lens is that of the buffer', lens(bufnr, 0):find('native', 1, true), lens(bufnr, 0))
end

local function what_it_became_can_be_read()
  vim.api.nvim_win_set_cursor(0, { 1, 3 })
  vim.cmd.OxurTier()
  wait('the tier is explained', function()
    return vim.iter(vim.api.nvim_list_wins()):any(function(window)
      local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      return lines[1] and lines[1]:find('^step v%d · native') and lines[#lines]:find('rust', 1, true)
    end)
  end)
  local source = vim.api.nvim_get_current_win()
  vim.cmd.OxurArtifact('rust')
  wait('the Rust of it is shown', function()
    return vim.api.nvim_buf_get_name(0):find('^oxur%-artifact:/') and vim.fn.search('fn ', 'nw') > 0
  end)
  check('in colours', vim.bo.syntax == 'rust', vim.bo.syntax)
  check('and nobody edits it by mistake', vim.bo.modifiable == false)
  local shown = vim.api.nvim_get_current_buf()
  vim.api.nvim_set_current_win(source)
  kit.save({ '(defn step [n] (if (> n 0) (+ n 2) 0))', '', '(step 40)' })
  shows('a redefinition starts below', '(defn step', 'interpreted')
  wait('and the document follows', function()
    return table.concat(vim.api.nvim_buf_get_lines(shown, 0, -1, false), '\n'):find('not there', 1, true)
  end)
  vim.api.nvim_win_set_cursor(0, { 1, 3 })
  vim.cmd.OxurCompile()
  shows('what someone asks for is compiled at once', '(defn step', '· native ·')
  wait('and the document follows again', function()
    return table.concat(vim.api.nvim_buf_get_lines(shown, 0, -1, false), '\n'):find('fn ', 1, true)
  end)
  vim.cmd.bdelete({ shown, bang = true })
  vim.api.nvim_win_set_cursor(0, { 2, 0 })
  kit.messages = {}
  vim.cmd.OxurTier()
  kit.notified('where nothing is defined it says so', 'no definition at the cursor')
end

local function output_goes_to_the_log()
  kit.save(program('Welcome', '(println "Hoom, hom")'))
  wait('what is printed is in the log', function()
    local lines = vim.api.nvim_buf_get_lines(require('oxur.log').buffer(), 0, -1, false)
    return vim.tbl_contains(lines, 'Hoom, hom')
  end)
  vim.cmd.OxurLog()
  wait('which a command shows', function()
    return kit.row('Hoom, hom') ~= '' and vim.api.nvim_buf_get_name(0) == 'oxur://output'
  end)
  vim.cmd.close()
end

local function lenses_come_into_view(bufnr)
  local lines = program('Welcome')
  for _ = 1, 100 do
    table.insert(lines, ';; far below')
  end
  table.insert(lines, '(defn shout [name] (str name "!"))')
  kit.save(lines)
  check('no title is asked for where nobody looks', lens(bufnr, #lines - 1) == '', lens(bufnr, #lines - 1))
  vim.cmd('normal! G')
  shows('a definition scrolled into view has its lens', '(defn shout', 'v1')
  vim.cmd('normal! gg')
end

local function verbs(bufnr)
  kit.save(program('Welcome', '(+ 3 4)', '', '(+ 5 6)'))
  shows('two more forms', '(+ 5 6)', '11')
  vim.cmd.OxurClear()
  wait('results can be cleared', function()
    return not kit.row('(+ 5 6)'):find('11', 1, true)
  end)
  vim.api.nvim_win_set_cursor(0, { 8, 3 })
  vim.cmd.OxurEvalTopLevel()
  shows('the top-level form at the cursor', '(+ 3 4)', '7')
  check('is evaluated alone', not kit.row('(+ 5 6)'):find('11', 1, true), kit.row('(+ 5 6)'))
  vim.cmd.OxurClear()
  vim.api.nvim_win_set_cursor(0, { 10, 0 })
  vim.cmd.OxurEvalForm()
  shows('the form at the cursor', '(+ 5 6)', '11')
  vim.cmd.OxurClear()
  vim.api.nvim_win_set_cursor(0, { 8, 0 })
  vim.cmd('normal! V')
  vim.api.nvim_feedkeys(vim.keycode('\\e'), 'x', false)
  shows('the selection, by its key', '(+ 3 4)', '7')
  vim.cmd.OxurClear()
  vim.api.nvim_win_set_cursor(0, { 8, 6 })
  vim.cmd.OxurEvalToCursor()
  shows('everything to the cursor', '(greet "Treebeard")', '"Welcome, Treebeard!"')
  shows('with the form at the cursor', '(+ 3 4)', '7')
  check('and nothing after it', not kit.row('(+ 5 6)'):find('11', 1, true), kit.row('(+ 5 6)'))
  vim.cmd.OxurEvalFile()
  shows('the whole file', '(+ 5 6)', '11')
  vim.api.nvim_win_set_cursor(0, { 10, 3 })
  vim.lsp.buf.hover()
  wait('the hover shows the value too', function()
    return vim.iter(vim.api.nvim_list_wins()):any(function(window)
      local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      return vim.api.nvim_win_get_config(window).relative ~= '' and table.concat(lines, '\n'):find('11', 1, true)
    end)
  end)
  vim.api.nvim_set_current_buf(bufnr)
end

local function the_node_is_restarted()
  kit.messages = {}
  vim.cmd.OxurRestartNode()
  kit.notified('the node is restarted', 'node restarted')
  kit.save(program('Fangorn greets', '(+ 20 3)'))
  shows('and evaluates: a sum', '(+ 20 3)', '23')
  shows('and a function of the file', '(greet "Treebeard")', '"Fangorn greets, Treebeard!"')
end

local function health()
  vim.cmd('silent checkhealth oxur')
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  check('checkhealth finds no error', report:find('protocol version 1', 1, true) and not report:find('ERROR', 1, true), report)
  vim.cmd.close()
end

--- `vim.ui.select` that answers with the choice named `answer`, and counts.
local function choosing(answer)
  local asked = { count = 0 }
  vim.ui.select = function(items, _, on_choice)
    asked.count = asked.count + 1
    for index, item in ipairs(items) do
      if item == answer then
        return on_choice(item, index)
      end
    end
    on_choice(nil, nil)
  end
  return asked
end

local function an_untrusted_root_evaluates_nothing(root)
  require('oxur').setup({ cmd = { vim.env.OXUR, 'lsp' }, trust = 'ask' })
  local asked = choosing('Do not trust')
  local bufnr = kit.open(root, 'stranger.oxr', { '(+ 2 2)', '(println "stranger here")' })
  wait('opening a file of an unknown root asks', function()
    local client = require('oxur.client').of(bufnr)
    return asked.count == 1 and client and client.initialized
  end)
  vim.cmd('silent write')
  vim.api.nvim_win_set_cursor(0, { 1, 2 })
  vim.cmd.OxurEvalForm()
  wait('evaluating there asks again', function()
    return asked.count == 2
  end)
  check('nothing was evaluated', not kit.row('(+ 2 2)'):find('4', 1, true), kit.row('(+ 2 2)'))
  local log = table.concat(vim.api.nvim_buf_get_lines(require('oxur.log').buffer(), 0, -1, false), '\n')
  check('nothing was printed', not log:find('stranger', 1, true), log)
  check('the status line says so', require('oxur').statusline() == 'oxur: not trusted', require('oxur').statusline())
  vim.cmd.OxurTrust()
  vim.cmd.OxurEvalForm()
  shows('trusted, it is evaluated', '(+ 2 2)', '4')
  local answers = vim.json.decode(table.concat(vim.fn.readfile(vim.fn.stdpath('data') .. '/oxur/trust.json')))
  check('the answer is remembered', answers[vim.uv.fs_realpath(root)] == true, answers)
end

--- A Neovim of its own, with nothing remembered and the prompts that a user sees, on `path`.
--- @return fun(keys: string) type, fun(lua: string): any ask, fun() finish, fun(): boolean prompts
local function another_nvim(base, path)
  local plugin = vim.fs.dirname(vim.fs.dirname(vim.api.nvim_get_runtime_file('lua/oxur/init.lua', false)[1]))
  local environment = { XDG_DATA_HOME = base .. '/data', XDG_STATE_HOME = base .. '/state' }
  local channel = vim.fn.jobstart({
    vim.env.NVIM_UNDER_TEST, '--embed', '--headless', '-u', 'NONE', '-i', 'NONE', '-n',
    '--cmd', 'set runtimepath^=' .. vim.fs.dirname(plugin),
    '--cmd', 'filetype plugin indent on | runtime plugin/oxur.lua',
    '--cmd', ("lua require('oxur').setup({ cmd = { '%s', 'lsp' } })"):format(vim.env.OXUR),
    path,
  }, { rpc = true, env = environment })
  return function(keys)
    vim.rpcrequest(channel, 'nvim_input', keys)
  end, function(lua)
    -- While a prompt is open nothing but its own keys is answered.
    return not vim.rpcrequest(channel, 'nvim_get_mode').blocking and vim.rpcrequest(channel, 'nvim_exec_lua', lua, {})
  end, function()
    vim.fn.jobstop(channel)
  end, function()
    return vim.rpcrequest(channel, 'nvim_get_mode').blocking
  end
end

--- Text beside line `line` (from 0).
local function beside(line)
  return ([[
    local texts = {}
    for _, name in ipairs({ 'oxur.lens', 'oxur.results' }) do
      local marks = vim.api.nvim_buf_get_extmarks(0, vim.api.nvim_create_namespace(name), { %d, 0 }, { %d, -1 }, { details = true })
      for _, mark in ipairs(marks) do
        for _, chunk in ipairs(mark[4].virt_text) do
          table.insert(texts, chunk[1])
        end
      end
    end
    return table.concat(texts)]]):format(line, line)
end

local function the_first_answer_counts(base)
  local path = base .. '/ed.oxr'
  vim.fn.mkdir(base, 'p')
  vim.fn.writefile({ '(defn double [x] (* 2 x))', '', '(double 21)' }, path)
  local type, ask, finish, prompts = another_nvim(base, path)
  wait('a fresh Neovim asks at the first file', prompts)
  type('1<CR>')
  type(':silent write<CR>')
  wait('trusted, saved: the value appears', function()
    return ask(beside(2)):find('42', 1, true)
  end)
  wait('and the definition is loaded', function()
    return ask(beside(0)):find('in sync', 1, true)
  end)
  finish()
end

local function a_verb_waits_for_the_answer(base)
  local path = base .. '/later.oxr'
  vim.fn.mkdir(base, 'p')
  vim.fn.writefile({ '(+ 40 2)' }, path)
  local type, ask, finish, prompts = another_nvim(base, path)
  wait('another fresh Neovim asks', prompts)
  type('<CR>')
  wait('which may be left unanswered', function()
    return ask("return require('oxur').statusline()") == 'oxur: not trusted'
  end)
  type(':silent write<CR>:OxurEvalForm<CR>')
  wait('what needs trust asks again', prompts)
  type('1<CR>')
  wait('and is done once trusted', function()
    return ask(beside(0)):find('42', 1, true)
  end)
  finish()
end

kit.run(function()
  local base = vim.fn.tempname()
  require('oxur').setup({ cmd = { vim.env.OXUR, 'lsp' }, trust = true })
  local bufnr = values_beside_the_code(base .. '/trusted')
  a_function_is_replaced(bufnr)
  an_edit_makes_a_value_stale()
  an_edited_definition_says_so(bufnr)
  an_error_has_a_place(bufnr)
  expectations_are_judged(bufnr)
  an_endless_loop_is_cancelled()
  a_definition_takes_effect_while_a_loop_runs()
  a_hot_function_moves_up(bufnr)
  what_it_became_can_be_read()
  output_goes_to_the_log()
  lenses_come_into_view(bufnr)
  verbs(bufnr)
  the_node_is_restarted()
  health()
  an_untrusted_root_evaluates_nothing(base .. '/stranger')
  the_first_answer_counts(base .. '/first')
  a_verb_waits_for_the_answer(base .. '/later')
end)
