//! The tools that apply migrations, and what holds for each.

/// What tells one migration of a tool from another, and in which order they are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// By number; one that comes after a higher one has been applied is skipped or refused.
    Strict,
    /// By number, of which each is taken once; whatever is not applied yet is applied.
    Numbers,
    /// By whole name.
    Names,
    /// Each says which one it follows.
    Graph,
}

/// A tool that applies migrations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Framework {
    /// Two files, `1_x.up.sql` and `1_x.down.sql`: golang-migrate, and others that took its form.
    GolangMigrate,
    /// sqlx: one file, or two.
    Sqlx,
    /// Diesel: a directory with `up.sql` and `down.sql`.
    Diesel,
    /// Hasura: likewise.
    Hasura,
    /// Refinery: `V1__x.sql` or `.rs`.
    Refinery,
    /// SeaORM, in Rust.
    SeaOrm,
    /// goose: two halves in one file.
    Goose,
    /// dbmate: likewise.
    Dbmate,
    /// sql-migrate: likewise.
    SqlMigrate,
    /// MyBatis Migrations: likewise.
    MyBatis,
    /// node-pg-migrate.
    NodePgMigrate,
    /// Knex.
    Knex,
    /// Sequelize.
    Sequelize,
    /// db-migrate.
    DbMigrate,
    /// TypeORM.
    TypeOrm,
    /// MikroORM.
    MikroOrm,
    /// Drizzle.
    Drizzle,
    /// Prisma.
    Prisma,
    /// Kysely.
    Kysely,
    /// Rails.
    Rails,
    /// Django.
    Django,
    /// Alembic, Flask-Migrate.
    Alembic,
    /// Laravel.
    Laravel,
    /// Doctrine.
    Doctrine,
    /// Phinx, CakePHP.
    Phinx,
    /// Ecto.
    Ecto,
    /// Entity Framework Core.
    EfCore,
    /// FluentMigrator.
    FluentMigrator,
    /// Flyway.
    Flyway,
    /// Liquibase: XML, YAML, JSON or SQL.
    Liquibase,
    /// Supabase.
    Supabase,
    /// DbUp, RoundhousE.
    DbUp,
    /// Atlas.
    Atlas,
    /// pgroll.
    Pgroll,
    /// SQL of which nobody knows who applies it.
    Plain,
}

/// Where the way back stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayBack {
    /// In a file of its own.
    File,
    /// In the same file.
    Half,
    /// The format has none.
    None,
}

/// What a tool knows a migration by that it has applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBy {
    /// The name of its file or directory.
    Name,
    /// The number that its name begins with.
    Number,
    /// That number, and the rest of the name is compared.
    NumberAndName,
    /// What stands in the file: a revision, the name of a class.
    Content,
}

/// What a tool compares with what it once applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checks {
    /// Every byte: another comment stops the deployment.
    Bytes,
    /// Every line, whatever ends it: another comment stops the deployment.
    Lines,
    /// Every byte; but it only warns.
    Warns,
    /// A file of checksums with the directory, which people write anew after an edit.
    Sums,
    /// What the file says, however it is laid out.
    Content,
    /// No more than the names.
    Names,
}

impl Framework {
    /// As its users call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.row().0
    }

    /// Where the way back stands.
    #[must_use]
    pub const fn way_back(self) -> WayBack {
        self.row().1
    }

    /// What it compares with what it once applied.
    #[must_use]
    pub const fn checks(self) -> Checks {
        self.row().2
    }

    /// What tells one of its migrations from another, and in which order they are applied.
    #[must_use]
    pub const fn order(self) -> Order {
        self.row().3
    }

    /// What it knows a migration by that it has applied.
    #[must_use]
    pub const fn known_by(self) -> KnownBy {
        match self {
            Self::Alembic | Self::Doctrine | Self::EfCore | Self::FluentMigrator | Self::TypeOrm => KnownBy::Content,
            Self::Flyway | Self::Refinery => KnownBy::NumberAndName,
            _ if matches!(self.order(), Order::Strict | Order::Numbers) => KnownBy::Number,
            _ => KnownBy::Name,
        }
    }

    /// What holds for each: facts of the tool's own documentation, or of its source where that is silent.
    const fn row(self) -> (&'static str, WayBack, Checks, Order) {
        match self {
            Self::GolangMigrate => ("golang-migrate", WayBack::File, Checks::Names, Order::Strict),
            Self::Sqlx => ("sqlx", WayBack::File, Checks::Bytes, Order::Numbers),
            Self::Diesel => ("Diesel", WayBack::File, Checks::Names, Order::Numbers),
            Self::Hasura => ("Hasura", WayBack::File, Checks::Names, Order::Numbers),
            Self::Refinery => ("Refinery", WayBack::None, Checks::Bytes, Order::Strict),
            Self::SeaOrm => ("SeaORM", WayBack::Half, Checks::Names, Order::Names),
            Self::Goose => ("goose", WayBack::Half, Checks::Names, Order::Strict),
            Self::Dbmate => ("dbmate", WayBack::Half, Checks::Names, Order::Numbers),
            Self::SqlMigrate => ("sql-migrate", WayBack::Half, Checks::Names, Order::Names),
            Self::MyBatis => ("MyBatis Migrations", WayBack::Half, Checks::Names, Order::Names),
            Self::NodePgMigrate => ("node-pg-migrate", WayBack::Half, Checks::Names, Order::Names),
            Self::Knex => ("Knex", WayBack::Half, Checks::Names, Order::Names),
            Self::Sequelize => ("Sequelize", WayBack::Half, Checks::Names, Order::Names),
            Self::DbMigrate => ("db-migrate", WayBack::Half, Checks::Names, Order::Names),
            Self::TypeOrm => ("TypeORM", WayBack::Half, Checks::Names, Order::Names),
            Self::MikroOrm => ("MikroORM", WayBack::Half, Checks::Names, Order::Names),
            Self::Drizzle => ("Drizzle", WayBack::None, Checks::Names, Order::Strict),
            Self::Prisma => ("Prisma", WayBack::None, Checks::Warns, Order::Names),
            Self::Kysely => ("Kysely", WayBack::Half, Checks::Names, Order::Names),
            Self::Rails => ("Rails", WayBack::Half, Checks::Names, Order::Numbers),
            Self::Django => ("Django", WayBack::Half, Checks::Names, Order::Graph),
            Self::Alembic => ("Alembic", WayBack::Half, Checks::Names, Order::Graph),
            Self::Laravel => ("Laravel", WayBack::Half, Checks::Names, Order::Names),
            Self::Doctrine => ("Doctrine", WayBack::Half, Checks::Names, Order::Names),
            Self::Phinx => ("Phinx", WayBack::Half, Checks::Names, Order::Numbers),
            Self::Ecto => ("Ecto", WayBack::Half, Checks::Names, Order::Numbers),
            Self::EfCore => ("EF Core", WayBack::Half, Checks::Names, Order::Names),
            Self::FluentMigrator => ("FluentMigrator", WayBack::Half, Checks::Names, Order::Numbers),
            Self::Flyway => ("Flyway", WayBack::None, Checks::Lines, Order::Strict),
            Self::Liquibase => ("Liquibase", WayBack::Half, Checks::Content, Order::Names),
            Self::Supabase => ("Supabase", WayBack::None, Checks::Names, Order::Strict),
            Self::DbUp => ("DbUp", WayBack::None, Checks::Names, Order::Names),
            Self::Atlas => ("Atlas", WayBack::None, Checks::Sums, Order::Strict),
            Self::Pgroll => ("pgroll", WayBack::Half, Checks::Names, Order::Names),
            Self::Plain => ("plain SQL", WayBack::None, Checks::Names, Order::Names),
        }
    }
}
