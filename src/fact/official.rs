//! The images that can be pulled by a bare name.

/// Whether Docker Hub serves an image by this bare name, among its official ones.
#[must_use]
pub(super) fn is_one(name: &str) -> bool {
    OFFICIAL.binary_search(&name).is_ok()
}

/// Docker Hub's official images (<https://github.com/docker-library/official-images/tree/master/library>) and those that once were,
/// which it still serves; sorted.
const OFFICIAL: &[&str] = &[
    "adminer", "adoptopenjdk", "aerospike", "almalinux", "alpine", "alt", "amazoncorretto", "amazonlinux",
    "api-firewall", "arangodb", "archlinux", "backdrop", "bash", "bonita", "buildpack-deps", "busybox", "caddy",
    "cassandra", "celery", "centos", "chronograf", "cirros", "clearlinux", "clefos", "clickhouse", "clojure",
    "composer", "consul", "convertigo", "couchbase", "couchdb", "crate", "crux", "dart", "debian", "django", "docker",
    "drupal", "eclipse-mosquitto", "eclipse-temurin", "eggdrop", "elasticsearch", "elixir", "emqx", "erlang",
    "euleros", "express-gateway", "fedora", "flink", "fluentd", "friendica", "fsharp", "gazebo", "gcc", "geonetwork",
    "ghost", "glassfish", "golang", "gradle", "groovy", "haproxy", "haskell", "haxe", "hello-seattle", "hello-world",
    "hipache", "hitch", "hola-mundo", "httpd", "hylang", "ibmjava", "influxdb", "iojs", "irssi", "java", "jetty",
    "jobber", "joomla", "jruby", "julia", "kaazing-gateway", "kapacitor", "kibana", "known", "kong", "krakend",
    "lightstreamer", "liquibase", "logstash", "mageia", "mariadb", "matomo", "maven", "mediawiki", "memcached",
    "mongo", "mongo-express", "monica", "mono", "mysql", "nats", "nats-streaming", "neo4j", "neurodebian", "nextcloud",
    "nginx", "node", "notary", "nuxeo", "odoo", "open-liberty", "openjdk", "opensuse", "oraclelinux", "orientdb",
    "owncloud", "percona", "perl", "phoronix", "photon", "php", "php-zendserver", "phpmyadmin", "piwik", "plone",
    "postfixadmin", "postgres", "pypy", "python", "r-base", "rabbitmq", "rails", "rakudo-star", "rapidoid", "redis",
    "redmine", "registry", "rethinkdb", "rockylinux", "ros", "ruby", "rust", "sapmachine", "satosa", "sentry",
    "silverpeas", "sl", "solr", "sonarqube", "sourcemage", "spark", "spiped", "storm", "swarm", "swift", "swipl",
    "teamspeak", "telegraf", "thrift", "tomcat", "tomee", "traefik", "ubuntu", "ubuntu-debootstrap", "ubuntu-upstart",
    "unit", "varnish", "vault", "websphere-liberty", "wordpress", "xwiki", "yourls", "znc", "zookeeper",
];

#[cfg(test)]
mod tests {
    use super::{OFFICIAL, is_one};

    #[test]
    fn the_list_is_sorted() {
        assert!(OFFICIAL.is_sorted());
        assert!(is_one("redis") && is_one("centos") && !is_one("frontend") && !is_one("scratch"));
    }
}
