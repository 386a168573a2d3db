//! Prisma's schema, line by line. (<https://www.prisma.io/docs/orm/reference/prisma-schema-reference>)

use std::collections::BTreeSet;

use super::{Column, Found};
use crate::fact::migration::Name;
use crate::text::Span;

/// The types that are columns whatever the rest of the schema says.
const SCALARS: [&str; 10] =
    ["String", "Boolean", "Int", "BigInt", "Float", "Decimal", "DateTime", "Json", "Bytes", "Unsupported"];

/// The models of a schema; none where the database has no migrations.
pub(super) fn read(bytes: &[u8]) -> Vec<Found> {
    let lines: Vec<Line<'_>> = lines(bytes).collect();
    if lines.iter().any(|line| line.words.starts_with(&["provider", "=", "\"mongodb\""])) {
        return Vec::new();
    }
    let declared = |kind: &str| -> BTreeSet<&str> {
        let heads = lines.iter().filter(|line| line.words.first() == Some(&kind) && line.opens());
        heads.filter_map(|line| line.words.get(1).copied()).collect()
    };
    let mut columns: BTreeSet<&str> = declared("enum");
    columns.extend(SCALARS);
    let mut found: Vec<Found> = Vec::new();
    let mut is_inside = false;
    for line in &lines {
        match line.words.as_slice() {
            ["model", name, ..] if line.opens() => {
                is_inside = true;
                let (name, span) = ((*name).to_owned(), line.word(1));
                let table = Some(Name::new(&name));
                found.push(Found { name, span, table, has_table: true, ..Found::default() });
            }
            ["}", ..] => is_inside = false,
            [first, ..] if is_inside && !first.is_empty() => {
                if let Some(model) = found.last_mut() {
                    line.read(model, &columns);
                }
            }
            _ => {}
        }
    }
    found
}

/// A line without its comment.
struct Line<'a> {
    start: usize,
    text: &'a str,
    words: Vec<&'a str>,
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    bytes.split_inclusive(|byte| *byte == b'\n').map(move |line| {
        let at = start;
        start += line.len();
        let text = without_comment(std::str::from_utf8(line).unwrap_or_default());
        Line { start: at, text, words: text.split_whitespace().collect() }
    })
}

/// What stands before `//`, which may stand in a string.
fn without_comment(line: &str) -> &str {
    let (mut in_string, mut last) = (false, 0);
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'"' if last != b'\\' => in_string = !in_string,
            b'/' if last == b'/' && !in_string => return line.get(..at - 1).unwrap_or_default(),
            _ => {}
        }
        last = byte;
    }
    line
}

impl Line<'_> {
    fn opens(&self) -> bool {
        self.text.trim_end().ends_with('{')
    }

    /// Where a word stands.
    fn word(&self, index: usize) -> Span {
        let mut at = 0;
        for (place, word) in self.words.iter().enumerate() {
            at += self.text.get(at..).and_then(|rest| rest.find(word)).unwrap_or_default();
            if place == index {
                return Span::new(self.start + at, self.start + at + word.len());
            }
            at += word.len();
        }
        Span::empty(self.start)
    }

    /// Takes a line of a model in.
    fn read(&self, model: &mut Found, columns: &BTreeSet<&str>) {
        if self.text.trim_start().starts_with("@@") {
            if let Some(table) = self.argument("@@map") {
                model.table = Some(Name::new(table));
            }
            return;
        }
        let [name, written, ..] = self.words.as_slice() else { return };
        let kind = written.split(['?', '[', '(', '@']).next().unwrap_or_default();
        if columns.contains(kind) {
            let column = Column::new(*name, self.word(0));
            let called = self.argument("@map").map(str::to_owned);
            model.fields.push(match called {
                Some(called) => column.called(called),
                None => column,
            });
        } else if self.argument("@relation").is_none() && !self.text.contains("@relation") {
            // An enum of another file, or a model.
            model.others.push((*name).to_owned());
        }
    }

    /// The string in `@map("…")`.
    fn argument(&self, attribute: &str) -> Option<&str> {
        let mut rest = self.text;
        loop {
            let at = rest.find(attribute)?;
            let is_longer = rest.get(..at).is_some_and(|before| before.ends_with('@'));
            rest = rest.get(at + attribute.len()..)?;
            if let Some(inner) = rest.strip_prefix('(').filter(|_| !is_longer) {
                return inner.split('"').nth(1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::fact::extract::migration::model::testing::shown;

    const SCHEMA: &str = r#"datasource db {
  provider = "postgresql" // not "mongodb"
}

/// People.
model User {
  id    String @id @default(cuid())
  email String? @unique @map("e_mail") @db.VarChar(10)
  url   String @default("https://example.com") // link
  role  Role   @default(USER)
  tags  String[]
  spot  Unsupported("circle")?
  posts Post[]
  main  Post   @relation(fields: [mainId], references: [id])
  mainId Int   @ignore
  kind  Elsewhere

  @@map("users")
  @@index([email], map: "by_email")
}

enum Role { 
  USER
}

view Both {
  id Int
}

model Post {
  id Int @id
}
"#;

    #[test]
    fn what_is_no_relation_is_a_column() {
        let expected = ["User(users): id e_mail=email url role tags spot mainId | posts kind", "Post(Post): id"];
        assert_eq!(shown(&read(SCHEMA.as_bytes())), expected);
        let email = &read(SCHEMA.as_bytes())[0].fields[1];
        assert_eq!(SCHEMA.get(email.span.range()), Some("email"));
    }

    #[test]
    fn a_database_without_a_schema_has_no_models() {
        assert!(read(SCHEMA.replace("\"postgresql\"", "\"mongodb\"").as_bytes()).is_empty());
    }

    #[test]
    fn rubbish_is_no_model() {
        for text in
            ["model", "model {", "model A {\n@@map(\n}\n", "model A {\n x String @map(\n", "}}\n\"//\nmodel A {"]
        {
            let found = read(text.as_bytes());
            assert!(found.iter().all(|one| one.fields.len() <= 1), "{text}");
        }
    }
}
