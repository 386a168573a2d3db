use std::sync::Arc;

use super::{MOST_ELSEWHERE, answer};
use crate::answers::{Answer, Question, Uses};
use crate::source::memory::{self, Files};
use crate::source::{ChangeSet, File, Tree, Unread};
use crate::text::{RepoPath, Side, Sides};

fn files(all: &[(&str, &str)]) -> Files {
    all.iter().map(|(path, text)| (RepoPath::from(*path), text.as_bytes().to_vec())).collect()
}

fn question(side: Side, name: &str) -> Question {
    let (table, column) = name.split_once('.').map_or((name, None), |(table, column)| (table, Some(column)));
    Question::Uses { side, table: table.to_owned(), column: column.map(str::to_owned) }
}

fn uses(set: &ChangeSet, side: Side, name: &str) -> Uses {
    match answer(set, &[question(side, name)]).remove(0) {
        Some(Answer::Uses(uses)) => uses,
        other => panic!("{other:?}"),
    }
}

/// The places of uses, as `path:line`.
fn places(uses: &Uses) -> Vec<String> {
    let place = |one: &crate::answers::Use| {
        let text = &one.site.text;
        assert_eq!(one.site.bytes(), b"age");
        format!("{}:{}", text.path(), text.position(one.site.span.start).line)
    };
    uses.code.iter().map(place).collect()
}

const MODEL: &str = "class User(Base):\n\n\n\n\n    x = 1\n    age = Column(Integer)\n";

#[test]
fn each_side_is_searched_and_a_file_of_both_once() {
    let base = [
        ("app/user.py", MODEL),
        ("app/old.py", "user.age"),
        ("app/moved.py", "user.age\n"),
        ("db/schema.rb", "users age"),
    ];
    let head =
        [("app/user.py", MODEL), ("app/new.py", "1\nuser.age"), ("app/moved.py", "pass\n"), ("db/schema.rb", "users")];
    let set = memory::change_set(files(&base), files(&head));
    let answers = answer(&set, &[question(Side::Base, "users.age"), question(Side::Head, "users.age")]);
    let [Some(Answer::Uses(base)), Some(Answer::Uses(head))] = &answers[..] else { panic!("{answers:?}") };
    assert_eq!(places(base), ["app/moved.py:1", "app/old.py:1", "app/user.py:7"]);
    assert_eq!(places(head), ["app/new.py:2", "app/user.py:7"]);
    assert!(base.code.iter().all(|one| one.site.text.side() == Side::Base));
    assert!(head.code.iter().all(|one| one.site.text.side() == Side::Head));
    assert!(base.defined.is_some() && head.defined.is_none());
    assert_eq!((base.searched, head.searched), (3, 3));
}

#[test]
fn a_word_that_much_other_code_has_is_common() {
    let other = |count: usize| {
        let mut all = files(&[("app/user.py", MODEL)]);
        all.extend((0..count).map(|at| (RepoPath::new(format!("app/pet{at}.py")), b"pet.age".to_vec())));
        let head = all.iter().map(|(path, text)| (path.clone(), [&text[..], b" "].concat())).collect();
        uses(&memory::change_set(all, head), Side::Base, "users.age").is_common
    };
    assert!(!other(MOST_ELSEWHERE));
    assert!(other(MOST_ELSEWHERE + 1));
}

#[test]
fn tests_documents_and_the_code_of_others_are_not_searched() {
    let base = [
        ("tests/test_user.py", MODEL),
        ("docs/user.md", "users.age"),
        ("web/node_modules/x/user.js", "user.age"),
        ("vendor/user.rb", "user.age"),
        ("blob.py", "\0 user.age"),
    ];
    let found = uses(&memory::change_set(files(&base), files(&[])), Side::Base, "users.age");
    assert_eq!(found, Uses::default());
}

#[test]
fn what_is_too_large_or_unreadable_is_said() {
    let large = " ".repeat((1 << 20) + 1);
    let set = memory::change_set(files(&[("a.py", &large), ("b.py", ""), ("c.json", &large)]), files(&[]));
    let found = uses(&set, Side::Base, "users.age");
    assert_eq!(found.left_out.as_deref(), Some("1 file is over 1 MiB"));
    assert_eq!(found.searched, 1);
    assert_eq!(uses(&set, Side::Head, "users.age").left_out, None);
}

/// A tree that can only be asked for one file at a time.
struct Remote(Arc<dyn Tree>);

impl Tree for Remote {
    fn file(&self, path: &RepoPath) -> Result<Option<File>, Unread> {
        self.0.file(path)
    }
}

#[test]
fn without_a_tree_nobody_knows() {
    let mut set = memory::change_set(files(&[]), files(&[("a.py", "x")]));
    let why = |set: &ChangeSet| match answer(set, &[question(Side::Base, "users.age")]).remove(0) {
        Some(Answer::Unknown(why)) => why,
        other => panic!("{other:?}"),
    };
    set.trees = Sides { base: set.trees.base.map(|tree| Arc::new(Remote(tree)) as _), head: None };
    assert_eq!(why(&set), "its tree is only read file by file; check it out to have it searched");
    set.trees = Sides { base: None, head: None };
    assert_eq!(why(&set), "the change comes without its tree");
}

#[test]
fn other_questions_are_for_others() {
    let set = memory::change_set(files(&[]), files(&[]));
    assert_eq!(answer(&set, &[Question::Merged { commit: "ab".to_owned() }]), [None]);
}

#[test]
fn many_questions_cost_one_pass() {
    let base: Files = (0..500)
        .map(|at| (RepoPath::new(format!("app/f{at}.py")), format!("user.column_{at} users.age\n").into_bytes()))
        .collect();
    let set = memory::change_set(base, files(&[]));
    let questions: Vec<Question> = (0..500).map(|at| question(Side::Base, &format!("users.column_{at}"))).collect();
    let answers = answer(&set, &questions);
    let found = |answer: &Option<Answer>| matches!(answer, Some(Answer::Uses(uses)) if uses.code.len() == 1);
    assert!(answers.iter().all(found));
}
