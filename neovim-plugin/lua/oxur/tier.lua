--- What executes the function at the cursor, and why; moving it to native code.
local M = {}

local function client_module()
  return require('oxur.client')
end

--- Calls `on_name(client, uri, name)` with the definition at the cursor; says so where there is none.
function M.at_cursor(on_name)
  local client = client_module().current()
  if not client then
    return
  end
  local uri = vim.uri_from_bufnr(0)
  local params = { textDocument = { uri = uri }, position = require('oxur.place').cursor(client.offset_encoding), unit = 'topLevel' }
  client_module().request(client, 'oxur/forms/at', params, function(form)
    local name = form and form ~= vim.NIL and form.def
    if not name or name == vim.NIL then
      vim.notify('oxur: no definition at the cursor', vim.log.levels.WARN)
    else
      on_name(client, uri, name)
    end
  end)
end

--- Calls `on_info(client, info)` with the `TierInfo` of the function at the cursor; says so where nothing is loaded.
function M.info_at_cursor(on_info)
  M.at_cursor(function(client, uri, name)
    client_module().request(client, 'oxur/tier/status', { textDocument = { uri = uri }, defs = { name } }, function(result)
      if result.tiers[1] then
        on_info(client, result.tiers[1])
      else
        vim.notify(('oxur: %s is no function that is loaded; saving loads it'):format(name), vim.log.levels.WARN)
      end
    end)
  end)
end

local words = { interp = 'interpreted', jit = 'jit', native = 'native' }
local states = { queued = 'waits for its turn', compiling = 'is being compiled' }

--- The kind of an artifact's address: its last part.
local function kind(address)
  return address:match('[^/]+$')
end

--- What is said of a function, as lines.
--- @return string[]
function M.lines(info)
  local lines = {
    ('%s v%d · %s%s'):format(info.def, info.version, words[info.tier], info.pinned and ' · pinned' or ''),
    ('%d calls, %d loop turns, by %s'):format(info.calls, info.backEdges, info.author),
  }
  if info.tier ~= 'interp' then
    table.insert(lines, ('compiled in %d ms'):format(info.compileMs))
  end
  local next_tier = info.next
  if next_tier then
    local eta = next_tier.etaMs and (', about %d ms more'):format(next_tier.etaMs) or ''
    table.insert(lines, ('%s: %s%s'):format(words[next_tier.tier], states[next_tier.state] or next_tier.reason, eta))
  elseif info.tier ~= 'native' and not info.pinned then
    table.insert(lines, 'native: it was not called often enough; :OxurCompile makes it so now')
  end
  if info.lastDeopt then
    table.insert(lines, ('code thrown away %d times, last: %s'):format(info.lastDeopt.count, info.lastDeopt.reason))
  end
  table.insert(lines, 'to look at (:OxurArtifact): ' .. table.concat(vim.tbl_map(kind, info.artifacts), ' '))
  return lines
end

--- Shows in a floating window what executes the function at the cursor.
function M.show()
  M.info_at_cursor(function(_, info)
    vim.lsp.util.open_floating_preview(M.lines(info), '', { focus_id = 'oxur.tier' })
  end)
end

--- Asks for native code of the function at the cursor. Its lens says what comes of it.
function M.compile()
  M.at_cursor(function(client, uri, name)
    local params = { textDocument = { uri = uri }, def = name, action = 'promote', tier = 'native' }
    client_module().request(client, 'oxur/tier/set', params, function(result)
      if not result.accepted then
        vim.notify(('oxur: %s is no function that is loaded; saving loads it'):format(name), vim.log.levels.WARN)
      end
    end)
  end)
end

--- Takes back what waits to be compiled, and ends what is being compiled.
function M.cancel_compiling()
  local client = client_module().current()
  if client then
    client_module().request(client, 'oxur/compile/control', { action = 'cancel' }, function(result)
      vim.notify(('oxur: %d compilation%s taken back'):format(result.changed, result.changed == 1 and '' or 's'))
    end)
  end
end

return M
