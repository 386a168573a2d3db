//! Forms of assignments by the hundred: `§` stands for the value, once a short one that its name leads to, once a long one that leads to its name.

use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use proptest::sample::select;

use super::{around, leads, named, vocabulary};
use crate::secret::candidate::Candidate;
use crate::secret::found::Written;
use crate::secret::sweep::{Literal, Literals};
use crate::secret::{Scanner, What, structure};
use crate::text::{RepoPath, Span};

const SHORT: &str = "hun_ter2";
/// No run of it is in order, so that nothing else finds it.
const LONG: &str = "k9Zq3xT7vB1mW5cR8sL2nD6f";

/// All that a sweep's hits lead to.
fn all_named(text: &str) -> Vec<Candidate> {
    let (mut found, leads): (_, Vec<Literal>) = (Vec::new(), leads().collect());
    for at in 0..text.len() {
        if leads.iter().any(|lead| lead.begins(&text.as_bytes()[at..])) {
            named(text.as_bytes(), at, &mut found);
        }
    }
    found
}

/// The run of token bytes around `at`.
fn run_at(text: &str, at: usize) -> Span {
    let is_token = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.+/=".contains(byte);
    let start = text.as_bytes()[..at].iter().rposition(|byte| !is_token(byte)).map_or(0, |at| at + 1);
    let len = text.as_bytes()[at..].iter().position(|byte| !is_token(byte)).unwrap_or(text.len() - at);
    Span::new(start, at + len)
}

fn parts(text: &str, candidate: &Candidate) -> (String, String) {
    let part = |span: Span| text.get(span.range()).unwrap_or("?").to_owned();
    (candidate.name.map(part).unwrap_or_default(), part(candidate.value))
}

/// Each `(text, name)`: the name is given the value, from both ends.
#[track_caller]
fn reads(cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (form, name) in cases {
        let text = form.replace('§', SHORT);
        let wanted = ((*name).to_owned(), SHORT.to_owned());
        let holds = |text: &str, lead: &Literal| (0..text.len()).any(|at| lead.begins(&text.as_bytes()[at..]));
        let leads = leads().any(|lead| holds(name, &lead) || lead.begins(b" -") && holds(form, &lead));
        let found: Vec<_> = all_named(&text).iter().map(|candidate| parts(&text, candidate)).collect();
        if leads && !found.contains(&wanted) {
            wrong.push(format!("named:  {text:?} gives {found:?}"));
        }
        let text = form.replace('§', LONG);
        let at = text.find(LONG).unwrap();
        let found = around(text.as_bytes(), run_at(&text, at)).map(|candidate| parts(&text, &candidate));
        if found != Some(((*name).to_owned(), LONG.to_owned())) {
            wrong.push(format!("around: {text:?} gives {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Whether the engine finds a secret of no known form in `text`, and `value` is it.
#[track_caller]
fn is_found(text: &str, value: &str) {
    let found = Scanner::new().scan(&RepoPath::from("app.conf"), text.as_bytes());
    let spans: Vec<_> = found.iter().map(|found| (found.what, text.get(found.span.range()))).collect();
    assert_eq!(spans, [(What::Generic, Some(value))], "{text}");
}

#[test]
fn each_word_for_a_password_leads_to_a_short_one() {
    const PASSWORD: &str = "Kd8-fQ1m";
    for word in vocabulary::PASSWORDS.words() {
        let capital: String = word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
        for name in
            [(*word).to_owned(), format!("db_{word}"), format!("app.{word}"), capital.clone(), word.to_uppercase()]
        {
            // The shell's working directory.
            if name != "PWD" {
                is_found(&format!("{name}={PASSWORD}\n"), PASSWORD);
            }
        }
        if word.is_ascii() {
            is_found(&format!("db{capital}: {PASSWORD}\n"), PASSWORD);
        }
    }
}

#[test]
fn each_word_for_a_token_leads_to_a_long_one() {
    for word in vocabulary::TOKENS.words().iter().chain(vocabulary::WEAK.words()) {
        is_found(&format!("{word}: \"{LONG}\"\n"), LONG);
    }
}

#[test]
fn the_sweep_has_room_for_all_that_leads_to_values() {
    let count = leads().count() + structure::MARKS.len();
    assert!(count <= Literals::MOST, "{count}");
}

#[test]
fn a_brief_word_that_goes_on_leads_to_nothing() {
    for text in [
        "PWM_DUTY=a1B2c3D4e5F6g7", "UPWARD=Kd83hfQ1mZx72L", "senhas_x=Kd83hfQ1mZ", "pw.println(\"Kd8-fQ1m\")",
        "keyparole=Kd8-fQ1m", "\"en-PW\",\n\"en-RW-1\",\n", "pw_uid: Kd8-fQ1m",
    ] {
        assert_eq!(Scanner::new().scan(&RepoPath::from("app.conf"), text.as_bytes()), [], "{text}");
    }
}

#[test]
fn operators_of_languages() {
    reads(&[
        (r#"password = "§""#, "password"),
        (r#"$password = '§';"#, "password"),
        (r#"db_password := "§""#, "db_password"),
        (r#"    :api_secret => '§',"#, "api_secret"),
        (r#"'password' => '§',"#, "password"),
        (r#""password" -> "§","#, "password"),
        (r#"if password == "§":"#, "password"),
        (r#"if (token === '§') {"#, "token"),
        (r#"if (token != "§") {"#, "token"),
        (r#"@secret ||= "§""#, "secret"),
        (r#"PASSWORD += "§""#, "PASSWORD"),
        (r#"password <- "§""#, "password"),
        (r#"$this->password = '§';"#, "password"),
        (r#"self.password="§""#, "self.password"),
        (r#"const TOKEN: &str = "§";"#, "TOKEN"),
        (r#"const TOKEN: &'static str = "§";"#, "TOKEN"),
        (r#"let apiSecret: String = "§""#, "apiSecret"),
        (r#"private readonly authToken: string | undefined = '§';"#, "authToken"),
        (r#"val password: String? = "§""#, "password"),
        (r#"api_token: Optional[str] = "§""#, "api_token"),
        (r#"const password string = "§""#, "password"),
        (r#"Dim password As String = "§""#, "password"),
        (r#"char password[] = "§";"#, "password"),
        (r#"static const char db_pass[32] = "§";"#, "db_pass"),
        (r#"NSString *password = @"§";"#, "password"),
        (r#"#define DB_PASSWORD "§""#, "DB_PASSWORD"),
        (r#"{password, "§"}"#, "password"),
        (r#":password "§""#, "password"),
        (r#"local t = { ["password"] = "§" }"#, "password"),
        (r#"{ password: '§', user: 'a' }"#, "password"),
        (r#"{"user":"a","password":"§","x":1}"#, "password"),
    ]);
}

#[test]
fn quotes_of_languages() {
    reads(&[
        ("password = `§`", "password"),
        (r#"password = """§""""#, "password"),
        (r"password = '''§'''", "password"),
        (r#"password = r"§""#, "password"),
        (r"password = b'§'", "password"),
        (r#"password = f"§""#, "password"),
        (r#"string password = @"§";"#, "password"),
        (r##"let password = r#"§"#;"##, "password"),
        (r#"SET @password = N'§'"#, "password"),
        (r#"body = "{\"password\":\"§\"}""#, "password"),
        (r#"body = "{\\\"password\\\": \\\"§\\\"}""#, "password"),
        ("value='{&quot;password&quot;:&quot;§&quot;}'", "password"),
        (r#"password = String::from("§");"#, "password"),
        (r#"char[] password = new String("§").toCharArray();"#, "password"),
        (r#"password: Some("§".into()),"#, "password"),
        (r#"$password = ConvertTo-SecureString "§" -AsPlainText -Force"#, "password"),
        (r#"$password = ConvertTo-SecureString -String '§'"#, "password"),
        (r#"api_token: str = Field(default="§")"#, "api_token"),
        (r#"passwords = ["§", "b"]"#, "passwords"),
        (r#"password = ("§")"#, "password"),
        (r#"password = os.getenv("X") or "§""#, "password"),
        (r#"password = env.X || "§";"#, "password"),
        ("password =\n    \"§\"", "password"),
        ("const token =\n  '§';", "token"),
        ("password = \\\n  '§'", "password"),
    ]);
}

#[test]
fn calls() {
    reads(&[
        (r#"user.setPassword("§");"#, "user.setPassword"),
        (r#"user.setPassword(name, "§");"#, "user.setPassword"),
        (r#"os.Setenv("DB_PASSWORD", "§")"#, "DB_PASSWORD"),
        (r#"config.set('secret', '§')"#, "secret"),
        (r#"props.put("password", "§");"#, "password"),
        (r#"define('DB_PASSWORD', '§');"#, "DB_PASSWORD"),
        (r#"password("§")"#, "password"),
        (r#"ENV["TOKEN"] = "§""#, "TOKEN"),
        (r#"os.environ['TOKEN'] = '§'"#, "TOKEN"),
        (r#"System.setProperty("x.password", "§");"#, "x.password"),
        (r#"os.getenv("TOKEN", "§")"#, "TOKEN"),
        (r#"os.environ.get("TOKEN") or "§""#, "TOKEN"),
        (r#"ENV['TOKEN'] || '§'"#, "TOKEN"),
        (r#"const x = process.env.TOKEN || '§';"#, "process.env.TOKEN"),
        (r#"const x = process.env.TOKEN ?? "§";"#, "process.env.TOKEN"),
        (r#".option("password", "§")"#, "password"),
        (r#"$client->setSecret('§');"#, "setSecret"),
        (r#"new Credentials("user", "§")"#, "Credentials"),
        (r#"new StaticCredentialsProvider("id", "§")"#, "StaticCredentials"),
        (r#"connect(host="a", password="§")"#, "password"),
        (r#"login(user: "a", password: "§")"#, "password"),
        (r#"expect(password).toBe("§")"#, "password"),
        (r#"password.equals("§")"#, "password.equals"),
        (r#"["--password", "§"]"#, "password"),
    ]);
}

#[test]
fn configuration() {
    reads(&[
        ("password: §", "password"),
        ("  - token: § # old", "token"),
        ("password: '§'", "password"),
        ("{user: a, password: §, c: d}", "password"),
        ("password: |\n  §\nnext: a", "password"),
        ("a:\n  password: >-\n    §\n  b: c", "password"),
        ("password:\n  §\nnext: a", "password"),
        ("passwords:\n  - §", "passwords"),
        ("\"password\":\n    \"§\"", "password"),
        ("password: !!str §", "password"),
        ("db.password=§", "db.password"),
        ("db.password = §", "db.password"),
        ("password=§ user=a", "password"),
        ("export DB_PASSWORD=§", "DB_PASSWORD"),
        ("DB_PASSWORD=§ ./run", "DB_PASSWORD"),
        ("DB_PASSWORD=§; run", "DB_PASSWORD"),
        ("set DB_PASSWORD=§", "DB_PASSWORD"),
        ("setx DB_PASSWORD §", "DB_PASSWORD"),
        ("$env:DB_PASSWORD = \"§\"", "DB_PASSWORD"),
        ("ENV DB_PASSWORD §", "DB_PASSWORD"),
        ("ENV A=1 DB_PASSWORD=§ C=2", "DB_PASSWORD"),
        ("DB_PASSWORD ?= §", "DB_PASSWORD"),
        ("set -gx DB_PASSWORD §", "DB_PASSWORD"),
        ("setenv DB_PASSWORD §", "DB_PASSWORD"),
        ("${DB_PASSWORD:-§}", "DB_PASSWORD"),
        ("x: ${db.password:§}", "db.password"),
        ("git config user.token §", "user.token"),
        ("userPassword:: §", "userPassword"),
        ("machine h login u password §", "password"),
        ("# password: §", "password"),
        ("<b>Password:</b> x password: §", "password"),
    ]);
}

#[test]
fn pairs_of_name_and_value() {
    reads(&[
        ("- name: db_password\n  value: §\n- name: a\n  value: b", "db_password"),
        ("- name: DB_PASSWORD\n  value: \"§\"", "DB_PASSWORD"),
        ("- value: §\n  name: DB_PASSWORD\n", "DB_PASSWORD"),
        (r#"{"name": "DB_PASSWORD", "value": "§"}"#, "DB_PASSWORD"),
        (r#"{"value": "§", "name": "DB_PASSWORD"}"#, "DB_PASSWORD"),
        (r#"{"name":"DB_PASSWORD","slotSetting":false,"value":"§"}"#, "DB_PASSWORD"),
        ("Key: DB_PASSWORD\nValue: §", "DB_PASSWORD"),
        ("ParameterKey=DBPassword,ParameterValue=§", "DBPassword"),
        ("variable \"db_password\" {\n  type = string\n  default = \"§\"\n}", "db_password"),
        ("  name  = \"DB_PASSWORD\"\n  value = \"§\"", "DB_PASSWORD"),
        (r#"<add key="password" value="§" />"#, "password"),
        (r#"<property name="password" value="§"/>"#, "password"),
        (r#"setHeader(name: "X-Token", value: "§")"#, "X-Token"),
    ]);
}

#[test]
fn tags() {
    reads(&[
        ("<password>§</password>", "password"),
        ("<password>\n  §\n</password>", "password"),
        ("<db:password>§</db:password>", "password"),
        ("<password encrypted=\"false\">§</password>", "password"),
        ("<Pass encoding=\"base64\">§</Pass>", "Pass"),
        ("<Password><Value>§</Value></Password>", "Password"),
        ("<password><![CDATA[§]]></password>", "password"),
        ("<key>password</key>\n<string>§</string>", "password"),
        ("<name>password</name><value>§</value>", "password"),
        ("<entry key=\"password\">§</entry>", "password"),
        ("<string name=\"token\" translatable=\"false\">§</string>", "token"),
        ("<user name=\"a\" password=\"§\"/>", "password"),
    ]);
}

#[test]
fn command_lines() {
    reads(&[
        ("run --password § -v", "password"),
        ("run --password=§ -v", "password"),
        ("run --db-password '§'", "db-password"),
        ("run -password §", "password"),
        ("helm install --set db.password=§,a=b", "db.password"),
        ("java -Dpassword=§ -jar a", "password"),
        ("msbuild /p:Password=§", "Password"),
        ("kubectl create secret generic a --from-literal=password=§", "password"),
        ("docker run -e DB_PASSWORD=§ a", "DB_PASSWORD"),
        ("mysql -u root -p§ -h a", "-p"),
        ("sshpass -p § ssh a", "-p"),
        ("sshpass -p '§' ssh a", "-p"),
        ("docker login -u a -p § example.org", "-p"),
        ("curl -u user:§ https://example.org", "-u"),
        ("curl -s -u \"user:§\" \\\n  https://example.org", "-u"),
        ("htpasswd -bc file user §", "htpasswd"),
        ("openssl rsa -passin pass:§ -in a", "pass"),
    ]);
}

#[test]
fn flags_of_tools_that_only_a_long_value_leads_to() {
    for (form, flag) in [
        ("redis-cli -a § ping", "-a"),
        ("smbclient //a/b -U user%§", "-U"),
        ("ldapsearch -x -w § -b a", "-w"),
        ("sqlcmd -S a -U sa -P §", "-P"),
        ("[\"mysql\", \"-uroot\", \"-p§\"]", "-p"),
    ] {
        let text = form.replace('§', LONG);
        let found = around(text.as_bytes(), run_at(&text, text.find(LONG).unwrap())).unwrap();
        assert_eq!(
            (parts(&text, &found), found.written),
            ((flag.to_owned(), LONG.to_owned()), Written::Argument),
            "{form}"
        );
    }
    assert_eq!(all_named("mkdir -p hun/ter"), []);
    assert_eq!(all_named("mysql -u root -p database"), []);
}

#[test]
fn headers() {
    reads(&[
        ("Authorization: Bearer §", "Authorization"),
        ("Authorization: Basic §", "Authorization"),
        ("X-Api-Key: §", "X-Api-Key"),
        ("PRIVATE-TOKEN: §", "PRIVATE-TOKEN"),
        ("curl -H \"PRIVATE-TOKEN: §\" x", "PRIVATE-TOKEN"),
        ("curl -H 'Authorization: token §' x", "Authorization"),
        (r#""Authorization": "Bearer §""#, "Authorization"),
        (r#"headers = {"Authorization": "token " + "§"}"#, "Authorization"),
        (r#"req.Header.Set("Authorization", "Bearer §")"#, "Authorization"),
        (r#"Authorization: Token token="§""#, "token"),
        ("auth_token = \"Bearer §\"", "auth_token"),
    ]);
}

#[test]
fn queries_and_connection_strings() {
    reads(&[
        ("https://example.org/?access_token=§&a=b", "access_token"),
        ("x = 'https://example.org/?a=b&token=§'", "token"),
        ("Server=a;Password=§;Timeout=1", "Password"),
        ("\"Server=a;Pwd=§\"", "Pwd"),
        ("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=§;x", "AccountKey"),
        ("Endpoint=sb://a/;SharedAccessKey=§", "SharedAccessKey"),
    ]);
}

#[test]
fn databases() {
    reads(&[
        ("CREATE USER a IDENTIFIED BY '§';", "IDENTIFIED"),
        ("ALTER USER a WITH PASSWORD '§';", "PASSWORD"),
        ("SET PASSWORD = '§'", "PASSWORD"),
        ("SET PASSWORD FOR a = '§'", "PASSWORD"),
        ("IDENTIFIED WITH mysql_native_password BY '§'", "mysql_native_password"),
    ]);
}

#[test]
fn how_it_is_written() {
    for (text, written, quoted) in [
        ("password = \"hunter2\"", Written::Assigned, true),
        ("password: hunter2", Written::Assigned, false),
        ("run --password hunter2", Written::Argument, false),
        ("run --set a.password=hunter2", Written::Argument, false),
        ("X-Token: hunter2", Written::Header, false),
        ("token = 'Bearer hunter2'", Written::Header, true),
        ("\"https://example.org/?a=b&token=hunter2\"", Written::Url, true),
    ] {
        let found = all_named(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].written, found[0].quoted), (written, quoted), "{text}");
    }
}

#[test]
fn a_value_is_whole() {
    for (text, value) in [
        ("password = \"a b!c$d\"", "a b!c$d"),
        ("password = 'it\\'s'", "it\\'s"),
        ("password: 'it''s'", "it''s"),
        ("db.password=correct horse\n", "correct horse"),
        ("password: correct horse # old", "correct horse"),
        ("DB_PASSWORD=p@ss,w;rd&x\n", "p@ss,w;rd&x"),
        ("password: |\n  one\n  two\nb: c", "one\n  two"),
        ("\"password\": \"a\", \"b\": \"c\"", "a"),
        ("x = \"a: b\\npassword: c d\\ne: f\"", "c d"),
        ("x = \"a=b\\nexport DB_PASSWORD=c\\nd\"", "c"),
        ("password: {{ .Values.x }}", "{{ .Values.x }}"),
        ("export const password = getPassword(1);", "getPassword(1)"),
    ] {
        let values: Vec<_> = all_named(text).iter().map(|candidate| parts(text, candidate).1).collect();
        assert!(values.contains(&value.to_owned()), "{text:?} gives {values:?}");
    }
}

#[test]
fn a_run_is_widened_to_its_value() {
    for (text, value) in [
        ("password = \"!a?§#(x\"", "!a?§#(x"),
        ("PASSWORD=!a%§$x\n", "!a%§$x"),
        ("secret: a@§\n", "a@§"),
        ("note = \"the key is § today\"", "§"),
    ] {
        let text = text.replace('§', LONG);
        let found = around(text.as_bytes(), run_at(&text, text.find(LONG).unwrap())).unwrap();
        assert_eq!(parts(&text, &found).1, value.replace('§', LONG), "{text}");
    }
}

#[test]
fn what_is_no_assignment() {
    for text in [
        "the password is in the vault", "password:\nuser: a", "password=\nuser=a", "PASSWORD=\nUSER=a",
        "passwords: [\n]", "password: {", "password = foo(\"", "registry/password:latest", "password::new()",
        "secretName: web", "password_file = \"x\"", "password: \"\"", "<password></password>", "<password/>",
        "- name: DB_PASSWORD\n  valueFrom: x", "- name: DB_PASSWORD\n- name: A\n  value: b",
        "{\"name\":\"token\"},{\"value\":\"x\"}", "run --password --verbose", "@password: what the caller knows",
        "fn a(b: Arc<Secret>, c: D) -> E<F>",
    ] {
        assert_eq!(all_named(text), [], "{text:?}");
    }
    let text = format!("x {LONG} y");
    assert_eq!(around(text.as_bytes(), run_at(&text, 3)), None);
}

#[test]
fn hostile_repetitions_take_linear_time() {
    let pieces = [
        "pass", "password ", "password=", "password=\"", "password='", "password=\"\\", "password: |\n ", "pwd,",
        "name: password\n", "value: x\n", "{\"name\":\"password\",", "mysql -p", " -p", "<password>", "<password a=",
        "password: a, ", "password(\"a\",", "password([", "password: String ", "\\", "\"", "password\\\"", "a.",
        "password =\n", "password: \n  ", "${password:-", "-", "password=Bearer ", "IED BY '", "Authorization: ",
    ];
    for piece in pieces {
        let text = piece.repeat((1 << 15) / piece.len());
        let start = Instant::now();
        std::hint::black_box(all_named(&text));
        for at in (0..text.len()).step_by(17) {
            std::hint::black_box(around(text.as_bytes(), Span::new(at, (at + 16).min(text.len()))));
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
    }
}

/// What hostile text is made of.
const PIECES: &[&str] = &[
    "pass", "password", "API Key", "-Dsecret", "\\n", "\\", "\"", "'", "`", "=", ":", "::", "=>", "->", "(", ")", "[",
    "]", "{", "}", "<", ">", "</", "/>", "<value>", "<![CDATA[", "]]>", "name", "value", "default", "variable ", " -p",
    " -u ", "mysql", "curl", "user:", "IDENTIFIED BY", "Bearer ", "Basic ", "Authorization", "token", "Provider",
    "new ", "String", "Some(", "!!str ", "&quot;", "${", ":-", "|", "\n", "\n  ", "\r\n", "- ", " ", "\t", ",", ";",
    "é", "\u{201c}", "\u{a0}", "пароль", LONG, "12", ".", "-", "--", "_", "#", "//", " || ", " or ", "htpasswd -b ",
    "pass:", "\u{feff}", "ConvertTo-SecureString ", "r#", "@", "$", "\"\"\"", "'''", "for ", "as ", "default=", "\0",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]
    #[test]
    fn spans_are_inside_and_apart(bytes in any::<Vec<u8>>(), pieces in vec(select(PIECES), 0..24), len in 1..24usize) {
        for bytes in [bytes.as_slice(), pieces.concat().as_bytes()] {
            let (mut found, leads): (_, Vec<Literal>) = (Vec::new(), leads().collect());
            for at in 0..bytes.len() {
                if leads.iter().any(|lead| lead.begins(&bytes[at..])) {
                    named(bytes, at, &mut found);
                }
                found.extend(around(bytes, Span::new(at, (at + len).min(bytes.len()))));
            }
            for Candidate { value, name, .. } in found {
                prop_assert!(!value.is_empty() && value.end <= bytes.len());
                prop_assert!(name.is_none_or(|name| !name.is_empty() && name.end <= bytes.len() && !name.meets(value)));
            }
        }
    }
}
