--- What the server and its node are doing, for the status line.
local M = {}

--- Last `oxur/status` per client.
--- @type table<integer, { health: string, quiescent: boolean, message: string? }>
local statuses = {}
--- Compilations that wait or run, per client.
--- @type table<integer, integer>
local compilations = {}
--- Evaluations asked for from here that have no answer yet.
local waiting = 0

function M.redraw()
  vim.cmd.redrawstatus()
end

local levels = { ok = vim.log.levels.INFO, warning = vim.log.levels.WARN, error = vim.log.levels.ERROR }

--- Handles `oxur/status`. A node lost or back is worth a message, everything else the status line.
function M.receive(params, client_id)
  local before = statuses[client_id]
  statuses[client_id] = params
  if params.message and not (before and before.message == params.message) then
    vim.notify('oxur: ' .. params.message, levels[params.health])
  end
  M.redraw()
end

--- Counts a request under way; call the result when it is answered.
--- @return fun() done
function M.evaluating()
  waiting = waiting + 1
  M.redraw()
  return function()
    waiting = waiting - 1
    M.redraw()
  end
end

--- Notes how much is being compiled: the totals of `oxur/compile/progress`.
function M.compiling(totals, client_id)
  compilations[client_id] = totals.queued + totals.running
  M.redraw()
end

function M.gone(client_id)
  statuses[client_id] = nil
  compilations[client_id] = nil
  M.redraw()
end

--- Whether anything is being evaluated.
function M.busy()
  return waiting > 0 or require('oxur.results').pending() > 0
end

--- Text for a status line: empty in buffers without a server.
--- @return string
function M.line()
  local client = require('oxur.client').of(0)
  if not client then
    return ''
  end
  if require('oxur.trust').of(client.config.root_dir) ~= true then
    return 'oxur: not trusted'
  end
  local status = statuses[client.id] or { health = 'ok' }
  if status.health ~= 'ok' then
    return 'oxur: ' .. (status.message or status.health)
  end
  local open = compilations[client.id] or 0
  local doing = {}
  if M.busy() then
    table.insert(doing, 'evaluating…')
  end
  if open > 0 then
    table.insert(doing, ('compiling %d…'):format(open))
  end
  return 'oxur: ' .. (#doing > 0 and table.concat(doing, ' ') or 'ready')
end

return M
