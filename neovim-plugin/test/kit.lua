--- What the tests are written with: checks, waiting, and the screen as a reader sees it.
local M = { passed = 0, failed = 0 }

--- Waits this long for what must come; reached only when it does not.
local limit_ms = tonumber(vim.env.OXUR_TEST_WAIT_MS) or 20000

local function report(ok, name, detail)
  M[ok and 'passed' or 'failed'] = M[ok and 'passed' or 'failed'] + 1
  io.stdout:write((ok and 'ok   ' or 'FAIL ') .. name .. '\n')
  if not ok then
    for _, line in ipairs(vim.split(detail or '', '\n')) do
      io.stdout:write('     | ' .. line .. '\n')
    end
  end
  io.stdout:flush()
end

--- The rows of the screen grid, as text.
function M.screen()
  vim.cmd('redraw!')
  local rows = {}
  for row = 1, vim.o.lines do
    local cells = {}
    for column = 1, vim.o.columns do
      cells[column] = vim.fn.screenstring(row, column)
    end
    rows[row] = vim.trim(table.concat(cells)) == '' and '' or (table.concat(cells):gsub('%s+$', ''))
  end
  return rows
end

--- The screen row that shows `code`.
function M.row(code)
  for _, row in ipairs(M.screen()) do
    if row:find(code, 1, true) then
      return row
    end
  end
  return ''
end

function M.check(name, ok, detail)
  report(ok and true or false, name, detail and vim.inspect(detail))
end

--- Passes as soon as `condition` holds; on failure the screen is printed.
function M.wait(name, condition)
  local ok = vim.wait(limit_ms, function()
    local fine, answer = pcall(condition)
    return fine and answer and true or false
  end, 20)
  report(ok, name, not ok and table.concat(M.screen(), '\n'):gsub('\n+$', '') or nil)
  return ok
end

--- Passes when the row with `code` also shows `text`.
function M.shows(name, code, text)
  return M.wait(name, function()
    local row = M.row(code)
    local _, last = row:find(code, 1, true)
    return last and row:find(text, last + 1, true)
  end)
end

--- Messages that were shown by `vim.notify`, oldest first.
M.messages = {}
vim.notify = function(text, level)
  table.insert(M.messages, { text = text, level = level })
end

--- Passes when a message that contains `text` was shown after `M.messages` was last emptied.
function M.notified(name, text)
  local ok = vim.wait(limit_ms, function()
    return vim.iter(M.messages):any(function(message)
      return message.text:find(text, 1, true) ~= nil
    end)
  end, 20)
  report(ok, name, vim.inspect(M.messages))
end

--- Writes a file of a new root directory and opens it.
function M.open(root, name, lines)
  vim.fn.mkdir(root, 'p')
  local path = root .. '/' .. name
  vim.fn.writefile(lines, path)
  vim.cmd.edit(path)
  return vim.api.nvim_get_current_buf()
end

--- Replaces the text of the current buffer and saves it.
function M.save(lines)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, lines)
  vim.cmd('silent write')
end

--- Runs `body`, prints the summary and ends Neovim with 0 if everything passed.
function M.run(body)
  local ok, problem = xpcall(body, debug.traceback)
  if not ok then
    report(false, 'the test ran to its end', problem)
  end
  io.stdout:write(('%d passed, %d failed\n'):format(M.passed, M.failed))
  io.stdout:flush()
  vim.cmd(M.failed == 0 and 'qall!' or 'cquit 1')
end

return M
