--- What evaluations print while they run: `oxur/eval/event`.
local M = {}

--- Shows the events and acknowledges them: the server stops sending output that nobody takes.
--- @param client vim.lsp.Client?
function M.receive(params, client)
  local log = require('oxur.log')
  if (params.dropped or 0) > 0 then
    log.note(('… %d bytes of output left out'):format(params.dropped))
  end
  for _, event in ipairs(params.events) do
    if event.kind == 'stdout' or event.kind == 'orphanOutput' then
      log.append('stdout', event.text)
    elseif event.kind == 'stderr' then
      log.append('stderr', event.text)
    elseif event.kind == 'log' then
      log.note(event.text)
    end
  end
  if client then
    require('oxur.client').notify(client, 'oxur/eval/ack', { evalId = params.evalId, seq = params.seq })
  end
end

return M
