//! Policy files that the caller names. What lies in the checkout is read from the target branch: the change could have written it.

use std::path::{Component, Path};

use super::Error;
use super::environment::Environment;
use crate::policy;
use crate::source::{Tree, Unread};
use crate::text::RepoPath;

/// Policies are small; this only keeps a wrong path from filling the memory.
const CAP: u64 = 64 << 20;

/// The name and the bytes of the policy at `path`.
pub(super) fn read(
    path: &Path,
    target: Option<&dyn Tree>,
    environment: &Environment,
) -> Result<(String, Vec<u8>), Error> {
    let shown = path.display().to_string();
    let missing = |why: String| Error::NoPolicy { path: shown.clone(), why };
    if let Some(inside) = inside(path, &environment.workspace) {
        let place = RepoPath::default()
            .join(inside.as_bytes())
            .ok_or_else(|| missing("it is outside the repository".to_owned()))?;
        let target = target.ok_or_else(|| missing("that tree is not available".to_owned()))?;
        let unread = |unread: Unread| policy::Error::unread(&shown, &unread);
        let file = target.file(&place).map_err(unread)?.ok_or_else(|| missing("there is no such file".to_owned()))?;
        let bytes = file.blob.read(CAP).map_err(unread)?;
        return Ok((inside, bytes));
    }
    let wrong = |error: std::io::Error| missing(error.to_string());
    let size = std::fs::metadata(path).map_err(wrong)?.len();
    if size > CAP {
        return Err(missing(format!("it has {size} bytes")));
    }
    Ok((shown.clone(), std::fs::read(path).map_err(wrong)?))
}

/// The path from the repository's root, with `/`, where `path` lies in the checkout: any that is not absolute does.
fn inside(path: &Path, workspace: &Path) -> Option<String> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    // As it is written first: a link in the checkout is the change's word on where it leads.
    let relative = match path.is_absolute() {
        true => [path.to_owned(), real(path)]
            .iter()
            .flat_map(|path| {
                [workspace.to_owned(), real(workspace)].map(|top| path.strip_prefix(top).map(Path::to_owned))
            })
            .find_map(Result::ok)?,
        false => path.to_owned(),
    };
    let parts = relative.components().filter(|part| !matches!(part, Component::CurDir));
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::github::Environment;
    use crate::source::memory;
    use crate::text::RepoPath;
    use std::path::Path;

    #[test]
    fn what_lies_in_the_checkout_is_the_targets() {
        let place = tempfile::tempdir().unwrap();
        let workspace = place.path().join("checkout");
        std::fs::create_dir(&workspace).unwrap();
        std::fs::write(workspace.join("gate.yaml"), "of the head").unwrap();
        std::fs::write(place.path().join("ours.yaml"), "of the machine").unwrap();
        let names = [("GITHUB_EVENT_NAME", "push"), ("GITHUB_EVENT_PATH", "e"), ("GITHUB_REPOSITORY", "o/r")];
        let sha = "a".repeat(40);
        let environment = Environment::read(&|name| match name {
            "GITHUB_SHA" => Some(sha.clone()),
            "GITHUB_WORKSPACE" => Some(workspace.display().to_string()),
            _ => names.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()),
        })
        .unwrap();
        let target = [(RepoPath::from("gate.yaml"), b"of the target".to_vec())].into();
        let set = memory::change_set(target, [].into());
        let tree = set.policy_tree.as_deref();
        let text = |path: &Path| read(path, tree, &environment).map(|(_, bytes)| String::from_utf8(bytes).unwrap());
        assert_eq!(text(Path::new("./gate.yaml")).unwrap(), "of the target");
        assert_eq!(text(&workspace.join("gate.yaml")).unwrap(), "of the target");
        assert_eq!(text(&place.path().join("ours.yaml")).unwrap(), "of the machine");
        #[cfg(unix)]
        {
            std::fs::remove_file(workspace.join("gate.yaml")).unwrap();
            std::os::unix::fs::symlink(place.path().join("ours.yaml"), workspace.join("gate.yaml")).unwrap();
            assert_eq!(text(&workspace.join("gate.yaml")).unwrap(), "of the target");
        }
        assert!(text(&workspace.join("../ours.yaml")).is_err());
        for lost in ["none.yaml", "../ours.yaml"] {
            assert!(text(Path::new(lost)).is_err(), "{lost}");
        }
        assert!(text(&place.path().join("none")).is_err());
    }
}
