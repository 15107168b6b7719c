--- Which root directories' code may be run: asked once per root, remembered in `stdpath('data')`.
local M = {}

--- Roots with an open question, so that two files of one root ask once: what to do when the answer is yes.
--- @type table<string, (fun())[]>
local asking = {}

local function file()
  return vim.fs.joinpath(vim.fn.stdpath('data'), 'oxur', 'trust.json')
end

--- @return table<string, boolean>
local function read()
  local stream = io.open(file(), 'r')
  if not stream then
    return {}
  end
  local ok, decoded = pcall(vim.json.decode, stream:read('*a'))
  stream:close()
  return ok and type(decoded) == 'table' and decoded or {}
end

local function remember(root, trusted)
  local answers = read()
  answers[root] = trusted
  vim.fn.mkdir(vim.fs.dirname(file()), 'p')
  local stream, problem = io.open(file(), 'w')
  if not stream then
    vim.notify('oxur: the answer cannot be remembered: ' .. problem, vim.log.levels.WARN)
    return
  end
  stream:write(vim.json.encode(answers))
  stream:close()
end

--- Whether code of `root` may be run; nil: nobody has said yet.
--- @return boolean?
function M.of(root)
  local option = require('oxur.config').get().trust
  if option ~= 'ask' then
    return option --[[@as boolean]]
  end
  return read()[root]
end

--- Trusts `root`, or takes the trust back, and tells the running server.
function M.set(root, trusted)
  remember(root, trusted)
  require('oxur.client').configure(root, trusted)
end

--- Asks whether code of `root` may be run. A question left unanswered is asked again another time.
--- @param on_trusted fun()? runs when the answer is yes, after the server was told
function M.ask(root, on_trusted)
  if asking[root] then
    table.insert(asking[root], on_trusted)
    return
  end
  asking[root] = { on_trusted }
  vim.ui.select({ 'Trust', 'Do not trust' }, {
    prompt = ('Oxur evaluates code when you save. Trust %s?'):format(vim.fn.fnamemodify(root, ':~')),
    kind = 'oxur.trust',
  }, function(_, index)
    local waiting = asking[root]
    asking[root] = nil
    if index then
      M.set(root, index == 1)
    end
    if index == 1 then
      for _, continue in ipairs(waiting) do
        continue()
      end
    end
  end)
end

return M
