//! What calls say, and that no text breaks the reader.

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};

use super::{Groovy, MAX_CALLS, MAX_DEPTH, Value, read};

/// Each call as `name(arguments)`, indented by its depth; texts in `'…'`, closures as `{label}`.
fn shown(source: &str) -> String {
    let groovy = read(source.as_bytes());
    let mut lines = Vec::new();
    for call in &groovy.calls {
        let mut depth = 0;
        let mut at = call.parent;
        while let Some(parent) = at {
            depth += 1;
            at = groovy.calls[parent].parent;
        }
        let said = |span: crate::text::Span| source[span.range()].to_owned();
        let arguments: Vec<_> = call
            .arguments
            .iter()
            .map(|argument| {
                let name = argument.name.map(|name| format!("{}: ", said(name))).unwrap_or_default();
                match &argument.value {
                    Value::Text(text) => format!("{name}'{}'", String::from_utf8_lossy(text.bytes())),
                    Value::Word(span) => format!("{name}{}", said(*span)),
                }
            })
            .collect();
        let head = if call.is_closure { format!("{{{}}}", call.name) } else { call.name.clone() };
        lines.push(format!("{}{head}({})", "  ".repeat(depth), arguments.join(", ")));
    }
    lines.join("\n")
}

#[test]
fn calls_and_what_they_are_given() {
    for (source, expected) in [
        ("sh 'a b'", "sh('a b')"),
        ("sh \"a ${b} $c\"", "sh('a ${b} $c')"),
        ("sh \"a ${b(\"x\")} c\" // d", "sh('a ${b(\"x\")} c')"),
        ("sh(script: 'a', returnStdout: true).trim()", "sh(script: 'a', returnStdout: true)\ntrim()"),
        ("def x = sh script: \"a\", returnStatus: true\necho x", "sh(script: 'a', returnStatus: true)\necho(x)"),
        ("sh '''a\n  b'''", "sh('a\n  b')"),
        ("sh \"\"\"a \\\\\n  b\"\"\".stripIndent()", "sh('a \\\n  b')\n  stripIndent()"),
        ("sh 'it\\'s\\n'", "sh('it's\n')"),
        ("sh \"\\$HOME \\u0041\"", "sh('$HOME A')"),
        ("sh 'a ' + b + \" c\"", "sh('a ${b} c')"),
        ("sh('a ' +\n   'b')", "sh('a b')"),
        ("sh(x ? 'a' : 'b')", "sh('a', 'b')"),
        ("sh label: 'l',\n   script: 's'", "sh(label: 'l', script: 's')"),
        ("x = ~/a'b/\nsh 'c'", "sh('c')"),
        ("x = $/a $/ ' /$\nsh 'c'", "sh('c')"),
        ("x = a / b\nsh 'c' // '", "sh('c')"),
        ("/* sh 'a' */ sh 'b'", "sh('b')"),
        ("#!groovy sh 'x'\nsh 'c'", "sh('c')"),
        ("stage('a') { sh 'b' }", "stage('a')\n  sh('b')"),
        ("stage('a')\n{\n  sh 'b'\n}", "stage('a')\n  sh('b')"),
        ("agent any\nagent { label 'x' }", "agent(any)\nagent()\n  label('x')"),
        ("environment { A = 'b' }", "environment()"),
        ("if (a) { sh 'b' } else if (c) { sh 'd' } else { e }", "if(a)\n  sh('b')\nif(c)\n  sh('d')\nelse()"),
        ("try { sh 'a' }\ncatch (e) { echo 'b' }", "try()\n  sh('a')\ncatch(e)\n  echo('b')"),
        ("parallel a: { sh '1' }, 'b c': { sh '2' }", "parallel()\n  {a}()\n    sh('1')\n  {b c}()\n    sh('2')"),
        ("parallel([a: { sh '1' }])", "parallel()\n  {a}()\n    sh('1')"),
        ("docker.image('a').inside('-u 0') { sh 'b' }", "image('a')\ninside('-u 0')\n  sh('b')"),
        ("docker.build(\"a\").push('b')", "build('a')\npush('b')"),
        ("def f(String e) { sh 'a' }", "f(String, e)\n  sh('a')"),
        ("list.each { x -> sh \"a $x\" }", "each()\n  sh('a $x')"),
        ("stage('a') { sh 'b'\n } }\nsh 'c'", "stage('a')\n  sh('b')\nsh('c')"),
        ("a(b(')'\nsh 'c'", "a(b)\n  b(')', sh, 'c')"),
    ] {
        assert_eq!(shown(source), expected, "{source}");
    }
}

#[test]
fn an_escape_stands_where_it_is_written() {
    let source = b"sh \"a\\tb \\\"c\\\"\"";
    let groovy = read(source);
    let text = groovy.calls[0].first().and_then(Value::text).unwrap();
    assert_eq!(text.bytes(), b"a\tb \"c\"");
    assert_eq!(&source[text.span(1..2).range()], b"\\t");
    assert_eq!(&source[text.span(4..7).range()], b"\\\"c\\\"");
}

#[test]
fn a_body_is_the_inside_of_its_braces() {
    let source = "when { expression { return false } }";
    let groovy = read(source.as_bytes());
    let inside = |index: usize| &source[groovy.calls[index].body.unwrap().range()];
    assert_eq!((inside(0), inside(1)), (" expression { return false } ", " return false "));
    let condition = read(b"if (a && b) { }");
    assert_eq!(condition.calls[0].parentheses, Some(crate::text::Span::new(4, 10)));
}

/// All spans lie in the text, and parents stand before their children.
fn check(bytes: &[u8]) -> Groovy {
    let groovy = read(bytes);
    assert!(groovy.calls.len() <= MAX_CALLS);
    for (index, call) in groovy.calls.iter().enumerate() {
        let spans = [Some(call.name_span), call.receiver, call.parentheses, call.body].into_iter().flatten();
        let given = call.arguments.iter().flat_map(|argument| argument.name.into_iter().chain([argument.value.span()]));
        for span in spans.chain(given) {
            assert!(span.start <= span.end && span.end <= bytes.len());
        }
        assert!(call.parent.is_none_or(|parent| parent < index));
    }
    groovy
}

#[test]
fn nesting_is_bounded() {
    for opener in ["a {", "a(", "[", "{", "a \"${", "sh('", "a('''", "x = $/", "(/\\", "\"${'"] {
        let groovy = check(opener.repeat(300_000).as_bytes());
        let mut depth = vec![0_usize; groovy.calls.len()];
        for (index, call) in groovy.calls.iter().enumerate() {
            depth[index] = call.parent.map_or(0, |parent| depth[parent] + 1);
        }
        assert!(depth.into_iter().max().unwrap_or_default() <= 2 * MAX_DEPTH, "{opener}");
    }
}

#[test]
fn a_long_sum_is_one_text() {
    let groovy = check(format!("sh {}", "'a' + ".repeat(200_000)).as_bytes());
    assert_eq!(groovy.calls[0].first().and_then(Value::text).unwrap().len(), 200_000);
}

fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let marks = prop_oneof![
        Just("stage('a') {"),
        Just("}"),
        Just("("),
        Just(")"),
        Just("["),
        Just("]"),
        Just("'"),
        Just("\""),
        Just("'''"),
        Just("\"\"\""),
        Just("/"),
        Just("$/"),
        Just("/$"),
        Just("\\"),
        Just("${"),
        Just("\n"),
        Just("//"),
        Just("/*"),
        Just("*/"),
        Just("sh "),
        Just("a: "),
        Just(", "),
        Just(" + "),
        Just("x = "),
        Just("?"),
        Just("."),
        Just("\\u00"),
    ];
    proptest::collection::vec(marks, 0..60).prop_map(|marks| marks.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn any_marks_are_read(bytes in pieces()) {
        check(&bytes);
    }
}
