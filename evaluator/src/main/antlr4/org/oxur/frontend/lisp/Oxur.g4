// The surface of Oxur: tokens and forms (docs/language.md, "Reading").
//
// The lexer accepts every text: what is no token is BAD. The parser only ever sees balanced brackets of bounded depth (Brackets.java), so it
// has no error recovery of its own. Whether a NUMBER, CHARACTER or STRING is well formed is decided by Literals.java, which can say what is wrong.
grammar Oxur;

@lexer::members {
    // #| … |# nests; a loop, because 100,000 levels must not use the stack. An unclosed comment reaches to the end of the text.
    private void skipBlockComment() {
        int depth = 1;
        while (depth > 0 && _input.LA(1) != EOF) {
            if (_input.LA(1) == '#' && _input.LA(2) == '|') {
                depth++;
                getInterpreter().consume(_input);
            } else if (_input.LA(1) == '|' && _input.LA(2) == '#') {
                depth--;
                getInterpreter().consume(_input);
            }
            getInterpreter().consume(_input);
        }
        if (depth > 0) {
            setType(OPEN_COMMENT);
        }
    }

    // `&` and `&mut` are prefixes where a form follows at once: `&x`, but `& rest`.
    private boolean formFollows() {
        int c = _input.LA(1);
        return c != EOF && !Character.isWhitespace(c) && c != ')' && c != ']' && c != '}' && c != ';';
    }

    private boolean nameEnds() {
        int c = _input.LA(1);
        return c == EOF || Character.isWhitespace(c) || "()[]{}\";'`,".indexOf(c) >= 0;
    }
}

file : (skipped | form)* EOF ;

form : list | vector | tuple | map | prefixed | atom ;

list : '(' (skipped | form)* ')' ;
vector : '[' (skipped | form)* ']' ;
tuple : '{' (skipped | form)* '}' ;
map : '#{' (skipped | form)* '}' ;

prefixed : (QUOTE | QUASIQUOTE | UNQUOTE | SPLICE | BORROW | BORROW_MUT) skipped* form ;

skipped : SKIP_FORM skipped* form ;

atom : SYMBOL | KEYWORD | NUMBER | CHARACTER | STRING ;

LIST_OPEN : '(' ;
LIST_CLOSE : ')' ;
VECTOR_OPEN : '[' ;
VECTOR_CLOSE : ']' ;
TUPLE_OPEN : '{' ;
MAP_OPEN : '#{' ;
BRACE_CLOSE : '}' ;

QUOTE : '\'' ;
QUASIQUOTE : '`' ;
UNQUOTE : ',' ;
SPLICE : ',@' ;
SKIP_FORM : '#_' ;
BORROW_MUT : '&mut' {nameEnds()}? ;
BORROW : '&' {formFollows()}? ;

NUMBER : '-'? [0-9] NAME_REST* ;
CHARACTER : '\\' ( 'u{' ~[}\r\n"()]* '}'? | ALPHANUMERIC NAME_REST* | [\uD800-\uDBFF] [\uDC00-\uDFFF] | . ) ;
STRING : '"' ( ~["\\] | '\\' . )* '"' ;
OPEN_STRING : '"' ( ~["\\] | '\\' . )* '\\'? ;
KEYWORD : ':' NAME_REST+ ;
SYMBOL : NAME_START NAME_REST* | '&' ;

BLOCK_COMMENT : '#|' {skipBlockComment();} -> channel(HIDDEN) ;
// Only skipBlockComment gives this type.
OPEN_COMMENT : '#|' {false}? -> channel(HIDDEN) ;
LINE_COMMENT : ';' ~[\r\n]* -> channel(HIDDEN) ;
SPACE : WHITE+ -> channel(HIDDEN) ;

BAD : . ;

fragment WHITE : [\p{White_Space}\uFEFF] ;
fragment ALPHANUMERIC : [\p{L}\p{N}] ;
fragment NAME_REST : ~[\p{White_Space}\uFEFF()[\]{}";'`,\\] ;
fragment NAME_START : ~[\p{White_Space}\uFEFF()[\]{}";'`,\\:#&0-9] ;
