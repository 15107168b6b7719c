--- What a function became (expanded, core, bytecode, rust, asm), in buffers that cannot be edited and follow the function.
local M = {}

local filetypes = { oxur = 'oxur', rust = 'rust', asm = 'asm' }

local function fill(bufnr, result)
  local view = vim.fn.bufwinid(bufnr)
  local cursor = view ~= -1 and vim.api.nvim_win_get_cursor(view)
  vim.bo[bufnr].modifiable = true
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, vim.split((result.text:gsub('\n$', '')), '\n'))
  vim.bo[bufnr].modifiable = false
  vim.bo[bufnr].modified = false
  if cursor then
    vim.api.nvim_win_set_cursor(view, { math.min(cursor[1], vim.api.nvim_buf_line_count(bufnr)), cursor[2] })
  end
end

local function request(client, address, on_result)
  require('oxur.client').request(client, 'oxur/artifact', { uri = address }, on_result)
end

--- Opens the document at `address` in a split.
function M.open(client, address)
  request(client, address, function(result)
    local bufnr = vim.fn.bufnr(address)
    if bufnr == -1 then
      bufnr = vim.api.nvim_create_buf(true, true)
      vim.api.nvim_buf_set_name(bufnr, address)
      -- Only colours: the server does not know this document, so it must not be attached.
      vim.bo[bufnr].syntax = filetypes[result.languageId] or ''
    end
    fill(bufnr, result)
    local window = vim.fn.bufwinid(bufnr)
    if window ~= -1 then
      vim.api.nvim_set_current_win(window)
    else
      vim.cmd('belowright sbuffer ' .. bufnr)
    end
  end)
end

--- Reads the document at `address` again, if some buffer shows it.
function M.refresh(address, client)
  local bufnr = vim.fn.bufnr(address)
  if client and bufnr ~= -1 and vim.api.nvim_buf_is_loaded(bufnr) then
    request(client, address, function(result)
      if vim.api.nvim_buf_is_loaded(bufnr) then
        fill(bufnr, result)
      end
    end)
  end
end

--- Shows what the function at the cursor became.
--- @param kind string? asked for where it is nil
function M.show(kind)
  require('oxur.tier').info_at_cursor(function(client, info)
    local kinds = {}
    for _, address in ipairs(info.artifacts) do
      kinds[#kinds + 1] = address:match('[^/]+$')
    end
    local function open(chosen)
      local index = chosen and vim.fn.index(kinds, chosen) + 1
      if index and index > 0 then
        M.open(client, info.artifacts[index])
      elseif chosen then
        local has = table.concat(kinds, ' ')
        vim.notify(('oxur: %s has no %s now; it has %s'):format(info.def, chosen, has), vim.log.levels.WARN)
      end
    end
    if kind then
      open(kind)
    else
      vim.ui.select(kinds, { prompt = 'What ' .. info.def .. ' became:' }, open)
    end
  end)
end

--- The kinds there can be, for completion.
function M.kinds()
  return { 'expanded', 'core', 'bytecode', 'rust', 'asm', 'profile' }
end

return M
