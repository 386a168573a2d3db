//! What the label of a code block says: whose commands it holds, if any.

use crate::document::shell::Dialect;

/// What a code block is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// A shell's script. A `#` starts a comment in it.
    Script(Dialect),
    /// What a terminal showed.
    Console(Dialect),
    /// Not said, or said to be text.
    Unsaid,
    /// Another language.
    Other,
}

impl Language {
    /// Of the words behind an opening fence: `bash`, `{.sh .numberLines}`, `bash title="x"`, `language-console`, `shell{1,3}`.
    pub(super) fn of(info: &[u8]) -> Self {
        let is_break =
            |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'{' | b'}' | b',' | b';' | b':' | b'=');
        let Some(word) = info.split(is_break).find(|word| !word.is_empty()) else { return Self::Unsaid };
        let word = word.strip_prefix(b".").unwrap_or(word).to_ascii_lowercase();
        let word = word.strip_prefix(b"language-").or_else(|| word.strip_prefix(b"lang-")).unwrap_or(&word);
        match word {
            b"sh" | b"bash" | b"zsh" | b"ksh" | b"dash" | b"fish" | b"shell" | b"shellscript" | b"shell-script"
            | b"posix" | b"unix" | b"linux" | b"cli" | b"command" | b"commandline" | b"command-line" | b"cmdline"
            | b"exec" | b"execute" => Self::Script(Dialect::Posix),
            b"powershell" | b"pwsh" | b"ps" | b"ps1" | b"posh" => Self::Script(Dialect::PowerShell),
            b"bat" | b"batch" | b"cmd" | b"dos" | b"winbatch" => Self::Script(Dialect::Cmd),
            b"console"
            | b"shell-session"
            | b"shellsession"
            | b"sh-session"
            | b"bash-session"
            | b"terminal"
            | b"session"
            | b"term"
            | b"shell_session"
            | b"azurecli"
            | b"azurecli-interactive"
            | b"gcloud"
            | b"prompt" => Self::Console(Dialect::Posix),
            b"ps1con" | b"pwsh-session" | b"powershell-session" | b"powershell-interactive" | b"azurepowershell" => {
                Self::Console(Dialect::PowerShell)
            }
            b"doscon" => Self::Console(Dialect::Cmd),
            b"text" | b"txt" | b"plain" | b"plaintext" | b"none" | b"nohighlight" | b"no-highlight" | b"raw"
            | b"code" | b"output" | b"log" | b"title" | b"example" | b"literal" | b"default" | b"highlight"
            | b"numberlines" => Self::Unsaid,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;
    use crate::document::shell::Dialect;

    #[test]
    fn labels() {
        for (info, expected) in [
            ("", Language::Unsaid),
            ("bash title=\"x\"", Language::Script(Dialect::Posix)),
            ("{.sh .numberLines}", Language::Script(Dialect::Posix)),
            ("shell{1,3}", Language::Script(Dialect::Posix)),
            ("Bash", Language::Script(Dialect::Posix)),
            ("language-console", Language::Console(Dialect::Posix)),
            ("pwsh", Language::Script(Dialect::PowerShell)),
            ("bat", Language::Script(Dialect::Cmd)),
            ("shell-session", Language::Console(Dialect::Posix)),
            ("title=\"x\"", Language::Unsaid),
            ("text", Language::Unsaid),
            ("yaml", Language::Other),
            ("dockerfile", Language::Other),
            ("groovy", Language::Other),
            ("hcl", Language::Other),
            ("python", Language::Other),
            ("Makefile", Language::Other),
        ] {
            assert_eq!(Language::of(info.as_bytes()), expected, "{info}");
        }
    }
}
