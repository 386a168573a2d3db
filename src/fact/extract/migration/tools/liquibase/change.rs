//! Changes: what each type of them does, and which are rolled back by themselves.

use super::element::{Element, Properties};
use crate::document::sql::Dialect;
use crate::fact::extract::migration::sql::{self, Said};
use crate::fact::migration::{Column, Constraint, Effect, Name, Object, Operation};

/// What stands in a change set and is no change.
const OTHERS: &[&str] = &[
    "rollback", "preConditions", "comment", "validCheckSum", "modifySql", "changes", "property", "constraints",
    "preconditions", "validCheckSums", "labels",
];

/// What changes neither structure nor data.
const NOTHING: &[&str] =
    &["tagDatabase", "output", "empty", "stop", "setTableRemarks", "setColumnRemarks", "addAutoIncrement"];

/// Whether an element of a change set is a change.
pub(super) fn is_one(element: &Element) -> bool {
    !OTHERS.contains(&element.name.as_str())
}

/// Whether Liquibase knows the inverse of a change. Facts: its own changes, and what its documentation says of those that are for sale.
pub(super) fn is_reversible(element: &Element) -> bool {
    let name = element.name.as_str();
    let has_inverse = matches!(
        name,
        "createTable" | "createIndex" | "createSequence" | "createView" | "renameTable" | "renameColumn" | "renameView"
            | "renameSequence" | "dropNotNullConstraint" | "loadUpdateData" | "tagDatabase" | "output" | "empty" | "stop"
            // A class of one's own may have one.
            | "customChange"
    );
    has_inverse
        || (name.starts_with("add") && name != "addAutoIncrement")
        || name.starts_with("enable")
        || name.starts_with("disable")
}

/// Whether the text of a change is the statement that makes something.
fn is_written_as_sql(change: &str) -> bool {
    matches!(change, "createProcedure" | "createFunction" | "createTrigger" | "createPackage" | "createPackageBody")
}

/// A change to be read.
pub(super) struct Change<'a> {
    /// The element that says it.
    pub(super) element: &'a Element,
    /// What `${name}` stands for.
    pub(super) properties: &'a Properties,
    /// The database that its change set is for.
    pub(super) dialect: Dialect,
}

impl Change<'_> {
    /// What it does.
    pub(super) fn read(&self) -> Said {
        let name = self.element.name.as_str();
        if name == "sql" {
            let text = self.element.text.as_ref().or_else(|| self.element.passage("sql"));
            return text.map(|text| sql::read(text, self.dialect)).unwrap_or_default();
        }
        if let Some(text) = self.element.text.as_ref().filter(|_| is_written_as_sql(name)) {
            return sql::read(text, self.dialect);
        }
        if NOTHING.contains(&name) {
            return Said::default();
        }
        let operations = self.operations().unwrap_or_else(|| {
            vec![Operation::Unknown { what: format!("`{name}` of a name that a property decides") }]
        });
        let effects = operations.into_iter().map(|operation| Effect::new(operation, self.element.span)).collect();
        Said { effects, ..Said::default() }
    }

    /// An attribute with its properties filled in.
    fn text(&self, name: &str) -> Option<String> {
        self.properties.fill(self.element.raw(name)?)
    }

    /// A name, in the schema that another attribute names.
    fn name(&self, name: &str, schema: &str) -> Option<Name> {
        let name = self.text(name)?;
        // A schema that only a run knows is any.
        Some(self.text(schema).map_or_else(|| Name::dotted(&name), |schema| Name::within(schema, name.clone())))
    }

    fn table(&self) -> Option<Name> {
        self.name("tableName", "schemaName")
    }

    /// Names with commas between them.
    fn list(&self, name: &str) -> Vec<String> {
        let names = self.text(name).unwrap_or_default();
        names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    /// None where a name is not known.
    fn operations(&self) -> Option<Vec<Operation>> {
        let name = self.element.name.as_str();
        if name.ends_with("Constraint") || name.ends_with("PrimaryKey") {
            return Some(vec![self.constraint()?]);
        }
        Some(match name {
            "addColumn" => self.add_columns()?,
            "dropColumn" => self.drop_columns()?,
            "mergeColumns" => self.merge()?,
            "addLookupTable" => self.lookup()?,
            "modifyDataType" => vec![Operation::ChangeType {
                table: self.table()?,
                column: self.text("columnName")?,
                from: None,
                to: self.kind(self.element.raw("newDataType")),
                is_computed: false,
            }],
            // As it was called in the first versions.
            "modifyColumn" => self.modify()?,
            "dropAllForeignKeyConstraints" => vec![Operation::DropConstraint {
                table: self.name("baseTableName", "baseTableSchemaName")?,
                name: None,
                kind: Some(Constraint::ForeignKey),
                columns: Vec::new(),
            }],
            "insert" | "loadData" => vec![Operation::Insert { table: self.table()?, source: None }],
            "loadUpdateData" => {
                vec![Operation::Update { table: self.table()?, is_filtered: true, columns: Vec::new() }]
            }
            "update" => vec![self.update()?],
            "delete" => vec![Operation::Delete { table: self.table()?, is_filtered: self.is_filtered() }],
            _ => vec![self.one()?],
        })
    }

    fn one(&self) -> Option<Operation> {
        let column = || self.text("columnName");
        Some(match self.element.name.as_str() {
            "createTable" => Operation::CreateTable {
                table: self.table()?,
                columns: self.columns().unwrap_or_default(),
                is_complete: self.columns().is_some(),
                is_temporary: false,
            },
            "dropTable" => {
                Operation::DropTable { table: self.table()?, cascades: self.element.is("cascadeConstraints") }
            }
            "renameTable" => Operation::RenameTable {
                from: self.name("oldTableName", "schemaName")?,
                to: self.name("newTableName", "schemaName")?,
            },
            "renameColumn" => Operation::RenameColumn {
                table: self.table()?,
                from: self.text("oldColumnName")?,
                to: self.text("newColumnName")?,
            },
            "addDefaultValue" => Operation::SetDefault { table: self.table()?, column: column()? },
            "dropDefaultValue" => Operation::DropDefault { table: self.table()?, column: column()? },
            "createIndex" => self.index()?,
            "dropIndex" => {
                Operation::DropIndex { table: self.table(), name: Some(self.text("indexName")?), columns: Vec::new() }
            }
            "sqlFile" => {
                let path = self.element.raw("path").unwrap_or("a file");
                Operation::Unknown { what: format!("the SQL of `{path}`") }
            }
            "customChange" => {
                Operation::Unknown { what: format!("code of `{}`", self.element.raw("class").unwrap_or("a class")) }
            }
            "executeCommand" => Operation::Unknown { what: "a command of the system".to_owned() },
            _ => self.thing()?,
        })
    }

    fn add_columns(&self) -> Option<Vec<Operation>> {
        let table = self.table()?;
        let columns = self.columns()?;
        Some(columns.into_iter().map(|column| Operation::AddColumn { table: table.clone(), column }).collect())
    }

    fn modify(&self) -> Option<Vec<Operation>> {
        let table = self.table()?;
        let change = |column: Column| Operation::ChangeType {
            table: table.clone(),
            column: column.name,
            from: None,
            to: column.kind,
            is_computed: false,
        };
        Some(self.columns()?.into_iter().map(change).collect())
    }

    fn drop_columns(&self) -> Option<Vec<Operation>> {
        let table = self.table()?;
        let mut names = self.list("columnName");
        for column in self.element.all("column") {
            names.push(self.properties.fill(column.raw("name")?)?);
        }
        let names = Some(names).filter(|names| !names.is_empty())?;
        Some(names.into_iter().map(|column| Operation::DropColumn { table: table.clone(), column }).collect())
    }

    /// Two columns become one.
    fn merge(&self) -> Option<Vec<Operation>> {
        let (table, last) = (self.table()?, self.text("finalColumnName")?);
        let added = Column::new(last.clone(), self.kind(self.element.raw("finalColumnType")));
        let mut operations = vec![
            Operation::AddColumn { table: table.clone(), column: added },
            Operation::Update { table: table.clone(), is_filtered: false, columns: vec![last] },
        ];
        for column in [self.text("column1Name")?, self.text("column2Name")?] {
            operations.push(Operation::DropColumn { table: table.clone(), column });
        }
        Some(operations)
    }

    /// A table of the values that a column has, and a foreign key to it.
    fn lookup(&self) -> Option<Vec<Operation>> {
        let existing = self.name("existingTableName", "existingTableSchemaName")?;
        let column = self.text("existingColumnName")?;
        let new = Column::new(self.text("newColumnName")?, self.kind(self.element.raw("newColumnDataType")));
        Some(vec![
            Operation::CreateTable {
                table: self.name("newTableName", "newTableSchemaName")?,
                columns: vec![new],
                is_complete: true,
                is_temporary: false,
            },
            Operation::AddConstraint {
                table: existing,
                name: self.text("constraintName"),
                kind: Constraint::ForeignKey,
                columns: vec![column],
                checks_rows: true,
            },
        ])
    }

    fn is_filtered(&self) -> bool {
        self.element.has(&["where"]) || self.element.all("where").next().is_some()
    }

    fn update(&self) -> Option<Operation> {
        let columns = self.element.all("column").filter_map(|column| column.raw("name").map(str::to_owned)).collect();
        Some(Operation::Update { table: self.table()?, is_filtered: self.is_filtered(), columns })
    }

    fn index(&self) -> Option<Operation> {
        let (table, name) = (self.table()?, self.text("indexName"));
        let columns = self.element.all("column").filter_map(|column| column.raw("name").map(str::to_owned)).collect();
        if self.element.is("unique") {
            return Some(Operation::AddConstraint {
                table,
                name,
                kind: Constraint::Unique,
                columns,
                checks_rows: true,
            });
        }
        Some(Operation::CreateIndex { table, name, columns })
    }

    /// Keys and other demands.
    fn constraint(&self) -> Option<Operation> {
        let table = || self.table();
        let name = self.text("constraintName");
        let add = |table, kind, columns| Operation::AddConstraint {
            table,
            name: name.clone(),
            kind,
            columns,
            checks_rows: true,
        };
        let drop = |table, kind| Operation::DropConstraint {
            table,
            name: name.clone(),
            kind: Some(kind),
            columns: Vec::new(),
        };
        let base = || self.name("baseTableName", "baseTableSchemaName");
        Some(match self.element.name.as_str() {
            "addNotNullConstraint" => Operation::SetNotNull {
                table: table()?,
                column: self.text("columnName")?,
                is_filled: self.element.has(&["defaultNullValue"]),
            },
            "dropNotNullConstraint" => Operation::DropNotNull { table: table()?, column: self.text("columnName")? },
            "addPrimaryKey" => add(table()?, Constraint::PrimaryKey, self.list("columnNames")),
            "addUniqueConstraint" => add(table()?, Constraint::Unique, self.list("columnNames")),
            "addForeignKeyConstraint" => add(base()?, Constraint::ForeignKey, self.list("baseColumnNames")),
            "addCheckConstraint" => add(table()?, Constraint::Check, Vec::new()),
            "dropPrimaryKey" => drop(table()?, Constraint::PrimaryKey),
            "dropUniqueConstraint" => drop(table()?, Constraint::Unique),
            "dropForeignKeyConstraint" => drop(base()?, Constraint::ForeignKey),
            "dropCheckConstraint" => drop(table()?, Constraint::Check),
            other => Operation::Unknown { what: format!("`{other}`") },
        })
    }

    /// Sequences, views, procedures and their like; what is not known may do anything.
    fn thing(&self) -> Option<Operation> {
        let change = self.element.name.as_str();
        let verbs = ["create", "drop", "rename"];
        let made = verbs.iter().find_map(|verb| Some((*verb, change.strip_prefix(verb)?)));
        let unknown = Operation::Unknown { what: format!("`{change}`") };
        let (kind, attribute) = match made.map(|(_, rest)| rest) {
            Some("Sequence") => (Object::Sequence, "sequenceName"),
            Some("View") => (Object::View, "viewName"),
            Some("Procedure") => (Object::Function, "procedureName"),
            Some("Function") => (Object::Function, "functionName"),
            Some("Trigger") => (Object::Trigger, "triggerName"),
            Some("Package" | "PackageBody") => (Object::Other, "packageName"),
            Some("Synonym") => (Object::Other, "synonymName"),
            _ if change == "alterSequence" => return self.replaced(Object::Sequence, "sequenceName"),
            _ => return Some(unknown),
        };
        Some(match made.map_or("", |(verb, _)| verb) {
            // A procedure is named in its text.
            "create" if self.element.raw(attribute).is_none() => unknown,
            "create" => Operation::Create {
                kind,
                name: self.name(attribute, "schemaName")?,
                replaces: self.element.is("replaceIfExists"),
            },
            "drop" => Operation::Drop { kind, name: self.name(attribute, "schemaName")?, cascades: false },
            _ => {
                let capital = |prefix: &str| {
                    format!(
                        "{prefix}{}{}",
                        attribute.get(..1).unwrap_or_default().to_uppercase(),
                        attribute.get(1..).unwrap_or_default()
                    )
                };
                Operation::Rename {
                    kind,
                    from: self.name(&capital("old"), "schemaName")?,
                    to: self.name(&capital("new"), "schemaName")?,
                }
            }
        })
    }

    fn replaced(&self, kind: Object, attribute: &str) -> Option<Operation> {
        Some(Operation::Create { kind, name: self.name(attribute, "schemaName")?, replaces: true })
    }
}
