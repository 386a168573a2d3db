//! PowerShell and cmd.exe.

use super::{commands, expect, line};
use crate::document::shell::Dialect;

#[test]
fn powershell_runs_it() {
    for way in [
        "«kubectl apply -f x.yaml»",
        "«kubectl.exe apply `\n  -f x.yaml»",
        "«kubectl.exe apply `\r\n  -f x.yaml»\r\n",
        "& «kubectl apply -f x.yaml»",
        "& «\"C:\\Program Files\\kube\\kubectl.exe\" apply -f x.yaml»",
        "«.\\kubectl.exe apply -f x.yaml»",
        "$env:KUBECONFIG = \"a\"; «kubectl apply -f x.yaml»",
        "$env:X='1'\n«kubectl apply -f x.yaml»",
        "$k = \"kubectl\"\n& «$K apply -f x.yaml»",
        "$r = «kubectl apply -f x.yaml»",
        "$r=«kubectl apply -f x.yaml»",
        "Get-Content x.yaml | «kubectl apply -f x.yaml»",
        "if ($a -eq 1) { «kubectl apply -f x.yaml» } else { a }",
        "foreach ($f in $files) { «kubectl apply -f x.yaml» }",
        "1..3 | ForEach-Object { «kubectl apply -f x.yaml» }",
        "try { «kubectl apply -f x.yaml» } catch { a }",
        "function Deploy { «kubectl apply -f x.yaml» }",
        "Write-Host \"a $(«kubectl apply -f x.yaml») b\"",
        "(«kubectl apply -f x.yaml») -join 'a'",
        "Invoke-Expression \"«kubectl apply -f x.yaml»\"",
        "iex '«kubectl apply -f x.yaml»'",
        "«kubectl --% apply -f x.yaml»",
        "<# kubectl delete #> «kubectl apply -f x.yaml» # a",
        "Set-Alias kc kubectl; «kc apply -f x.yaml»",
        "pwsh -NoProfile -Command '«kubectl apply -f x.yaml»'",
        "cmd /c \"«kubectl apply -f x.yaml»\"",
        "«k apply -f x.yaml»",
        "«kubectl ap`ply -f \"a\"\"b\" 'it''s'»",
        "«kubectl apply -f <manifest>»",
        "«wsl kubectl apply -f x.yaml»",
        "Invoke-Command -ComputerName a -ScriptBlock { «kubectl apply -f x.yaml» }",
        "Start-Process kubectl -ArgumentList \"«apply -f x.yaml\"»",
    ] {
        if way.starts_with("Start-Process") {
            let text = way.replace(['«', '»'], "");
            let found = commands(text.as_bytes(), Dialect::PowerShell);
            assert!(found.iter().any(|run| line(run) == "kubectl apply -f x.yaml"), "{found:?}");
        } else {
            expect(way, Dialect::PowerShell);
        }
    }
}

#[test]
fn cmd_runs_it() {
    for way in [
        "«kubectl apply -f x.yaml»",
        "«kubectl apply ^\r\n  -f x.yaml»\r\n",
        "@echo off\r\n«kubectl.exe apply -f x.yaml»",
        "«@kubectl apply -f x.yaml»",
        "cd a & «kubectl apply -f x.yaml»",
        "cd a && «kubectl apply -f x.yaml»",
        "«\"C:\\kube\\kubectl.exe\" apply -f x.yaml»",
        "«C:\\kube\\kubectl.exe apply -f x.yaml»",
        "«call kubectl apply -f x.yaml»",
        "«start \"\" /b kubectl apply -f x.yaml»",
        "cmd /c \"«kubectl apply -f x.yaml»\"",
        "set K=kubectl\r\n«%K% apply -f x.yaml»",
        "set \"K=kubectl\"\r\n«%k% apply -f x.yaml»",
        "«%KUBECTL% apply -f x.yaml»",
        "if exist x.yaml «kubectl apply -f x.yaml»",
        "if not \"%A%\"==\"b\" (\r\n  «kubectl apply -f x.yaml»\r\n) else (\r\n  a\r\n)",
        "if errorlevel 1 «kubectl apply -f x.yaml»",
        "if %A% == b «kubectl apply -f x.yaml»",
        "for %%f in (*.yaml) do «kubectl apply -f %%f»",
        "«ku^bectl apply -f x.yaml > nul»",
        "echo it's & «kubectl apply -f x.yaml»",
    ] {
        expect(way, Dialect::Cmd);
    }
}

#[test]
fn other_words_are_no_commands_there() {
    for (dialect, miss) in [
        (Dialect::PowerShell, "# kubectl apply"),
        (Dialect::PowerShell, "<#\nkubectl apply\n#>"),
        (Dialect::PowerShell, "Write-Host 'kubectl apply'"),
        (Dialect::PowerShell, "Write-Host \"a `\"; kubectl apply\""),
        (Dialect::PowerShell, "$x = 'kubectl apply'"),
        (Dialect::PowerShell, "$x = @'\nkubectl apply\n'@"),
        (Dialect::PowerShell, "$x = @\"\nkubectl apply\n\"@"),
        (Dialect::Cmd, "rem kubectl apply"),
        (Dialect::Cmd, ":: kubectl apply"),
        (Dialect::Cmd, ":kubectl apply"),
        (Dialect::Cmd, "echo kubectl apply"),
        (Dialect::Cmd, "set X=kubectl apply"),
        (Dialect::Cmd, "echo a ^& kubectl apply"),
        (Dialect::Cmd, "echo \"a & kubectl apply\""),
    ] {
        let found = commands(miss.as_bytes(), dialect);
        let lines: Vec<_> = found.iter().map(line).collect();
        assert!(!lines.iter().any(|line| line.starts_with("kubectl apply")), "{miss:?} gives {lines:?}");
    }
}
