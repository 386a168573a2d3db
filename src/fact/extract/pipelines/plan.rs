//! Jobs and what they wait for, until all is known that waits for one another.

use std::collections::{BTreeMap, VecDeque};

use crate::fact::{Job, Purpose, System};
use crate::text::Site;

/// The most names that one job is read to wait for, and the most jobs that one name means: aliases may repeat both without end.
pub(super) const MOST_NEEDS: usize = 256;
const MOST_OF_ONE_NAME: usize = 16;

/// A pipeline that is being read.
pub(super) struct Plan {
    pub(super) system: System,
    pub(super) jobs: Vec<Job>,
    needs: Vec<Needs>,
}

/// What a job waits for by itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    /// Jobs of the plan, by their place in it.
    pub(super) jobs: Vec<usize>,
    /// Names, of jobs of the plan or of others.
    pub(super) names: Vec<String>,
}

impl Plan {
    pub(super) fn new(system: System) -> Self {
        Self { system, jobs: Vec::new(), needs: Vec::new() }
    }

    /// A job that says nothing yet.
    pub(super) fn job(&self, name: &str, site: Site) -> Job {
        Job {
            system: self.system,
            name: name.to_owned(),
            environment: None,
            purpose: Purpose::Other,
            waits_for: Vec::new(),
            condition: None,
            never: None,
            may_fail: None,
            manual: None,
            steps: Vec::new(),
            site,
        }
    }

    /// Takes in a job; its place.
    pub(super) fn add(&mut self, job: Job, needs: Needs) -> usize {
        self.jobs.push(job);
        self.needs.push(needs);
        self.jobs.len() - 1
    }

    /// All jobs, with all that they wait for; `room` is how many names may still be listed.
    pub(super) fn close(mut self, room: &mut usize) -> Vec<Job> {
        let outside = self.resolve();
        let waits = self.waits();
        let names: Vec<_> = self.jobs.iter().map(|job| job.name.clone()).collect();
        for (index, job) in self.jobs.iter_mut().enumerate() {
            let inside = (0..names.len()).filter(|other| *other != index && waits[index].has(*other));
            let all = inside.map(|other| names[other].clone()).chain(outside[index].iter().cloned());
            job.waits_for = all.take(*room).collect();
            *room -= job.waits_for.len();
        }
        self.jobs
    }

    /// Finds the jobs that names mean; the names that are left.
    fn resolve(&mut self) -> Vec<Vec<String>> {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, job) in self.jobs.iter().enumerate() {
            places.entry(&job.name).or_default().push(index);
        }
        let resolve = |needs: &mut Needs| {
            let mut outside = Vec::new();
            for name in std::mem::take(&mut needs.names) {
                match places.get(name.as_str()) {
                    Some(found) => needs.jobs.extend(found.iter().take(MOST_OF_ONE_NAME)),
                    None => outside.push(name),
                }
            }
            needs.jobs.sort_unstable();
            needs.jobs.dedup();
            outside
        };
        self.needs.iter_mut().map(resolve).collect()
    }

    /// For each job all jobs that it waits for. Jobs that wait for themselves wait for what they name alone.
    fn waits(&self) -> Vec<Set> {
        let mut waits: Vec<_> = self.needs.iter().map(|needs| Set::of(self.jobs.len(), &needs.jobs)).collect();
        let mut open: Vec<_> = self.needs.iter().map(|needs| needs.jobs.len()).collect();
        let mut behind = vec![Vec::new(); self.jobs.len()];
        for (index, needs) in self.needs.iter().enumerate() {
            needs.jobs.iter().for_each(|need| behind[*need].push(index));
        }
        let mut ready: VecDeque<_> = (0..open.len()).filter(|index| open[*index] == 0).collect();
        while let Some(done) = ready.pop_front() {
            for next in std::mem::take(&mut behind[done]) {
                let known = std::mem::take(&mut waits[done]);
                waits[next].join(&known);
                waits[done] = known;
                open[next] -= 1;
                if open[next] == 0 {
                    ready.push_back(next);
                }
            }
        }
        waits
    }
}

/// A set of small numbers.
#[derive(Clone, Default)]
struct Set(Vec<u64>);

impl Set {
    fn of(size: usize, members: &[usize]) -> Self {
        let mut set = Self(vec![0; size.div_ceil(64)]);
        members.iter().for_each(|member| set.0[member / 64] |= 1 << (member % 64));
        set
    }

    fn has(&self, member: usize) -> bool {
        self.0.get(member / 64).is_some_and(|block| block >> (member % 64) & 1 == 1)
    }

    fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }
}

#[cfg(test)]
mod tests {
    use super::{Needs, Plan};
    use crate::fact::System;
    use crate::text::{Side, Site, Span, Text};

    fn closed(jobs: &[(&str, &[&str])], mut room: usize) -> Vec<Vec<String>> {
        let site = Site::new(&Text::new(Side::Head, "a.yaml".into(), Vec::new()), Span::default());
        let mut plan = Plan::new(System::GitHub);
        for (name, needs) in jobs {
            let names = needs.iter().map(|&name| name.to_owned()).collect();
            plan.add(plan.job(name, site.clone()), Needs { names, ..Needs::default() });
        }
        plan.close(&mut room).into_iter().map(|job| job.waits_for).collect()
    }

    #[test]
    fn what_waits_for_one_that_waits_waits_for_both() {
        let jobs = [("c", &["b"][..]), ("b", &["a", "elsewhere"]), ("a", &[]), ("d", &["c", "a"])];
        let waits = closed(&jobs, 100);
        assert_eq!(waits, [vec!["b", "a"], vec!["a", "elsewhere"], vec![], vec!["c", "b", "a"]]);
    }

    #[test]
    fn a_circle_ends() {
        assert_eq!(closed(&[("a", &["b"]), ("b", &["a"]), ("c", &["c"])], 100), [vec!["b"], vec!["a"], vec![]]);
    }

    #[test]
    fn there_are_not_more_names_than_room() {
        let waits = closed(&[("a", &[]), ("b", &["a"]), ("c", &["b"])], 2);
        assert_eq!(waits.concat().len(), 2);
    }
}
