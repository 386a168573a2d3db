//! Each structure where it is found, and where it only looks like one. Keys and tokens are made here; none opens anything.

use std::time::{Duration, Instant};

use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};

use super::{MARKS, at, behind, by_name, file};
use crate::secret::Scanner;
use crate::secret::alphabet::Alphabet;
use crate::secret::candidate::Hit;
use crate::secret::found::Note;
use crate::secret::judge::Place;
use crate::text::{RepoPath, Span};

/// What the sweep would find.
fn hits(bytes: &[u8]) -> Vec<Hit> {
    let mut marks: Vec<(usize, usize)> = (0..MARKS.len())
        .flat_map(|mark| memchr::memmem::find_iter(bytes, MARKS[mark]).map(move |place| (place, mark)))
        .collect();
    marks.sort_unstable();
    let mut found: Vec<Hit> = Vec::new();
    let mut done = 0;
    for (place, mark) in marks {
        at(bytes, mark, place, Place::Code, done, &mut found);
        done = found.last().map_or(0, |hit| hit.span.end.max(done));
    }
    found
}

/// Likewise: the secrets' text and notes.
fn found(text: &str) -> Vec<(&str, Option<Note>)> {
    hits(text.as_bytes()).iter().map(|hit| (&text[hit.span.range()], hit.note)).collect()
}

fn in_file(name: &str, text: &str) -> Vec<(String, Option<Note>)> {
    let mut found = Vec::new();
    by_name(&RepoPath::from(name), text.as_bytes(), &mut found);
    found.iter().map(|hit| (text[hit.span.range()].to_owned(), hit.note)).collect()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().chain([&0, &0]).take(3).fold(0u32, |bits, byte| bits << 8 | u32::from(*byte));
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

fn base64_url(text: &str) -> String {
    base64(text.as_bytes()).replace('+', "-").replace('/', "_").replace('=', "")
}

/// Bytes that look drawn by lot.
fn noise(count: usize) -> Vec<u8> {
    (0..count as u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

/// Letters and digits that look so.
fn word(count: usize) -> String {
    noise(count).iter().map(|byte| char::from(Alphabet::ALNUM.nth(u32::from(*byte)))).collect()
}

/// The lines of a key in DER.
fn body(count: usize) -> Vec<String> {
    let der = [b"\x30\x82\x04\xbd\x02\x01\x00\x30\x0d\x06\x09".as_slice(), &noise(count)].concat();
    base64(&der).as_bytes().chunks(64).map(|line| String::from_utf8(line.to_vec()).unwrap()).collect()
}

/// A key block of these lines, joined by `between`.
fn block(label: &str, lines: &[String], between: &str) -> String {
    let label = format!("{label}PRIVATE KEY");
    let mut all = vec![format!("-----BEGIN {label}-----")];
    all.extend_from_slice(lines);
    all.push(format!("-----END {label}-----"));
    all.join(between)
}

#[test]
fn a_key_is_found_in_every_embedding() {
    let lines = body(300);
    for between in [
        "\n", "\r\n", "\\n", "\\\\n", "\\r\\n", "\n    ", " ", "\n+", "\n-", "\n ", "\\n\" +\n    \"", "\\n\\\n",
        "\\n\"\n  \"", "\",\n  \"", "\n# ", "\n// ", "\n * ", "' .\n '", "\\u000a", "<br>",
    ] {
        for label in ["", "RSA ", "EC "] {
            let key = block(label, &lines, between);
            for text in [
                key.clone(),
                format!("key = \"{key}\\n\"; // x"),
                format!("+{key}\n+other = 1"),
                format!("k: |\n    {key}\nother: 1"),
            ] {
                assert_eq!(found(&text), [(key.as_str(), None)], "joined by {between:?}");
            }
        }
    }
}

#[test]
fn two_keys_are_two() {
    let key = block("", &body(200), "\n");
    assert_eq!(found(&format!("{key}\n{key}\n")).len(), 2);
    let cut = key.rsplit_once('\n').unwrap().0;
    assert_eq!(found(&format!("{cut}\n{key}\n")), [(cut, None), (key.as_str(), None)]);
}

#[test]
fn a_key_that_was_cut_ends_with_its_body() {
    let key = block("RSA ", &body(300), "\n");
    let cut = key.rsplit_once('\n').unwrap().0;
    assert_eq!(found(&format!("{cut}\n\nand then something else entirely")), [(cut, None)]);
    assert_eq!(found(&format!("x = '{}'", cut.replace('\n', "\\n"))), [(cut.replace('\n', "\\n").as_str(), None)]);
}

#[test]
fn protected_keys_are_notes() {
    let legacy = block("RSA ", &body(200), "\n").replace(
        "-----\nMII",
        "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF0123456789ABCDEF\n\nMII",
    );
    let encrypted = block("ENCRYPTED ", &body(200), "\n");
    let openssh = |cipher: &str| {
        let mut bytes = b"openssh-key-v1\0".to_vec();
        bytes.extend_from_slice(&(cipher.len() as u32).to_be_bytes());
        bytes.extend_from_slice(cipher.as_bytes());
        bytes.extend_from_slice(b"\0\0\0\x04none\0\0\0\0\0\0\0\x01\0\0\0");
        bytes.extend_from_slice(&noise(200));
        let lines: Vec<String> =
            base64(&bytes).as_bytes().chunks(70).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
        block("OPENSSH ", &lines, "\n")
    };
    for (key, note) in [
        (legacy, Some(Note::Protected)),
        (encrypted, Some(Note::Protected)),
        (openssh("aes256-ctr"), Some(Note::Protected)),
        (openssh("none"), None),
    ] {
        assert_eq!(found(&key), [(key.as_str(), note)]);
    }
}

#[test]
fn the_scan_asks_for_hashes_and_believes_a_key_of_many_equal_letters() {
    let hash = format!("$2y$05${}", word(53));
    let mut bytes = b"openssh-key-v1\0\0\0\0\x04none\0\0\0\x04none\0\0\0\0\0\0\0\x01\0\0\0".to_vec();
    bytes.extend_from_slice(&noise(200));
    let key = block("OPENSSH ", &[base64(&bytes)], "\n");
    let text = format!("INSERT INTO u VALUES ('{hash}');\n{key}\n");
    let found = Scanner::new().scan(&RepoPath::from("dump.sql"), text.as_bytes());
    let found: Vec<_> = found.iter().map(|found| (&text[found.span.range()], found.note)).collect();
    assert_eq!(found, [(hash.as_str(), Some(Note::Protected)), (key.as_str(), None)]);
}

#[test]
fn a_pgp_block_with_its_headers() {
    let label = "PGP PRIVATE KEY BLOCK";
    let packet = base64(&[b"\x95\x03\x98\x04".as_slice(), &noise(300)].concat());
    let key = format!(
        "-----BEGIN {label}-----\nVersion: GnuPG v2\nComment: a test\n\n{packet}\n=aB3d\n-----END {label}-----"
    );
    assert_eq!(found(&key), [(key.as_str(), None)]);
}

#[test]
fn what_is_no_private_key() {
    let lines = body(300);
    let key = block("", &lines, "\n");
    for text in [
        key.replace("PRIVATE", "PUBLIC"),
        key.replace("PRIVATE KEY", "CERTIFICATE"),
        block("", &["MIIE...".to_owned()], "\n"),
        block("", &[format!("{}...", lines[0])], "\n"),
        block("", &["A".repeat(64), "A".repeat(64)], "\n"),
        block("", &["{{ key }}".to_owned()], "\n"),
        block("", &["your key here".to_owned()], "\n"),
        "s.replace('-----BEGIN PRIVATE KEY-----', '').replace('-----END PRIVATE KEY-----', '')".to_owned(),
        "if line.starts_with(\"-----BEGIN RSA PRIVATE KEY-----\") { parse_the_following_lines(line) }".to_owned(),
        "BEGIN PRIVATE KEY".to_owned(),
    ] {
        assert_eq!(found(&text), [], "{text}");
    }
}

#[test]
fn keys_of_single_programs() {
    let putty = |encryption: &str| {
        format!(
            "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: {encryption}\nComment: c\nPublic-Lines: 1\n{0}\nPrivate-Lines: 1\n{0}\nPrivate-MAC: {1}",
            base64(&noise(48)),
            "0a1b2c3d".repeat(8)
        )
    };
    assert_eq!(found(&putty("none")), [(putty("none").as_str(), None)]);
    assert_eq!(found(&putty("aes256-cbc")), [(putty("aes256-cbc").as_str(), Some(Note::Protected))]);
    let minisign = format!(
        "untrusted comment: minisign encrypted secret key\n{}",
        base64(&[b"EdSc".as_slice(), &noise(154)].concat())
    );
    assert_eq!(found(&minisign), [(minisign.as_str(), Some(Note::Protected))]);
    let public =
        format!("untrusted comment: minisign public key\n{}", base64(&[b"Ed".as_slice(), &noise(40)].concat()));
    assert_eq!(found(&public), []);
    let key = base64(&noise(32));
    assert_eq!(found(&format!("[Interface]\nPrivateKey = {key}\n")), [(key.as_str(), None)]);
    assert_eq!(found(&format!("let PrivateKey = {key}{key};")), []);
}

#[test]
fn passwords_of_urls() {
    for (url, password) in [
        ("postgres://app:hunter2@db.corp.net:5432/x", "hunter2"),
        ("redis://:hunter2@cache.corp.net", "hunter2"),
        ("mongodb+srv://app:h%40nter2@c.corp.net/?w=1", "h%40nter2"),
        ("https://app:hunter2@git.corp.net/a.git", "hunter2"),
        ("amqp://app:hun/ter#2@mq.corp.net/", "hun/ter#2"),
        ("mysql://app:h@nter2@db.corp.net/", "h@nter2"),
        ("postgres://${USER}:hunter2@db.corp.net/", "hunter2"),
        ("postgres://app:hunter2@${HOST}.corp.net/x", "hunter2"),
        ("ftp://app:hunter2@[2001:db8::1]/", "hunter2"),
        ("jdbc:mysql://db.corp.net/x?user=app&password=hunter2&ssl=1", "hunter2"),
        ("jdbc:sqlserver://db.corp.net;user=app;password=hunter2;", "hunter2"),
        ("postgresql://db.corp.net/x?user=app&password=hunter2", "hunter2"),
    ] {
        for text in [url.to_owned(), format!("x = \"{url}\""), format!("# see {url} .."), format!("<a>{url}</a>")] {
            let hits = found(&text);
            assert_eq!(hits.first().map(|hit| hit.0), Some(password), "{text}");
        }
    }
}

#[test]
fn the_name_is_the_user() {
    let text = "postgres://app:hunter2@db.corp.net";
    assert_eq!(hits(text.as_bytes())[0].name.map(|name| &text[name.range()]), Some("app"));
}

#[test]
fn tokens_as_users() {
    let token = word(32);
    for text in [
        format!("https://{token}@git.corp.net/a"),
        format!("https://{token}:@api.corp.net/"),
        format!("https://{token}:x-oauth-basic@git.corp.net/"),
        format!("https://x-access-token:{token}@git.corp.net/"),
        format!("https://oauth2:{token}@git.corp.net/"),
    ] {
        assert_eq!(found(&text), [(token.as_str(), None)], "{text}");
    }
    assert_eq!(found(&format!("https://{token}@o1.ingest.sentry.io/1")), []);
}

#[test]
fn urls_without_a_password() {
    for text in [
        "https://user:pass@host/", "http://username:password@proxy.corp.net:8080",
        "postgres://user:password@localhost/x", "postgres://$USER:$PW@db.corp.net",
        "postgres://{{ user }}:{{ pw }}@db.corp.net", "postgres://a:${PW:-x}@db.corp.net",
        "mysql://app:<password>@db.corp.net", "mysql://app:****@db.corp.net", "mysql://%s:%s@%s",
        "postgres://${USER}:password@db.corp.net", "pg://app::pw@h", "ssh://git@git.corp.net/a",
        "git+ssh://git@git.corp.net:22/a", "https://host:8080/a@b", "https://cdn.corp.net/pkg@1.2",
        "https://registry.corp.net:5000/web@sha256:00", "mailto://a.b@corp.net", "https://a.corp.net/x:y@z",
        "://a:b@c.corp.net", "http://[::1]:80/@x", "https://medium.com/@a:b",
        "jdbc:mysql://db.corp.net/x?user=a&password=${PW}", "http://a:b c@d.corp.net",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn weak_places_are_notes() {
    for (text, note) in [
        ("postgres://postgres:postgres@localhost:5432/app", Note::Local),
        ("redis://:dev@redis:6379", Note::Local),
        ("mysql://root:root@127.0.0.1/", Note::Local),
        ("https://bob:hunter2@example.com/", Note::Example),
        ("https://admin:admin@git.corp.net/", Note::Weak),
    ] {
        assert_eq!(found(text).first().map(|hit| hit.1), Some(Some(note)), "{text}");
    }
}

fn token(header: &str, claims: &str) -> String {
    format!("{}.{}.{}", base64_url(header), base64_url(claims), word(43))
}

#[test]
fn web_tokens() {
    let header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    for (claims, note) in [
        ("{\"sub\":\"42\",\"iat\":1}", None),
        ("{\"sub\":\"1234567890\",\"name\":\"x\"}", Some(Note::Example)),
        ("{\"iss\":\"supabase\",\"role\": \"anon\"}", Some(Note::Public)),
        ("{\"iss\":\"supabase\",\"role\":\"service_role\"}", None),
    ] {
        let token = token(header, claims);
        assert_eq!(found(&format!("Authorization: Bearer {token}\n")), [(token.as_str(), note)], "{claims}");
    }
    let unsigned = format!("{}.{}.", base64_url("{\"alg\":\"none\"}"), base64_url("{\"sub\":\"42\"}"));
    assert_eq!(found(&format!("'{unsigned}'")), [(unsigned.as_str(), None)]);
    let encrypted =
        format!("{}..{}.{}.{}", base64_url("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}"), word(16), word(60), word(22));
    assert_eq!(found(&format!("{encrypted}\n")), [(encrypted.as_str(), None)]);
}

#[test]
fn what_is_no_web_token() {
    let other = token("{\"kid\":\"HS256\"}", "{\"sub\":\"42\"}");
    let whole = token("{\"alg\":\"HS256\"}", "{\"sub\":\"42\"}");
    for text in [other, format!("x{whole}"), whole.rsplit_once('.').unwrap().0.to_owned(), "eyJ.eyJ.eyJ".to_owned()] {
        assert_eq!(found(&text), [], "{text}");
    }
}

#[test]
fn files_of_clients() {
    for text in [
        "machine git.corp.net login bob password hunter2",
        "machine git.corp.net\n\tlogin bob\n\tpassword hunter2\n",
        "echo \"machine git.corp.net\\nlogin bob\\npassword hunter2\" > f",
    ] {
        assert_eq!(found(text), [("hunter2", None)], "{text}");
    }
    for text in
        ["the machine that runs the login shell", "machine git.corp.net login bob password $PW", "a machine login form"]
    {
        assert_eq!(found(text), [], "{text}");
    }
    let auth = base64(b"bob:hunter2!");
    assert_eq!(found(&format!("{{\"auths\": {{\"r.corp.net\": {{\"auth\": \"{auth}\"}}}}}}")), [(auth.as_str(), None)]);
    assert_eq!(found(&format!("'{{\\\"auth\\\":\\\"{auth}\\\"}}'")), [(auth.as_str(), None)]);
    let example = format!("{{\"auths\": {{\"https://r.example.com\": {{\n \"auth\": \"{auth}\"}}}}}}");
    assert_eq!(found(&example), [(auth.as_str(), Some(Note::Example))]);
    assert_eq!(found("\"auth\": \"required\", \"author\": \"somebody\""), []);
    let key = base64(block("RSA ", &body(200), "\n").as_bytes());
    assert_eq!(found(&format!("    client-key-data: {key}\n")), [(key.as_str(), None)]);
    let public = base64(block("RSA ", &body(200), "\n").replace("PRIVATE", "PUBLIC").as_bytes());
    assert_eq!(found(&format!("    client-key-data: {public}\n")), []);
}

#[test]
fn keys_of_frameworks() {
    let salt = "k|Z;4 x$}9!qW@e#r%t^y&u*i(o)p_a+s=d-f[g]h{j:l<z>x,c.v/b?n~m`1Q2A";
    assert_eq!(found(&format!("define( 'NONCE_SALT',  '{salt}' );")), [(salt, None)]);
    assert_eq!(found("define('AUTH_KEY', 'put your unique phrase here');"), []);
    let key = format!("base64:{}", base64(&noise(32)));
    assert_eq!(found(&format!("APP_KEY={key}\n")), [(key.as_str(), None)]);
    assert_eq!(found(&format!("image={key}\n")), []);
    let hex = word(64).bytes().map(|byte| format!("{:x}", byte % 16)).collect::<String>();
    assert_eq!(
        found(&format!("<machineKey validationKey=\"{hex}\" decryptionKey=\"AutoGenerate\" />")),
        [(hex.as_str(), None)]
    );
}

#[test]
fn passwords_of_formats() {
    let cipher = base64(&noise(32));
    let login = base64(&[b"\x30\x32".as_slice(), &noise(48)].concat());
    for (text, expected) in [
        (format!("<Properties cpassword=\"{cipher}\" />"), Some((cipher.as_str(), None))),
        (format!("\"encryptedPassword\":\"{login}\""), Some((login.as_str(), Some(Note::Protected)))),
        ("<AdministratorPassword>\n  <Value>Hunter2!</Value>".to_owned(), Some(("Hunter2!", None))),
        ("<Password><Value>*SENSITIVE*DATA*DELETED*</Value>".to_owned(), None),
        ("enable password 7 0822455D0A16".to_owned(), Some(("0822455D0A16", None))),
        ("a password 7 days old".to_owned(), None),
        ("snmp-server community s3cr1t RO".to_owned(), Some(("s3cr1t", None))),
        ("snmp-server community public RO".to_owned(), Some(("public", Some(Note::Weak)))),
        ("snmp-server community <string>".to_owned(), None),
        ("\"Server=tcp:db.corp.net,1433;User Id=app;Password=hunter2;\"".to_owned(), Some(("hunter2", None))),
        ("Password=hunter2;Data Source=db.corp.net;".to_owned(), Some(("hunter2", None))),
        ("\"Server=.;Uid=sa;Password=Passw0rd\"".to_owned(), Some(("Passw0rd", Some(Note::Local)))),
        ("\"Server=db.corp.net;Uid=sa;Password={0};\"".to_owned(), None),
        ("Password=hunter2".to_owned(), None),
        ("concat('Server=', name, ';Password=', parameters('pw'))".to_owned(), None),
    ] {
        assert_eq!(found(&text), Vec::from_iter(expected), "{text}");
    }
}

#[test]
fn files_by_their_name() {
    let bcrypt = format!("$2y$05${}", word(53));
    let key = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    let secret = base64(b"hunter2");
    for (name, text, expected) in [
        ("home/.pgpass", "# c\ndb.corp.net:5432:*:app:hun\\:ter2\n", Some(("hun\\:ter2", None))),
        ("home/.pgpass", "localhost:5432:*:app:app\n", Some(("app", Some(Note::Local)))),
        (".htpasswd", &format!("bob:{bcrypt}\n"), Some((bcrypt.as_str(), Some(Note::Protected)))),
        ("etc/shadow", "daemon:*:19000:0:99999:7:::\n", None),
        ("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n", None),
        ("config/master.key", &format!("{key}\n"), Some((key, None))),
        ("config/master.key", "not a key\n", None),
        (".vault_pass", "Tr0ub4dor\n", Some(("Tr0ub4dor", None))),
        (".vault_pass", "#!/bin/sh\npass show x\n", None),
        (
            "sitemanager.xml",
            &format!("<Pass encoding=\"base64\">{secret}</Pass><Passive>1</Passive>"),
            Some((secret.as_str(), None)),
        ),
        (".my.cnf", "[client]\npassword = \"hunter2\"\n", Some(("hunter2", None))),
        ("README", &format!("{key}\n"), None),
    ] {
        assert_eq!(
            in_file(name, text),
            Vec::from_iter(expected.map(|(text, note)| (text.to_owned(), note))),
            "{name}: {text}"
        );
    }
}

#[test]
fn files_that_are_a_secret_as_a_whole() {
    let store = |tag: u8| {
        [
            b"\xfe\xed\xfe\xed\0\0\0\x02\0\0\0\x01\0\0\0".as_slice(),
            &[tag, 0, 1, b'a'],
            &[0; 8],
            &[0, 1, b'X', 0, 0, 0, 1, 0],
        ]
        .concat()
    };
    let pfx = b"\x30\x82\x0a\x00\x02\x01\x03\x30\x82\x09\xc0\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x82\x09\xb1\x04\x82\x09\xad\x30\x82\x09\xa9\x30\x82";
    let der = b"\x30\x82\x04\xbd\x02\x01\x00\x30\x0d\x06\x09";
    let read = |bytes: &[u8]| file(bytes).map(|hit| hit.note);
    assert_eq!(read(&store(1)), Some(Some(Note::Protected)));
    assert_eq!(read(&store(2)), None);
    assert_eq!(read(pfx), Some(Some(Note::Protected)));
    assert_eq!(read(b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5"), Some(Some(Note::Protected)));
    assert_eq!(read(der), Some(None));
    assert_eq!(read(b"\x7fELF"), None);
    assert_eq!(read(b""), None);
}

#[test]
fn hostile_repetitions_take_linear_time() {
    let begin = "-----BEGIN PRIVATE KEY-----";
    let long = format!("{begin}{}", "A".repeat(900));
    let mut pieces: Vec<&str> = vec![
        begin, &long, "://a:", "://a:b", "a://b:c@", "a://", "eyJhbGciOiJ9.", " eyJ.", "machine a login b ",
        "machine ", "\"auth\":\"", ";Password=a", "Server=a;Password=${x};", "define('AUTH_KEY','", "<machineKey ",
        "PrivateKey = ", "base64:A", "-key-data: ", "client-key-data: LS0t", "PuTTY-User-Key-File-2:",
        "untrusted comment: secret key\n", "$aaaaaaaaaaaaaaaa", "cpassword=\"", "<Password><Value>",
        "snmp-server community ", "password 7 ", "password=", "a:b:", "<Pass>", "\\:",
    ];
    pieces.extend_from_slice(MARKS);
    for piece in pieces {
        let text = piece.repeat((1 << 19) / piece.len());
        let start = Instant::now();
        std::hint::black_box(hits(text.as_bytes()));
        for name in [".pgpass", "shadow", ".vault_pass", "filezilla.xml", "master.key", ".my.cnf"] {
            by_name(&RepoPath::from(name), text.as_bytes(), &mut Vec::new());
        }
        for run in 0..text.len() / 17 {
            behind(text.as_bytes(), Span::new(run * 17 + 1, run * 17 + 17));
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn spans_lie_inside_and_in_order(
        bytes in any::<Vec<u8>>(),
        text in "(-----BEGIN |(RSA |PGP )?PRIVATE KEY|-----|END |[A-Za-z0-9+/]{8,70}|://|[a-z]{1,5}|:|@|=|eyJ|\\.|assword|machine |login |password |\"auth\": \"|\\$6\\$|[ \n\"\\\\;é]){0,40}",
        cut in 0usize..40,
    ) {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let mut done = 0;
            for hit in hits(bytes) {
                prop_assert!(hit.span.start >= done && !hit.span.is_empty() && hit.span.end <= bytes.len());
                done = hit.span.end;
            }
            let run = Span::new(cut.min(bytes.len()), bytes.len());
            if !run.is_empty() {
                std::hint::black_box(behind(bytes, run));
            }
            for name in [".pgpass", "shadow", ".vault_pass", "filezilla.xml", "master.key", ".my.cnf"] {
                let mut found = Vec::new();
                by_name(&RepoPath::from(name), bytes, &mut found);
                prop_assert!(found.iter().all(|hit| hit.span.end <= bytes.len() && hit.span.start <= hit.span.end));
            }
            std::hint::black_box(file(bytes));
        }
    }

    #[test]
    fn a_key_is_found_in_any_text(before in "[ -,.-~\n]{0,80}", after in "[ -,.-~\n]{0,80}", count in 60usize..900) {
        let key = block("RSA ", &body(count), "\n");
        let text = format!("{before}\n{key}\n{after}");
        let hits = found(&text);
        prop_assert_eq!(hits.iter().filter(|hit| hit.0 == key).count(), 1);
    }
}
