--- The verbs: evaluate a part of the buffer, cancel, restart the node, clear results.
---
--- The server decides which form stands at the cursor; this module names a place and a unit.
local M = {}

local namespace = vim.api.nvim_create_namespace('oxur.flash')
local flash_ms = 150

local function client_module()
  return require('oxur.client')
end

local function document(bufnr)
  return {
    uri = vim.uri_from_bufnr(bufnr),
    version = vim.lsp.util.buf_versions[bufnr] or vim.api.nvim_buf_get_changedtick(bufnr),
  }
end

--- Byte column of an LSP position.
local function column(bufnr, position, encoding)
  local line = vim.api.nvim_buf_get_lines(bufnr, position.line, position.line + 1, false)[1] or ''
  if encoding == 'utf-8' then
    return math.min(position.character, #line)
  end
  if vim.fn.has('nvim-0.11') == 1 then
    return vim.str_byteindex(line, encoding, position.character, false)
  end
  local ok, byte = pcall(vim.str_byteindex, line, position.character, encoding == 'utf-16')
  return ok and byte or #line
end

--- Lights up `range` for a moment: this is what is being evaluated.
local function flash(bufnr, range, encoding)
  if not vim.api.nvim_buf_is_loaded(bufnr) then
    return
  end
  local last = vim.api.nvim_buf_line_count(bufnr) - 1
  if range['end'].line > last then
    return
  end
  vim.api.nvim_buf_set_extmark(bufnr, namespace, range.start.line, column(bufnr, range.start, encoding), {
    end_row = range['end'].line,
    end_col = column(bufnr, range['end'], encoding),
    hl_group = 'OxurFlash',
  })
  vim.defer_fn(function()
    if vim.api.nvim_buf_is_loaded(bufnr) then
      vim.api.nvim_buf_clear_namespace(bufnr, namespace, 0, -1)
    end
  end, flash_ms)
end

--- The range of the last visual selection.
local function selection(bufnr, encoding)
  local from, to = vim.api.nvim_buf_get_mark(bufnr, '<'), vim.api.nvim_buf_get_mark(bufnr, '>')
  if vim.fn.visualmode() == 'V' then
    from[2] = 0
    to[2] = #(vim.api.nvim_buf_get_lines(bufnr, to[1] - 1, to[1], false)[1] or '')
    local params = vim.lsp.util.make_given_range_params(from, { to[1], math.max(to[2] - 1, 0) }, bufnr, encoding)
    return params.range
  end
  return vim.lsp.util.make_given_range_params(from, to, bufnr, encoding).range
end

local function cursor(encoding)
  return vim.lsp.util.make_position_params(0, encoding).position
end

--- Evaluates a part of the current buffer. What comes of it is drawn when the server publishes it.
--- @param unit 'form'|'topLevel'|'selection'|'file'|'toCursor'
function M.evaluate(unit)
  local client = client_module().current()
  if not client then
    return
  end
  local bufnr = vim.api.nvim_get_current_buf()
  local encoding = client.offset_encoding
  local params = { textDocument = document(bufnr), unit = unit, mode = 'run' }
  if unit == 'selection' then
    params.at = selection(bufnr, encoding)
    flash(bufnr, params.at, encoding)
  elseif unit ~= 'file' then
    params.at = cursor(encoding)
  end
  if unit == 'form' or unit == 'topLevel' then
    local place = { textDocument = { uri = params.textDocument.uri }, position = params.at, unit = unit }
    client_module().request(client, 'oxur/forms/at', place, function(form)
      if form and form ~= vim.NIL and form.range then
        flash(bufnr, form.range, encoding)
      end
    end)
  end
  local done = require('oxur.status').evaluating()
  client_module().request(client, 'oxur/eval', params, function(result)
    if result.status == 'refused' then
      vim.notify('oxur: not evaluated: the text has changed meanwhile', vim.log.levels.WARN)
    end
  end, done)
end

--- Cancels everything that runs. `kill` also ends what does not answer, and with it the node's state.
--- @param kill boolean?
function M.cancel(kill)
  local client = client_module().current()
  if not client then
    return
  end
  local params = { all = true, mode = kill and 'kill' or 'soft' }
  client_module().request(client, 'oxur/eval/cancel', params, function(result)
    local counts = { cancelled = 0, escalated = 0, failed = 0 }
    for _, outcome in ipairs(result.outcomes or {}) do
      counts[outcome.outcome] = (counts[outcome.outcome] or 0) + 1
    end
    if counts.failed > 0 then
      vim.notify('oxur: an evaluation does not end; :OxurCancel! ends the node', vim.log.levels.WARN)
    elseif counts.escalated > 0 then
      vim.notify('oxur: cancelled by ending the node')
    elseif counts.cancelled > 0 then
      vim.notify('oxur: cancelled')
    else
      vim.notify('oxur: nothing is running')
    end
  end)
end

--- Starts the node anew: its state goes, the definitions of open files are loaded again.
function M.restart_node()
  local client = client_module().current()
  if not client then
    return
  end
  local params = { command = 'oxur.restartNode', arguments = {} }
  client_module().request(client, 'workspace/executeCommand', params, function()
    vim.notify('oxur: node restarted')
  end)
end

--- Removes the results of the current buffer, or of all.
--- @param all boolean?
function M.clear(all)
  local client = client_module().current()
  if client then
    local params = all and vim.empty_dict() or { uri = vim.uri_from_bufnr(0) }
    client_module().request(client, 'oxur/clearResults', params)
  end
end

return M
