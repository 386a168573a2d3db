//! Patterns and allowlists as a policy writes them.

use crate::secret::custom::{Allow, Condition, Expression, Pattern, Required, Target};
use crate::settings::Shown;

/// An entry of `patterns`.
pub(in crate::policy) fn pattern(pattern: &Pattern) -> Shown {
    let Pattern {
        id,
        description,
        regex,
        secret_group,
        entropy,
        keywords,
        paths,
        tags,
        allow,
        required,
        severity,
        unreported,
    } = pattern;
    Shown::mapping([
        ("id", Some(Shown::text(id))),
        ("description", Shown::some_text(description)),
        ("regex", regex.as_ref().map(|regex| Shown::text(regex.as_str()))),
        ("group", secret_group.as_ref().map(Shown::of)),
        ("entropy", entropy.as_ref().map(Shown::of)),
        ("keywords", Shown::some_texts(keywords)),
        ("path_regexes", expressions(paths)),
        ("severity", severity.as_ref().map(Shown::of)),
        ("report", unreported.then(|| Shown::of(&false))),
        ("tags", Shown::some_texts(tags)),
        ("required", Shown::some_list(required.iter().map(self::required).collect())),
        ("allow", Shown::some_list(allow.iter().map(self::allow).collect())),
    ])
}

/// An entry of `allow`, whoever it is about.
pub(in crate::policy) fn allow(allow: &Allow) -> Shown {
    let Allow { reason, condition, paths, regexes, target, stopwords, rules, built_in: _ } = allow;
    let reason = if reason.trim().is_empty() { "not said" } else { reason };
    Shown::mapping([
        ("reason", Some(Shown::text(reason))),
        ("all", (*condition == Condition::All).then(|| Shown::of(&true))),
        ("regexes", expressions(regexes)),
        ("target", (*target != Target::default()).then(|| Shown::of(target))),
        ("stopwords", Shown::some_texts(stopwords)),
        ("path_regexes", expressions(paths)),
        ("rules", Shown::some_texts(rules)),
    ])
}

fn required(required: &Required) -> Shown {
    let Required { id, within_lines, within_columns } = required;
    Shown::mapping([
        ("id", Some(Shown::text(id))),
        ("within_lines", within_lines.as_ref().map(Shown::of)),
        ("within_columns", within_columns.as_ref().map(Shown::of)),
    ])
}

fn expressions(expressions: &[Expression]) -> Option<Shown> {
    Shown::some_texts(expressions.iter().map(Expression::as_str))
}
