//! Who is heard, and who is not.

use serde_json::{Value, json};

use super::{Answer, Asked, Consent, reason};
use crate::github::commit::CommitId;
use crate::policy::{BreakGlass, How, Overruled};

const HEAD: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const OTHER: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

fn user(login: &str) -> Value {
    json!({ "__typename": "User", "login": login })
}

fn consent(answer: &Value) -> Consent {
    let mut whole = json!({ "headRefOid": HEAD, "author": { "login": "author" } });
    for (key, value) in answer.as_object().unwrap() {
        whole[key] = value.clone();
    }
    let answer: Answer = serde_json::from_value(whole).unwrap();
    let by = vec!["Octocat".to_owned(), "author".to_owned()];
    let glass = BreakGlass { label: Some("break-glass".to_owned()), by };
    Asked { glass: &glass, head: &CommitId::new(HEAD).unwrap(), answer: &answer }.consent()
}

fn review(author: &Value, state: &str, body: &str, commit: &str) -> Value {
    let review = json!({ "state": state, "body": body, "author": author, "editor": null, "commit": { "oid": commit } });
    json!({ "latestOpinionatedReviews": { "nodes": [review] } })
}

fn missing(consent: Consent) -> String {
    match consent {
        Consent::Missing(missing) => missing.join("; "),
        Consent::Given(overruled) => panic!("{overruled:?}"),
    }
}

fn labelled(by: &Value, comments: &[(&Value, &str)]) -> Value {
    let comments: Vec<Value> =
        comments.iter().map(|(author, body)| json!({ "author": author, "body": body, "editor": null })).collect();
    let label = json!({ "name": "Break-Glass" });
    json!({
        "labels": { "nodes": [{ "name": "bug" }, label] },
        "timelineItems": { "nodes": [
            { "actor": user("octocat"), "label": label }, { "actor": by, "label": label },
            { "actor": user("mallory"), "label": { "name": "bug" } }, {} ] },
        "comments": { "nodes": comments },
    })
}

#[test]
fn an_approval_of_this_head_with_a_reason() {
    let Consent::Given(given) = consent(&review(&user("octoCAT"), "APPROVED", "The site is\ndown.", HEAD)) else {
        panic!()
    };
    assert_eq!(given, Overruled { by: "octoCAT".into(), how: How::Approval, why: "The site is down.".into() });
}

#[test]
fn what_is_no_such_approval_says_why() {
    let octocat = user("octocat");
    let bot = json!({ "__typename": "Bot", "login": "octocat" });
    for (review, why) in [
        (review(&octocat, "APPROVED", " \n", HEAD), "has no reason"),
        (review(&octocat, "APPROVED", "<!-- hidden -->", HEAD), "has no reason"),
        (review(&octocat, "APPROVED", "down", OTHER), "a different commit"),
        (review(&user("Author"), "APPROVED", "down", HEAD), "someone else has to approve"),
        (review(&octocat, "CHANGES_REQUESTED", "down", HEAD), ""),
        (review(&user("mallory"), "APPROVED", "down", HEAD), ""),
        (review(&bot, "APPROVED", "down", HEAD), ""),
        (review(&json!({ "login": "octocat" }), "APPROVED", "down", HEAD), ""),
        (review(&Value::Null, "APPROVED", "down", HEAD), ""),
    ] {
        let said = missing(consent(&review));
        assert!(said.contains(why) && (why.is_empty() == said.is_empty()), "{review}: {said}");
    }
}

#[test]
fn a_text_that_somebody_else_edited_is_not_theirs() {
    let mut answer = review(&user("octocat"), "APPROVED", "down", HEAD);
    answer["latestOpinionatedReviews"]["nodes"][0]["editor"] = json!({ "login": "mallory" });
    assert!(missing(consent(&answer)).contains("edited by someone else"));
    answer["latestOpinionatedReviews"]["nodes"][0]["editor"] = json!({ "login": "Octocat" });
    assert!(matches!(consent(&answer), Consent::Given(_)));
}

#[test]
fn a_label_with_a_reason_for_this_head() {
    let octocat = user("octocat");
    let body = format!("Break-Glass: {HEAD} the site is down");
    let Consent::Given(given) = consent(&labelled(&octocat, &[(&octocat, &body)])) else { panic!() };
    let how = How::Label("break-glass".to_owned());
    assert_eq!(given, Overruled { by: "octocat".into(), how, why: "the site is down".into() });
}

#[test]
fn what_is_no_such_label_says_why() {
    let (octocat, mallory) = (user("octocat"), user("mallory"));
    let good = format!("break-glass: {HEAD} down");
    let older = format!("break-glass: {OTHER} down");
    let silent = format!("break-glass: {HEAD}  ");
    for (answer, why) in [
        (labelled(&mallory, &[(&octocat, good.as_str())]), "the policy does not list"),
        (labelled(&octocat, &[]), "`octocat` has not commented"),
        (labelled(&octocat, &[(&mallory, good.as_str())]), "`octocat` has not commented"),
        (labelled(&octocat, &[(&octocat, silent.as_str())]), "`octocat` has not commented"),
        (labelled(&octocat, &[(&octocat, "break-glass: down")]), "`octocat` has not commented"),
        // The newest one counts: they may have thought better of it.
        (labelled(&octocat, &[(&octocat, good.as_str()), (&octocat, older.as_str())]), "`octocat` has not commented"),
    ] {
        let said = missing(consent(&answer));
        assert!(said.contains(why), "{answer}: {said}");
    }
    let mut taken_off = labelled(&octocat, &[(&octocat, good.as_str())]);
    taken_off["labels"]["nodes"] = json!([]);
    assert_eq!(missing(consent(&taken_off)), "");
}

#[test]
fn a_head_that_moved_is_not_the_one_that_they_saw() {
    let mut answer = review(&user("octocat"), "APPROVED", "down", HEAD);
    answer["headRefOid"] = json!(OTHER);
    assert!(missing(consent(&answer)).contains("pushed since"));
}

#[test]
fn a_reason_is_what_a_reader_sees() {
    assert_eq!(reason("a <!-- b --> c").as_deref(), Some("a c"));
    assert_eq!(reason("a <!-- b").as_deref(), Some("a"));
    assert_eq!(reason(".- 👍"), None);
    assert_eq!(reason(&"é".repeat(600)).unwrap().chars().count(), 501);
}
