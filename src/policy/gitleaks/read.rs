//! One configuration file, checked and translated; what it extends is named, not read.

use std::collections::BTreeSet;

use toml::de::DeTable;

use super::Unhonoured;
use super::dialect::translate;
use super::names::printable;
use super::table::Table;
use crate::policy::error::{Error, Source};
use crate::policy::read::CAP;
use crate::secret::custom::{Allow, Condition, Expression, Pattern, Required, Target};
use crate::settings::Placed;
use crate::text::{RepoPath, Span};

/// The version of gitleaks whose configuration is known here.
const VERSION: (u32, u32) = (8, 30);

/// A file as it is written.
pub(super) struct File {
    pub(super) rules: Vec<Rule>,
    pub(super) allow: Vec<Allow>,
    pub(super) extend: Extend,
    pub(super) unhonoured: Vec<Unhonoured>,
}

/// What a file stands on.
#[derive(Default)]
pub(super) struct Extend {
    pub(super) path: Option<Placed<String>>,
    pub(super) use_default: bool,
    pub(super) disabled: Vec<Placed<String>>,
}

/// A rule with its places. Where it is one that the file below it has too, it says only what is different.
pub(super) struct Rule {
    pub(super) pattern: Pattern,
    pub(super) source: Source,
    pub(super) span: Span,
    pub(super) group_span: Span,
}

/// Reads a file.
pub(super) fn file(source: &Source) -> Result<File, Error> {
    let size = source.text.bytes().len() as u64;
    if size > CAP {
        return Err(Error::unreadable(&source.name, format!("it has {size} bytes; at most {CAP} are read")));
    }
    let document = DeTable::parse(source.utf8()?).map_err(|error| {
        source.wrong(error.span().map_or_else(Span::default, Span::from), format!("not TOML: {}", error.message()))
    })?;
    let mut reader = Reader { source, unhonoured: Vec::new() };
    let mut root = Table::new(source, Span::empty(0), document.get_ref());
    let extend = reader.extend(&mut root)?;
    let tables = root.tables("rules")?;
    let rules = last_of_each(tables.into_iter().map(|table| reader.rule(table)).collect::<Result<_, _>>()?);
    let mut allow = reader.allow(&mut root)?;
    allow.push(itself(source.text.path()));
    for key in ["title", "description"] {
        root.text(key)?;
    }
    if let Some(version) = root.text("minVersion")?
        && is_newer(&version.value)
    {
        let (major, minor) = VERSION;
        let what = format!("it asks for version {}; only what {major}.{minor} knows is honoured", version.value);
        reader.note(version.span, what);
    }
    reader.unknown(root);
    Ok(File { rules, allow, extend, unhonoured: reader.unhonoured })
}

/// The last of the rules with one id is the one that holds.
fn last_of_each(mut rules: Vec<Rule>) -> Vec<Rule> {
    let mut seen = BTreeSet::new();
    rules.reverse();
    rules.retain(|rule| seen.insert(rule.pattern.id.clone()));
    rules.reverse();
    rules
}

/// The configuration holds what it looks for.
fn itself(path: &RepoPath) -> Allow {
    let path = regex::escape(&path.to_string());
    let paths = Expression::new(&format!("^{path}$")).into_iter().collect();
    Allow { reason: "the configuration itself".to_owned(), paths, ..Allow::default() }
}

fn is_newer(version: &str) -> bool {
    let mut parts = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0)) > VERSION
}

struct Reader<'a> {
    source: &'a Source,
    unhonoured: Vec<Unhonoured>,
}

impl<'a> Reader<'a> {
    fn extend(&mut self, root: &mut Table<'a>) -> Result<Extend, Error> {
        let mut extend = Extend::default();
        for mut table in root.tables("extend")? {
            extend.path = table.text("path")?;
            extend.use_default = table.flag("useDefault")?;
            extend.disabled = table.texts("disabledRules")?;
            if let Some(url) = table.text("url")? {
                self.note(url.span, "`url` under `[extend]` is ignored: the network is not used");
            }
            self.unknown(table);
        }
        Ok(extend)
    }

    fn rule(&mut self, mut table: Table<'a>) -> Result<Rule, Error> {
        let Some(id) = table.text("id")? else {
            return Err(table.wrong(table.span, "this rule has no `id`").with_help("add one: it names the findings"));
        };
        let group = table.count("secretGroup")?;
        let texts = |list: Vec<Placed<String>>| list.into_iter().map(|text| text.value).collect();
        let pattern = Pattern {
            description: table.text("description")?.map(|text| text.value).unwrap_or_default(),
            regex: table.text("regex")?.map(|regex| self.expression(&regex)).transpose()?,
            secret_group: group.as_ref().map(|group| group.value).filter(|group| *group > 0),
            entropy: table
                .number("entropy")?
                .map(|entropy| entropy.value)
                .filter(|entropy| *entropy != 0.0 && entropy.is_finite()),
            keywords: texts(table.texts("keywords")?),
            paths: table.text("path")?.map(|path| self.expression(&path)).transpose()?.into_iter().collect(),
            tags: texts(table.texts("tags")?),
            allow: self.allow(&mut table)?,
            required: table
                .tables("required")?
                .into_iter()
                .map(|table| self.required(table))
                .collect::<Result<_, _>>()?,
            severity: None,
            unreported: table.flag("skipReport")?,
            id: printable(id.value),
        };
        let group_span = group.map_or(table.span, |group| group.span);
        let rule = Rule { pattern, source: self.source.clone(), span: table.span, group_span };
        self.unknown(table);
        Ok(rule)
    }

    fn required(&mut self, mut table: Table<'a>) -> Result<Required, Error> {
        let Some(id) = table.text("id")? else {
            return Err(table.wrong(table.span, "`required` names no rule").with_help("write the rule's `id`"));
        };
        let within_lines = table.count("withinLines")?.map(|count| count.value);
        let within_columns = table.count("withinColumns")?.map(|count| count.value);
        self.unknown(table);
        Ok(Required { id: printable(id.value), within_lines, within_columns })
    }

    /// The allowlists of the whole file or of one rule, under both of their names.
    fn allow(&mut self, holder: &mut Table<'a>) -> Result<Vec<Allow>, Error> {
        let mut lists = holder.tables("allowlist")?;
        lists.extend(holder.tables("allowlists")?);
        let lists: Vec<_> = lists.into_iter().map(|table| self.list(table)).collect::<Result<_, _>>()?;
        Ok(lists.into_iter().flatten().collect())
    }

    fn list(&mut self, mut table: Table<'a>) -> Result<Option<Allow>, Error> {
        let commits = table.texts("commits")?;
        let allow = Allow {
            reason: table.text("description")?.map(|text| text.value).unwrap_or_default(),
            condition: condition(&mut table)?,
            paths: self.expressions(table.texts("paths")?)?,
            regexes: self.expressions(table.texts("regexes")?)?,
            target: target(&mut table)?,
            stopwords: table.texts("stopwords")?.into_iter().map(|word| word.value).collect(),
            rules: table.texts("targetRules")?.into_iter().map(|rule| printable(rule.value)).collect(),
            built_in: false,
        };
        let span = table.span;
        self.unknown(table);
        let says_nothing = allow.paths.is_empty() && allow.regexes.is_empty() && allow.stopwords.is_empty();
        Ok(match commits.first() {
            Some(first) if allow.condition == Condition::All => {
                self.note(first.span, "`commits` cannot be matched in a change, so this allowlist allows nothing");
                None
            }
            Some(first) => {
                self.note(first.span, "`commits` cannot be matched in a change: their findings are reported");
                (!says_nothing).then_some(allow)
            }
            None if says_nothing => {
                self.note(span, "this allowlist is empty");
                None
            }
            None => Some(allow),
        })
    }

    fn expressions(&self, written: Vec<Placed<String>>) -> Result<Vec<Expression>, Error> {
        written.iter().map(|written| self.expression(written)).collect()
    }

    fn expression(&self, written: &Placed<String>) -> Result<Expression, Error> {
        Expression::new(&translate(&written.value)).map_err(|invalid| {
            let error = self.source.wrong(written.span, format!("not a regular expression: {}", invalid.why));
            match invalid.help {
                Some(help) => error.with_help(help),
                None => error,
            }
        })
    }

    /// Says which keys mean nothing here.
    fn unknown(&mut self, table: Table<'_>) {
        for key in table.unknown() {
            let name = &key.value;
            let what = match name.to_ascii_lowercase().as_str() {
                "filter" | "prefilter" => {
                    format!("`{name}` is a program and is not run: it filters no findings")
                }
                "validate" => format!("`{name}` would ask the provider; the network is not used"),
                _ => format!("`{name}` is an unknown key"),
            };
            self.note(key.span, what);
        }
    }

    fn note(&mut self, span: Span, what: impl Into<String>) {
        let site = self.source.site(span);
        let line = site.text.lines().line(site.span.start);
        self.unhonoured.push(Unhonoured { file: self.source.name.clone(), line, what: what.into() });
    }
}

fn condition(table: &mut Table<'_>) -> Result<Condition, Error> {
    let Some(written) = table.text("condition")? else { return Ok(Condition::Any) };
    match written.value.to_ascii_uppercase().as_str() {
        "OR" | "||" => Ok(Condition::Any),
        "AND" | "&&" => Ok(Condition::All),
        _ => Err(table
            .wrong(written.span, format!("unknown condition `{}`", written.value))
            .with_help("write `OR` or `AND`")),
    }
}

fn target(table: &mut Table<'_>) -> Result<Target, Error> {
    let Some(written) = table.text("regexTarget")? else { return Ok(Target::Secret) };
    match written.value.as_str() {
        "secret" => Ok(Target::Secret),
        "match" => Ok(Target::Match),
        "line" => Ok(Target::Line),
        _ => Err(table
            .wrong(written.span, format!("unknown target `{}`", written.value))
            .with_help("write `secret`, `match` or `line`")),
    }
}
