//! How much is said, and how often GitHub is asked.

use super::{LATEST, PINNED, POD, expect, is_buried, pod, summary, threads, with};

#[test]
fn a_clean_change_costs_four_requests_at_most() {
    let fake = with(&[PINNED, PINNED]);
    let ran = fake.on_pull(1).uploading().go();
    expect(&ran, 0, 0);
    assert!(ran.calls.len() <= 4, "{:?}", ran.calls);
    let upload = fake.uploads().remove(0);
    assert_eq!((upload.reference.as_str(), upload.pending), ("refs/pull/1/merge", 0));
    assert_eq!(upload.sarif["runs"][0]["results"].as_array().unwrap().len(), 0);
}

#[test]
fn sixty_findings_cost_ten_requests_at_most() {
    let fake = with(&[LATEST; 60]);
    let ran = fake.on_pull(1).uploading().go();
    expect(&ran, 1, 1);
    assert!(ran.calls.len() <= 10, "{:?}", ran.calls);
    assert_eq!((ran.outputs["findings"].as_str(), threads(&fake).len()), ("60", 25));
    assert!(summary(&fake).contains("image/latest-tag"));
    assert_eq!(fake.uploads()[0].sarif["runs"][0]["results"].as_array().unwrap().len(), 60);

    fake.push(1, &[(POD, &pod(&[PINNED; 60]))]);
    let ran = fake.on_pull(1).go();
    expect(&ran, 0, 0);
    assert!(ran.calls.len() <= 10, "{:?}", ran.calls);
    assert!((0..25).all(|at| is_buried(&fake, at)));
}

#[test]
fn what_has_no_room_beside_lines_moves_up_when_there_is_some() {
    let fake = with(&[LATEST; 30]);
    expect(&fake.on_pull(1).go(), 1, 1);
    let mut tags = [LATEST; 30];
    tags[..20].fill(PINNED);
    fake.push(1, &[(POD, &pod(&tags))]);
    let ran = fake.on_pull(1).go();
    assert!(ran.code == 1 && ran.mails.len() <= 1, "{ran:#?}");
    let open = threads(&fake).iter().filter(|thread| thread.comments[0].minimized.is_none()).count();
    assert!(open <= 10, "{open}");
}

#[test]
fn all_pages_of_what_was_said_are_read() {
    let fake = with(&[PINNED, LATEST]);
    for number in 0..230 {
        fake.says("hubot", 1, &format!("comment {number}"));
        if number < 120 {
            fake.reviews("hubot", 1, "COMMENTED", "I looked at it.");
        }
    }
    expect(&fake.on_pull(1).go(), 1, 1);
    let ran = fake.on_pull(1).go();
    expect(&ran, 1, 0);
    assert_eq!((threads(&fake).len(), ran.calls.len()), (1, 3), "{:?}", ran.calls);
    summary(&fake);
}

#[test]
fn all_pages_of_the_files_are_read() {
    let fake = with(&[PINNED]);
    let names: Vec<String> = (0..130).map(|number| format!("a{number:03}.txt")).collect();
    let mut files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x\n")).collect();
    let bad = pod(&[PINNED, LATEST]);
    files.push(("z.yaml", &bad));
    fake.push(1, &files);
    let ran = fake.on_pull(1).go();
    expect(&ran, 1, 1);
    assert_eq!((threads(&fake)[0].path.as_str(), ran.asked("/files")), ("z.yaml", 2));
}

#[test]
fn a_file_whose_patch_is_not_shown_is_told_in_the_summary() {
    let fake = with(&[PINNED, LATEST]);
    fake.world().longest_patch = 1;
    expect(&fake.on_pull(1).go(), 1, 1);
    assert_eq!((threads(&fake).len(), fake.pull(1).comments.len()), (0, 1));
    assert!(summary(&fake).contains("image/latest-tag"));
    fake.push(1, &[(POD, &pod(&[PINNED, PINNED]))]);
    expect(&fake.on_pull(1).go(), 0, 0);
    assert!(summary(&fake).contains("passed"));
}
