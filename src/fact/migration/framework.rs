//! The tools that apply migrations, and what holds for each.

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

/// What a tool compares with what it once applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checks {
    /// Every byte: another comment stops the deployment.
    Bytes,
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

    /// What it compares with what it once applied. Facts: each tool's own documentation, and its source where that says nothing.
    #[must_use]
    pub const fn checks(self) -> Checks {
        self.row().2
    }

    const fn row(self) -> (&'static str, WayBack, Checks) {
        use Checks::{Bytes, Content, Names};
        match self {
            Self::GolangMigrate => ("golang-migrate", WayBack::File, Names),
            Self::Sqlx => ("sqlx", WayBack::File, Bytes),
            Self::Diesel => ("Diesel", WayBack::File, Names),
            Self::Hasura => ("Hasura", WayBack::File, Names),
            Self::Refinery => ("Refinery", WayBack::None, Bytes),
            Self::SeaOrm => ("SeaORM", WayBack::Half, Names),
            Self::Goose => ("goose", WayBack::Half, Names),
            Self::Dbmate => ("dbmate", WayBack::Half, Names),
            Self::SqlMigrate => ("sql-migrate", WayBack::Half, Names),
            Self::MyBatis => ("MyBatis Migrations", WayBack::Half, Names),
            Self::NodePgMigrate => ("node-pg-migrate", WayBack::Half, Names),
            Self::Knex => ("Knex", WayBack::Half, Names),
            Self::Sequelize => ("Sequelize", WayBack::Half, Names),
            Self::DbMigrate => ("db-migrate", WayBack::Half, Names),
            Self::TypeOrm => ("TypeORM", WayBack::Half, Names),
            Self::MikroOrm => ("MikroORM", WayBack::Half, Names),
            Self::Drizzle => ("Drizzle", WayBack::None, Bytes),
            Self::Prisma => ("Prisma", WayBack::None, Bytes),
            Self::Kysely => ("Kysely", WayBack::Half, Names),
            Self::Rails => ("Rails", WayBack::Half, Names),
            Self::Django => ("Django", WayBack::Half, Names),
            Self::Alembic => ("Alembic", WayBack::Half, Names),
            Self::Laravel => ("Laravel", WayBack::Half, Names),
            Self::Doctrine => ("Doctrine", WayBack::Half, Names),
            Self::Phinx => ("Phinx", WayBack::Half, Names),
            Self::Ecto => ("Ecto", WayBack::Half, Names),
            Self::EfCore => ("EF Core", WayBack::Half, Names),
            Self::FluentMigrator => ("FluentMigrator", WayBack::Half, Names),
            Self::Flyway => ("Flyway", WayBack::None, Content),
            Self::Liquibase => ("Liquibase", WayBack::Half, Content),
            Self::Supabase => ("Supabase", WayBack::None, Names),
            Self::DbUp => ("DbUp", WayBack::None, Names),
            Self::Atlas => ("Atlas", WayBack::None, Bytes),
            Self::Pgroll => ("pgroll", WayBack::Half, Names),
            Self::Plain => ("plain SQL", WayBack::None, Names),
        }
    }
}
