//! What people do: they open pull requests, push, talk, label and approve.

use super::Fake;
use super::state::{Labeled, NAME, OWNER, Pull, Review, Who, World};
use crate::repository::Repository;

/// Who opens pull requests where nobody else is named.
pub(crate) const AUTHOR: &str = "monalisa";

impl Fake {
    /// Makes `main`.
    pub(super) fn begin(&self, files: &[(&str, &str)]) {
        let world = self.world();
        write(&world.git.clone, files);
        world.git.clone.commit("Begin");
        world.git.push("refs/heads/main", "refs/heads/main");
    }

    /// Opens a pull request from a new branch of the repository itself, which leaves `main` by `files`.
    pub(crate) fn open(&self, branch: &str, files: &[(&str, &str)]) -> u64 {
        self.open_as(AUTHOR, branch, None, |clone| write(clone, files))
    }

    /// Opens one from a fork.
    pub(crate) fn open_from_fork(&self, login: &str, branch: &str, files: &[(&str, &str)]) -> u64 {
        let fork = format!("{login}/{NAME}");
        self.open_as(login, branch, Some(fork), |clone| write(clone, files))
    }

    /// Opens one whose commit `edit` prepares in the working tree.
    pub(crate) fn open_as(
        &self,
        login: &str,
        branch: &str,
        fork: Option<String>,
        edit: impl FnOnce(&Repository),
    ) -> u64 {
        let mut world = self.world();
        let local = format!("work/{login}/{branch}");
        world.git.clone.git(&["switch", "--quiet", "--create", local.as_str(), "main"]);
        edit(&world.git.clone);
        world.git.clone.commit("Change");
        let number = world.pulls.keys().last().copied().unwrap_or_default() + 1;
        let pull = Pull {
            number,
            title: "A change".to_owned(),
            body: "What it does.".to_owned(),
            by: Who::new(login),
            branch: branch.to_owned(),
            repository: fork.unwrap_or_else(|| format!("{OWNER}/{NAME}")),
            head: String::new(),
            is_open: true,
            labels: Vec::new(),
            labeled: Vec::new(),
            reviews: Vec::new(),
            threads: Vec::new(),
            comments: Vec::new(),
        };
        world.pulls.insert(number, pull);
        world.bring(number);
        number
    }

    /// Pushes a commit with `files`.
    pub(crate) fn push(&self, number: u64, files: &[(&str, &str)]) {
        self.world().push(number, files);
    }

    /// Pushes a commit that gives a file another name.
    pub(crate) fn rename(&self, number: u64, from: &str, to: &str) {
        let mut world = self.world();
        world.check_out(number);
        world.git.clone.git(&["mv", from, to]);
        world.git.clone.commit("Rename");
        world.bring(number);
    }

    /// Replaces all commits by one, on top of what `main` is now.
    pub(crate) fn force_push(&self, number: u64, files: &[(&str, &str)]) {
        self.world().force_push(number, files);
    }

    /// Somebody else's commit lands on `main`.
    pub(crate) fn advance(&self, files: &[(&str, &str)]) {
        let world = self.world();
        world.git.clone.git(&["switch", "--quiet", "main"]);
        write(&world.git.clone, files);
        world.git.clone.commit("Meanwhile");
        world.git.push("refs/heads/main", "refs/heads/main");
        let open: Vec<(u64, String)> = world.pulls.values().map(|pull| (pull.number, pull.head.clone())).collect();
        open.iter().for_each(|(number, head)| world.git.refresh(*number, head));
    }

    /// A push to a branch of the repository that nobody has opened a pull request for; the commit before and the one after.
    pub(crate) fn push_branch(&self, branch: &str, files: &[(&str, &str)]) -> (Option<String>, String) {
        let world = self.world();
        let before = world.git.commit(branch);
        let start = if before.is_some() { branch } else { "main" };
        if branch != "main" && before.is_none() {
            world.git.clone.git(&["branch", "--quiet", branch, start]);
        }
        world.git.clone.git(&["switch", "--quiet", branch]);
        write(&world.git.clone, files);
        world.git.clone.commit("Push");
        let reference = format!("refs/heads/{branch}");
        world.git.push(&reference, &reference);
        (before, world.git.commit(branch).unwrap())
    }

    /// Puts the pull request into the merge queue: the commit that the queue stands on, that which it would merge, and its branch.
    pub(crate) fn queue(&self, number: u64) -> (String, String, String) {
        let world = self.world();
        let base = world.git.commit("main").unwrap();
        let merge = world.git.commit(&format!("refs/pull/{number}/merge")).unwrap();
        let branch = format!("gh-readonly-queue/main/pr-{number}-{base}");
        world.git.must(&["update-ref", &format!("refs/heads/{branch}"), &merge]);
        (base, merge, branch)
    }

    pub(crate) fn close(&self, number: u64) {
        self.world().pulls.get_mut(&number).unwrap().is_open = false;
    }

    /// Somebody comments below the pull request; the comment's number.
    pub(crate) fn says(&self, login: &str, number: u64, body: &str) -> u64 {
        let mut world = self.world();
        let remark = world.remark(&Who::new(login), body);
        let id = remark.id;
        world.pulls.get_mut(&number).unwrap().comments.push(remark);
        id
    }

    /// Somebody answers in the thread that stands at `at`.
    pub(crate) fn replies(&self, login: &str, number: u64, at: usize, body: &str) {
        let mut world = self.world();
        let remark = world.remark(&Who::new(login), body);
        world.pulls.get_mut(&number).unwrap().threads[at].comments.push(remark);
    }

    /// Somebody reviews the head; `state` is GraphQL's word.
    pub(crate) fn reviews(&self, login: &str, number: u64, state: &str, body: &str) {
        let mut world = self.world();
        let remark = world.remark(&Who::new(login), body);
        let commit = world.pulls[&number].head.clone();
        world.pulls.get_mut(&number).unwrap().reviews.push(Review { remark, state: state.to_owned(), commit });
    }

    pub(crate) fn labels(&self, login: &str, number: u64, label: &str) {
        let mut world = self.world();
        let pull = world.pulls.get_mut(&number).unwrap();
        pull.labels.push(label.to_owned());
        pull.labeled.push(Labeled { by: Who::new(login), label: label.to_owned() });
    }
}

impl World {
    /// Pushes a commit with `files`.
    pub(crate) fn push(&mut self, number: u64, files: &[(&str, &str)]) {
        self.check_out(number);
        write(&self.git.clone, files);
        self.git.clone.commit("More");
        self.bring(number);
    }

    /// Replaces all commits by one, on top of what `main` is now.
    pub(crate) fn force_push(&mut self, number: u64, files: &[(&str, &str)]) {
        self.check_out(number);
        self.git.clone.git(&["reset", "--quiet", "--hard", "main"]);
        write(&self.git.clone, files);
        self.git.clone.commit("Anew");
        self.bring(number);
    }

    fn check_out(&self, number: u64) {
        let pull = &self.pulls[&number];
        let local = format!("work/{}/{}", pull.by.0, pull.branch);
        self.git.clone.git(&["switch", "--quiet", local.as_str()]);
    }

    /// Brings what is checked out to the server as the head of the pull request.
    fn bring(&mut self, number: u64) {
        let head = self.git.clone.git(&["rev-parse", "HEAD"]);
        let pull = self.pulls.get_mut(&number).unwrap();
        pull.head = head.clone();
        if !pull.is_from_fork() {
            let branch = format!("refs/heads/{}", pull.branch);
            self.git.push("HEAD", &branch);
        }
        self.git.push("HEAD", &format!("refs/pull/{number}/head"));
        self.git.refresh(number, &head);
    }
}

fn write(clone: &Repository, files: &[(&str, &str)]) {
    for (path, content) in files {
        clone.write(path, content);
    }
}
