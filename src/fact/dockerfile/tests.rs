//! What Dockerfiles say, fact by fact.

use proptest::prelude::{prop_assert, proptest};

use super::{BakedKind, Worth, facts};
use crate::document::dockerfile::parse;
use crate::fact::{Facts, Known, Part};
use crate::text::{RepoPath, Side, Text};

fn of(text: &str) -> Facts {
    facts(&parse(&Text::new(Side::Head, RepoPath::from("Dockerfile"), text.as_bytes().to_vec())))
}

fn bytes(part: &Part) -> String {
    assert_eq!(part.site.bytes(), part.text.as_bytes());
    format!("{}@{}", part.text, part.site.span.start)
}

/// `owner place repository|tag`, each piece with where it stands; `?` where it is not known.
fn images(text: &str) -> Vec<String> {
    let piece = |known: &Known<Part>| match known {
        Known::Missing => "-".to_owned(),
        Known::Unknown => "?".to_owned(),
        Known::Known(part) => bytes(part),
    };
    let facts = of(text);
    let shown = facts.images.iter();
    shown
        .map(|image| format!("{} {:?} {}|{}", image.owner, image.place, piece(&image.repository), piece(&image.tag)))
        .collect()
}

#[test]
fn every_image_is_named_once() {
    assert_eq!(
        images(
            "# syntax=docker/dockerfile:1\nARG V=latest\nFROM golang:1.23 AS build\nRUN --mount=type=bind,from=a/b:2,source=/x y\n\
             FROM build AS test\nFROM alpine:${V}\nCOPY --from=build /a /b\nCOPY --from=0 /a /b\nCOPY --from=busybox:1 /a /b\n\
             ONBUILD COPY --from=c/d /a /b\n"
        ),
        [
            "syntax Syntax docker/dockerfile@9|1@27", "stage build from BuildStage golang@47|1.23@54",
            "stage build mount-from a/b BuildStage a/b@95|2@99", "stage final from FinalStage alpine@137|latest@35",
            "stage final copy-from busybox BuildStage busybox@205|1@213",
            "stage final onbuild copy-from c/d BuildStage c/d@241|-",
        ]
    );
}

#[test]
fn what_only_the_build_knows_is_unknown() {
    assert_eq!(images("ARG B\nFROM $B"), ["stage final from FinalStage ?|?"]);
    assert_eq!(images("FROM a:${V:-latest}"), ["stage final from FinalStage a@5|latest@12"]);
    assert_eq!(images("ARG B=a:1\nFROM $B"), ["stage final from FinalStage a@6|1@8"]);
    assert_eq!(
        images("FROM a:1\nCOPY --from=$X /a /b"),
        ["stage final from FinalStage a@5|1@7", "stage final copy-from … BuildStage ?|?"]
    );
}

#[test]
fn stages_scratch_and_build_contexts_are_no_images() {
    assert_eq!(images("FROM scratch AS alpine\nFROM alpine\nFROM Alpine AS x"), Vec::<String>::new());
    assert_eq!(images("FROM scratch\nCOPY --from=assets /a /b\nCOPY --from=1 /a /b"), Vec::<String>::new());
    assert_eq!(images("FROM alpine AS alpine\nFROM alpine"), ["stage alpine from FinalStage alpine@5|-"]);
    assert_eq!(images("FROM debian:{{ tag }}"), ["stage final from FinalStage debian@5|?"]);
}

#[test]
fn a_stage_inherits_what_it_stands_on() {
    let facts = of(
        "FROM debian:12 AS base\nUSER app\nRUN apt-get install -y gcc\nCMD x\nFROM scratch AS other\nFROM base\nCOPY a b\n",
    );
    let last = facts.stages.last().unwrap();
    assert!(last.is_final && !last.from_scratch);
    assert_eq!(last.base.as_ref().map(crate::fact::Image::shown).as_deref(), Some("debian:12"));
    assert_eq!(last.user.get().map(|user| user.text.as_str()), Some("app"));
    assert_eq!(last.packages.iter().map(bytes).collect::<Vec<_>>(), ["gcc@55"]);
    assert_eq!(last.start.as_ref().map(|site| site.bytes().to_vec()).as_deref(), Some(b"CMD x".as_slice()));
    assert!(facts.stages[1].from_scratch && facts.stages[0].packages.is_empty());
}

#[test]
fn users_come_from_variables_where_the_file_tells() {
    let user = |text: &str| of(text).stages.into_iter().next_back().unwrap().user;
    assert!(user("FROM a").is_missing());
    assert!(matches!(user("FROM a\nUSER $U"), Known::Unknown));
    assert!(matches!(user("FROM a\nARG U=root\nUSER $U:0"), Known::Known(part) if part.text == "root:0"));
}

/// The build tools that a final stage of these instructions keeps.
fn packages(body: &str) -> Vec<String> {
    let stage = of(&format!("FROM a\n{body}")).stages.into_iter().next_back().unwrap();
    stage.packages.into_iter().map(|part| part.text).collect()
}

#[test]
fn build_tools_that_go_again_are_not_kept() {
    assert_eq!(
        packages("RUN apt-get -y -o X=gcc install --no-install-recommends gcc=4:12 curl libpq-dev \\\n make"),
        ["gcc", "libpq-dev", "make"]
    );
    assert_eq!(packages("RUN apk add --no-cache --virtual .build gcc && make && apk del .build"), Vec::<String>::new());
    assert_eq!(packages("RUN apk add -t .build gcc g++; apk add make; apk del .build"), ["make"]);
    assert_eq!(packages("RUN apt-get install gcc make && apt-get purge -y gcc"), ["make"]);
    assert_eq!(packages("RUN apt-get install gcc && apt-get autoremove -y"), Vec::<String>::new());
    assert_eq!(packages("RUN apt-get install gcc && apt-get purge $DEPS"), Vec::<String>::new());
    assert_eq!(packages("RUN apt-get install gcc\nRUN apt-get remove gcc"), Vec::<String>::new());
    assert_eq!(
        packages("RUN sudo -E apt-get install gcc\nRUN echo apt-get install make\nRUN pip install cmake"),
        ["gcc"]
    );
    assert_eq!(packages("RUN apt-get install libgcc-s1 libstdc++6 ca-certificates curl git"), Vec::<String>::new());
}

/// What caches are left, and the line with the mend applied.
fn caches(body: &str) -> Vec<String> {
    let stage = of(&format!("FROM a\n{body}")).stages.into_iter().next_back().unwrap();
    let mended = |cache: &super::Cache| {
        let edits = [(cache.mend.site.span, cache.mend.text.as_str())];
        let text = crate::text::edit::apply(cache.site.text.bytes(), &edits).unwrap();
        format!("{}: {}", cache.what, String::from_utf8_lossy(&text).trim_start_matches("FROM a\n"))
    };
    stage.caches.iter().map(mended).collect()
}

#[test]
fn caches_that_stay_are_told_with_what_removes_them() {
    assert_eq!(
        caches("RUN apt-get update && apt-get install -y curl >/dev/null && x"),
        [
            "apt package lists: RUN apt-get update && apt-get install -y curl >/dev/null && rm -rf /var/lib/apt/lists/* && x"
        ]
    );
    assert_eq!(caches("RUN apk add -U curl"), ["apk cache: RUN apk add --no-cache -U curl"]);
    assert_eq!(caches("RUN pip3 install -r x"), ["pip cache: RUN pip3 install --no-cache-dir -r x"]);
    assert_eq!(caches("RUN python -m pip install x"), ["pip cache: RUN python -m pip install --no-cache-dir x"]);
    assert_eq!(caches("RUN dnf install -y x"), ["dnf cache: RUN dnf install -y x && dnf clean all"]);
    for clean in [
        "RUN apt-get install x && rm -rf /var/lib/apt/lists/*",
        "RUN --mount=type=cache,target=/var/cache/apt apt-get install x",
        "RUN apk add --no-cache x",
        "RUN apk --no-cache add x",
        "RUN apk add x && rm -rf /var/cache/apk/*",
        "RUN yum -y install x && yum clean all",
        "ENV PIP_NO_CACHE_DIR=1\nRUN pip install x",
        "RUN PIP_NO_CACHE_DIR=1 pip install x",
        "RUN pip install x && rm -rf ~/.cache",
    ] {
        assert_eq!(caches(clean), Vec::<String>::new(), "{clean}");
    }
}

#[test]
fn values_and_files_go_into_layers() {
    let facts = of("ARG A=1\nFROM a\nENV DB_PASSWORD=kS8vQ2mZx1 H=$A U=https://a.example.org/x\nARG B\n\
                    RUN export TOKEN=kS8vQ2mZx1c4 && X=$Y make\nCOPY id_rsa \"b c\" /x\nCOPY --from=a y z\nADD https://example.org/a <<B /x\nB\n");
    let shown: Vec<String> = facts
        .baked
        .iter()
        .map(|baked| match &baked.what {
            BakedKind::Value { literal, worth, host, .. } => {
                let host = host.as_deref().unwrap_or("-");
                format!("{} {literal} {} {host}", baked.owner, *worth == Worth::Credential)
            }
            BakedKind::File { path } => format!("{} {}", path, String::from_utf8_lossy(baked.site.bytes())),
        })
        .collect();
    assert_eq!(
        shown,
        [
            "ARG A true false -", "ENV DB_PASSWORD true true -", "ENV H false false -",
            "ENV U true false a.example.org", "RUN TOKEN true true -", "RUN X false false -", "id_rsa id_rsa", "b \"b",
            "c c\"",
        ]
    );
    assert!(!format!("{:?}", facts.baked).contains("kS8vQ2mZx1"), "a value is no part of a fact");
}

proptest! {
    #[test]
    fn known_pieces_stand_where_they_say(
        text in "((FROM|ARG|COPY --from=|RUN apk add |RUN --mount=from=|USER|ENV|ONBUILD) ?[a-c$\"'\\\\{}:\\-=,@/1 ]{0,12}\n){0,8}"
    ) {
        for image in of(&text).images {
            for part in [&image.repository, &image.tag, &image.digest].into_iter().filter_map(Known::get) {
                let site = &part.site;
                prop_assert!(site.span.len() != part.text.len() || site.bytes() == part.text.as_bytes(), "{part:?}");
            }
        }
    }
}
