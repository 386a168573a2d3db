//! Travis CI and AppVeyor: phases of lines.
//!
//! <https://docs.travis-ci.com/user/job-lifecycle/>, <https://www.appveyor.com/docs/appveyor-yml/>

use super::collector::{Collector, site_of};
use super::condition::{condition, says_yes, value_site};
use super::lines;
use super::plan::{Needs, Plan};
use super::purpose::{Signs, place_input};
use super::tools::Tools;
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::extract::place::short;
use crate::fact::{Job, Purpose, Step, System};

/// The phases of a job in their order.
const PHASES: &[&str] = &[
    "before_install", "install", "before_script", "script", "before_cache", "after_success", "after_failure",
    "before_deploy", "deploy", "after_deploy", "after_script",
];

/// AppVeyor's, in their order.
const APPVEYOR: &[&str] = &[
    "init", "install", "before_build", "build_script", "after_build", "before_test", "test_script", "after_test",
    "before_deploy", "deploy_script", "after_deploy", "on_success", "on_failure", "on_finish",
];

/// Reads `.travis.yml`.
pub(in crate::fact::extract) fn read(document: Node<'_>, out: &mut Collector) {
    let mut plan = Plan::new(System::Other("Travis CI"));
    let listed = document.get("jobs").or_else(|| document.get("matrix"));
    let listed = listed.and_then(|jobs| jobs.get("include").or_else(|| jobs.is_sequence().then_some(jobs)));
    if out.takes_job() {
        let mut job = plan.job("script", site_of(document));
        job.steps = read_phases("", document, out);
        job.purpose = job.steps.iter().map(|step| step.purpose).max().unwrap_or_default();
        if !job.steps.is_empty() {
            plan.add(job, Needs::default());
        }
    }
    // Jobs of one stage run together, after those of the stages before.
    let (mut stage, mut before, mut current): (&str, Vec<usize>, Vec<usize>) =
        ("test", Vec::new(), (0..plan.jobs.len()).collect());
    for (index, node) in listed.into_iter().flat_map(Node::items).enumerate() {
        if !out.takes_job() {
            break;
        }
        let own = node.get("stage").and_then(|stage| stage.get("name").or(Some(stage))).and_then(Node::str).map(short);
        if let Some(own) = own.filter(|own| !own.eq_ignore_ascii_case(stage)) {
            (stage, before) = (own, std::mem::take(&mut current));
        }
        let job = read_job(index, stage, node, &plan, out);
        current.push(plan.add(job, Needs { jobs: before.clone(), ..Needs::default() }));
    }
    out.pipeline(plan, document.span());
}

fn read_job(index: usize, stage: &str, node: Node<'_>, plan: &Plan, out: &mut Collector) -> Job {
    let title = node.get("name").and_then(Node::str).map(short);
    let name = title.map_or_else(|| format!("{stage} {index}"), str::to_owned);
    let mut job = plan.job(&name, site_of(node));
    job.steps = read_phases(&format!("jobs {name} "), node, out);
    job.condition = node.get("if").and_then(condition);
    job.may_fail = says_yes(node.get("allow_failure"));
    let signs = Signs { names: [title.unwrap_or_default(), stage, ""], ..Signs::default() };
    job.purpose = job.steps.iter().map(|step| step.purpose).fold(signs.purpose(), Purpose::max);
    job
}

fn read_phases(owner: &str, holder: Node<'_>, out: &mut Collector) -> Vec<Step> {
    let mut steps = Vec::new();
    for phase in PHASES {
        let Some(node) = holder.get(phase) else { continue };
        if *phase == "deploy" {
            for deploy in node.items().chain(node.is_mapping().then_some(node)) {
                steps.extend(read_deploy(owner, deploy, out));
            }
        } else {
            steps.extend(lines::read(&format!("{owner}{phase}"), &lines::lines(Some(node)), Some(Dialect::Posix), out));
        }
    }
    steps
}

/// `deploy: { provider: script, script: … }`.
fn read_deploy(owner: &str, node: Node<'_>, out: &mut Collector) -> Option<Step> {
    let provider = node.get("provider").filter(|_| out.takes_step())?;
    let script = node.get("script");
    let tools: Tools =
        script.map(|script| out.scalar(&format!("{owner}deploy"), script, Some(Dialect::Posix))).unwrap_or_default();
    let signs =
        Signs { names: ["deploy", "", ""], input: place_input(Some(node)), tools: Some(&tools), ..Signs::default() };
    let name = provider.str().map(short).unwrap_or_default();
    let mut step = out.step(name, signs.purpose(), &tools, value_site(provider));
    step.condition = node.get("on").and_then(condition);
    Some(step)
}

/// Reads `appveyor.yml`.
pub(in crate::fact::extract) fn read_appveyor(document: Node<'_>, out: &mut Collector) {
    if !out.takes_job() {
        return;
    }
    let mut plan = Plan::new(System::Other("AppVeyor"));
    let image = document.get("image").and_then(Node::str).unwrap_or_default();
    let plain = if image.starts_with("Ubuntu") || image.starts_with("macOS") { Dialect::Posix } else { Dialect::Cmd };
    let mut job = plan.job("build", site_of(document));
    for phase in APPVEYOR {
        for item in
            document.get(phase).into_iter().flat_map(|node| node.items().chain(node.is_scalar().then_some(node)))
        {
            let shells = [
                ("ps", Dialect::PowerShell),
                ("pwsh", Dialect::PowerShell),
                ("cmd", Dialect::Cmd),
                ("sh", Dialect::Posix),
            ];
            let found = shells.into_iter().find_map(|(key, dialect)| Some((item.get(key)?, dialect)));
            let (line, dialect) = found.unwrap_or((item, plain));
            let line: Vec<_> = Some(line).filter(|line| line.is_scalar() && !line.is_null()).into_iter().collect();
            job.steps.extend(lines::read(phase, &line, Some(dialect), out));
        }
    }
    job.purpose = job.steps.iter().map(|step| step.purpose).max().unwrap_or_default();
    plan.add(job, Needs::default());
    out.pipeline(plan, document.span());
}
