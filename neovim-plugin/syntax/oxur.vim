" Oxur, by words alone; the server's semantic tokens refine it.
if exists('b:current_syntax')
  finish
endif

syntax iskeyword @,48-57,_,-,?,!,*,+,/,<,>,=,%,#,&,.,:,192-255

syntax match oxurSymbol "\<[^][(){}"';`,[:space:]\\]\+" contained
syntax match oxurNumber "\%(^\|[][(){}'`,[:space:]&]\)\@1<=-\=\d[0-9a-zA-Z_.]*\%([eE][-+]\=\d\+\)\="
syntax match oxurKeyword "\%(^\|[][(){}'`,[:space:]]\)\@1<=:[^][(){}"';`,[:space:]\\]\+"
syntax match oxurCharacter "\\\%(newline\|space\|tab\|return\|u{\x\+}\|.\)"
syntax match oxurPath "\<\%([^][(){}"';`,[:space:]\\:]\+::\)\+"me=e-2
syntax match oxurType "\<\u[^][(){}"';`,[:space:]\\:.]*\>"
syntax keyword oxurType i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 bool char str
syntax keyword oxurConstant nil true false NaN inf
syntax match oxurFunction "\%((\s*\)\@<=\.[^][(){}"';`,[:space:]\\]\+"
syntax match oxurQuote "[`']\|,@\=\|&mut\>\|&"

syntax keyword oxurDefine defn defmacro defstruct defenum deftrait defconst def impl mod use require-crate pub
      \ nextgroup=oxurDefined skipwhite
syntax match oxurDefined "[^][(){}"';`,[:space:]\\]\+" contained
syntax keyword oxurSpecial if when unless cond do let loop recur while for match fn set! return break continue
      \ as and or not quote time compile spawn receive after if-let while-let case comp partial dotimes mut
      \ inc! dec! -> ->>

syntax region oxurString start=+"+ skip=+\\\\\|\\"+ end=+"+ contains=oxurEscape,oxurPlaceholder,@Spell
syntax match oxurEscape +\\\%([ntr"\\0]\|u{\x\+}\)+ contained
syntax match oxurPlaceholder +{[^{}"]*}+ contained

syntax match oxurComment ";.*$" contains=oxurExpectation,oxurTodo,@Spell
syntax match oxurExpectation ";\%(=>\|!>\|>>\).*$" contained
syntax keyword oxurTodo TODO FIXME NOTE contained
syntax region oxurBlockComment start="#|" end="|#" contains=oxurBlockComment,oxurTodo,@Spell
syntax match oxurDiscard "#_"
syntax match oxurMap "#\ze{"

highlight default link oxurNumber Number
highlight default link oxurKeyword Constant
highlight default link oxurCharacter Character
highlight default link oxurPath Identifier
highlight default link oxurType Type
highlight default link oxurConstant Boolean
highlight default link oxurFunction Function
highlight default link oxurQuote Operator
highlight default link oxurDefine Define
highlight default link oxurDefined Function
highlight default link oxurSpecial Statement
highlight default link oxurString String
highlight default link oxurEscape SpecialChar
highlight default link oxurPlaceholder SpecialChar
highlight default link oxurComment Comment
highlight default link oxurExpectation SpecialComment
highlight default link oxurTodo Todo
highlight default link oxurBlockComment Comment
highlight default link oxurDiscard Comment
highlight default link oxurMap Delimiter

" Strings and nested comments may span many lines.
syntax sync minlines=200

let b:current_syntax = 'oxur'
