--- The verbs: evaluate a part of the buffer, cancel, restart the node, clear results.
---
--- The server decides which form stands at the cursor; this module names a place and a unit.
local place = require('oxur.place')

local M = {}

local namespace = vim.api.nvim_create_namespace('oxur.flash')
local flash_ms = 150

local function client_module()
  return require('oxur.client')
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
  vim.api.nvim_buf_set_extmark(bufnr, namespace, range.start.line, place.column(bufnr, range.start, encoding), {
    end_row = range['end'].line,
    end_col = place.column(bufnr, range['end'], encoding),
    hl_group = 'OxurFlash',
  })
  vim.defer_fn(function()
    if vim.api.nvim_buf_is_loaded(bufnr) then
      vim.api.nvim_buf_clear_namespace(bufnr, namespace, 0, -1)
    end
  end, flash_ms)
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
  local params = { textDocument = place.document(bufnr), unit = unit, mode = 'run' }
  if unit == 'selection' then
    params.at = place.selection(encoding)
    flash(bufnr, params.at, encoding)
  elseif unit ~= 'file' then
    params.at = place.cursor(encoding)
  end
  if unit == 'form' or unit == 'topLevel' then
    local at = { textDocument = { uri = params.textDocument.uri }, position = params.at, unit = unit }
    client_module().request(client, 'oxur/forms/at', at, function(form)
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
