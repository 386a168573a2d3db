//! The kinds of facts, a line each. Whatever has to know all of them is made from this list, so that a new kind is one more line.

/// Hands the list to the macro `$then`. A line is the field of `Facts`; the type, which also names the variant of `Check`; what people
/// call many of them; what has to be [read](super::Read) of a file to know them; and how `scan` asks about them: about `each` across
/// the change, `by_identity` about those that are one wherever they stand, or not at all, since policy asks `later`.
macro_rules! kinds {
    ($then:ident) => {
        $then! {
            images: Image, "images", Structure | Runs, each;
            stages: Stage, "build stages", Structure, each;
            baked: Baked, "values and files in layers", Structure, each;
            remotes: Remote, "remote sources", Structure, each;
            image_repositories: ImageRepository, "repositories for images", Structure, each;
            retentions: Retention, "clean-up policies", Structure, each;
            commands: Command, "commands", Runs, each;
            pipelines: Pipeline, "pipelines", Runs, each;
            jobs: Job, "jobs", Runs, each;
            uses: Uses, "uses of actions", Runs, each;
            grants: Grant, "bindings of cluster roles", Runs, each;
            migrations: Migration, "migrations", Migrations, each;
            migration_runs: MigrationRun, "runs of migrations", Runs, each;
            steps: MigrationStep, "steps of migrations", Migrations, each;
            models: Model, "models", Migrations, each;
            secrets: Secret, "secrets", Secrets, by_identity;
            unread: Unread, "places that cannot be read", Structure, each;
            policy_files: PolicyFile, "policy files", Gate, each;
            suppressions: Suppression, "comments to Portcullis", Gate, later;
        }
    };
}
pub(crate) use kinds;
