if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = 1

vim.bo.commentstring = ';; %s'
vim.bo.comments = ':;;;,:;;,:;'
vim.opt_local.iskeyword:append({ '-', '?', '!', '*', '+', '/', '<', '>', '=' })

-- The built-in Lisp indentation: lists of these words are indented as bodies.
vim.bo.lisp = true
vim.bo.autoindent = true
vim.bo.expandtab = true
vim.bo.shiftwidth = 2
vim.bo.softtabstop = 2
vim.bo.lispwords = table.concat({
  'defn', 'defmacro', 'defstruct', 'defenum', 'deftrait', 'defconst', 'def', 'impl', 'mod', 'fn',
  'let', 'if-let', 'while-let', 'loop', 'while', 'for', 'dotimes', 'when', 'unless', 'if', 'match', 'case',
  'receive', 'after', 'do',
}, ',')

vim.b.undo_ftplugin = 'setlocal commentstring< comments< iskeyword< lisp< autoindent< expandtab<'
  .. ' shiftwidth< softtabstop< lispwords<'
