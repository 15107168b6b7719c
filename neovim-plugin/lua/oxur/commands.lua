--- The `:Oxur…` commands.
local M = {}

local function evaluate(unit)
  return function()
    require('oxur.evaluate').evaluate(unit)
  end
end

local function trust(arguments)
  local client = require('oxur.client').current()
  if client then
    local root, trusted = client.config.root_dir, not arguments.bang
    require('oxur.trust').set(root, trusted)
    vim.notify(('oxur: %s is %s'):format(vim.fn.fnamemodify(root, ':~'), trusted and 'trusted' or 'no longer trusted'))
  end
end

--- Command name -> what it does, and `nvim_create_user_command`'s options.
local commands = {
  OxurEvalForm = { evaluate('form'), { desc = 'Evaluate the form at the cursor' } },
  OxurEvalTopLevel = { evaluate('topLevel'), { desc = 'Evaluate the top-level form around the cursor' } },
  OxurEvalSelection = { evaluate('selection'), { range = true, desc = 'Evaluate the selected forms' } },
  OxurEvalFile = { evaluate('file'), { desc = 'Evaluate the whole file' } },
  OxurEvalToCursor = { evaluate('toCursor'), { desc = 'Evaluate from the start of the file to the cursor' } },
  OxurCancel = {
    function(arguments)
      require('oxur.evaluate').cancel(arguments.bang)
    end,
    { bang = true, desc = 'Cancel what is being evaluated (!: end the node if it must be)' },
  },
  OxurRestartNode = {
    function()
      require('oxur.evaluate').restart_node()
    end,
    { desc = 'Start the node that evaluates anew' },
  },
  OxurClear = {
    function(arguments)
      require('oxur.evaluate').clear(arguments.bang)
    end,
    { bang = true, desc = 'Remove the results of this buffer (!: of all)' },
  },
  OxurLog = {
    function()
      require('oxur.log').open()
    end,
    { desc = 'Show what evaluations printed' },
  },
  OxurTier = {
    function()
      require('oxur.tier').show()
    end,
    { desc = 'Show what executes the function at the cursor, and why' },
  },
  OxurCompile = {
    function(arguments)
      local tier = require('oxur.tier')
      if arguments.bang then
        tier.cancel_compiling()
      else
        tier.compile()
      end
    end,
    { bang = true, desc = 'Make native code of the function at the cursor (!: take back all that is being compiled)' },
  },
  OxurArtifact = {
    function(arguments)
      require('oxur.artifact').show(arguments.fargs[1])
    end,
    {
      nargs = '?',
      complete = function(lead)
        return vim.tbl_filter(function(kind)
          return vim.startswith(kind, lead)
        end, require('oxur.artifact').kinds())
      end,
      desc = 'Show what the function at the cursor became: expanded, core, bytecode, rust, asm',
    },
  },
  OxurTrust = { trust, { bang = true, desc = "Trust this buffer's root directory (!: no longer)" } },
}

function M.create()
  for name, command in pairs(commands) do
    vim.api.nvim_create_user_command(name, command[1], command[2])
  end
end

return M
