use super::statement::placeholders;
use super::{Scope, Value};
use crate::document::grammar::Language;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{Code, walk};

/// The value, and the text as SQL, of what a file gives to a function called `x`.
fn given(language: Language, text: &str) -> (Value, String) {
    let code = Code::parse(language, text.as_bytes()).unwrap();
    let scope = Scope::new(&code);
    let mut found = None;
    walk(code.root(), |node| {
        let call = Call::of(&code, node).filter(|call| call.name == "x" && !call.items.is_empty());
        if let Some(item) = call.and_then(|call| call.items.first().copied()) {
            let passage = scope.passage(item);
            found = Some((scope.value(item), String::from_utf8(passage.bytes().to_vec()).unwrap()));
        }
    });
    found.unwrap()
}

#[test]
fn values() {
    let text = |text: &str| Value::Text(text.to_owned());
    let list = || Value::List(vec![text("a"), text("b")]);
    for (language, source, expected) in [
        (Language::Ruby, "x(:a)", text("a")),
        (Language::Ruby, "x(%i[a b])", list()),
        (Language::Ruby, "T = :a\nx(T)", text("a")),
        (Language::Ruby, "T = 'a'\nx(\"#{T}_b\")", text("a_b")),
        (Language::Ruby, "t = :a\nt = :b\nx(t)", Value::Unknown),
        (Language::Ruby, "x('a'.freeze)", text("a")),
        (Language::Ruby, "x(1_000)", Value::Integer(1000)),
        (Language::Python, "x(('a', 'b'))", list()),
        (Language::Python, "x({'a': None})", Value::Map(vec![("a".to_owned(), Value::Nil)])),
        (Language::Python, "x('a' 'b' + 'c')", text("abc")),
        (Language::Python, "x(op.f('a'))", text("a")),
        (Language::Python, "x(f'{y}')", Value::Unknown),
        (Language::Php, "<?php x(['a', 'b']);", list()),
        (Language::Php, "<?php x(['a' => true]);", Value::Map(vec![("a".to_owned(), Value::Bool(true))])),
        (
            Language::Php,
            "<?php class A { const T = 'a'; private $t = 'b'; function f() { x(self::T . $this->t); } }",
            text("ab"),
        ),
        (Language::Elixir, "x ~w(a b)a", list()),
        (Language::Elixir, "@t \"a\"\nx(@t)", text("a")),
        (Language::Elixir, "x(\"a\" <> \"b\")", text("ab")),
    ] {
        assert_eq!(given(language, source).0, expected, "{source}");
    }
}

#[test]
fn statements() {
    for (language, source, expected) in [
        (Language::Ruby, "x(\"a #{b} c\" + d)", "a ${____} c${____}"),
        (Language::Ruby, "x(\"a %s\" % b)", "a ${____}"),
        (Language::Ruby, "x(<<~SQL.squish)\n  a\nSQL\n", "\n  a\n"),
        (Language::Python, "s = 'a'\nx(sa.text(s))", "a"),
        (Language::Python, "x('a {} {b}'.format(c))", "a ${____} ${____}"),
        (Language::Python, "s = 'a {}'\nt = s.format(b)\nx(t)", "a ${____}"),
        (Language::Python, "x((y + ' {}').format(b))", "${____} ${____}"),
        (Language::Php, "<?php x(sprintf('a %s', $b));", "a ${____}"),
        (Language::Elixir, "x(\"a #{b}\" <> c)", "a ${____}${____}"),
    ] {
        assert_eq!(given(language, source).1, expected, "{source}");
    }
}

#[test]
fn what_repeats_itself_is_bounded() {
    let names = format!("s = '{}'\nx({})", "a".repeat(1 << 16), vec!["s"; 64].join(" + "));
    assert!(given(Language::Python, &names).1.len() < 2 << 20);
}

#[test]
fn places_in_a_format() {
    let found =
        |text: &str| placeholders(text.as_bytes()).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>();
    assert_eq!(found("a %s %(users)s {} {b} 5% {"), ["%s", "%(users)s", "{}", "{b}"]);
}
