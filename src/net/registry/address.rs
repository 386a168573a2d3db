//! Which addresses may be asked. A registry's name comes from the change, so that its author chooses where requests go: not to the
//! machine that the gate runs on, nor to the network or the cloud around it, unless the configuration names that host.

use std::error::Error;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Networks that are not the public internet: first address and length of the prefix.
/// <https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml>
const CLOSED_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 3),
    // What Azure's machines ask about themselves.
    // <https://learn.microsoft.com/en-us/azure/virtual-network/what-is-ip-address-168-63-129-16>
    (Ipv4Addr::new(168, 63, 129, 16), 32),
];

/// The same for IPv6. Only `2000::/3` is public at all.
/// <https://www.iana.org/assignments/iana-ipv6-special-registry/iana-ipv6-special-registry.xhtml>
const CLOSED_V6: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

const PUBLIC_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// IPv6 networks in which an IPv4 address stands, and the bit at which it starts: mapped, NAT64, 6to4.
const CARRIERS: &[(Ipv6Addr, u32, u32)] = &[
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, 96),
    (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96, 96),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, 16),
];

/// Whether `address` is one of the public internet.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !CLOSED_V4.iter().any(|&(network, length)| {
            let shift = 32 - length;
            u32::from(address) >> shift == u32::from(network) >> shift
        }),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let is_in =
        |&(network, length): &(Ipv6Addr, u32)| (u128::from(address) ^ u128::from(network)) >> (128 - length) == 0;
    if let Some((.., start)) = CARRIERS.iter().find(|(network, length, _)| is_in(&(*network, *length))) {
        // The 32 bits from `start` on.
        let carried = (u128::from(address) >> (96 - start)) & u128::from(u32::MAX);
        return u32::try_from(carried).is_ok_and(|carried| is_public(Ipv4Addr::from(carried).into()));
    }
    is_in(&PUBLIC_V6) && !CLOSED_V6.iter().any(is_in)
}

/// Looks up the names that one host's client asks for.
#[derive(Debug)]
pub(super) struct Resolver {
    /// The host whose addresses must be public. Any other name that is looked up is that of a proxy, which the environment chose.
    pub(super) guarded: Option<String>,
}

/// The name has addresses, and none of them may be asked.
#[derive(Debug)]
pub(super) struct Refused;

/// The name has no address.
#[derive(Debug)]
pub(super) struct Unresolved(String);

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let is_guarded = self.guarded.as_deref().is_some_and(|host| host.eq_ignore_ascii_case(name.as_str()));
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await;
            let found: Vec<SocketAddr> = found.map_err(|error| Unresolved(error.to_string()))?.collect();
            if found.is_empty() {
                return Err(Unresolved("the name exists but has no address".to_owned()).into());
            }
            let allowed = |address: &SocketAddr| !is_guarded || is_public(address.ip());
            let allowed: Vec<SocketAddr> = found.into_iter().filter(allowed).collect();
            if allowed.is_empty() { Err(Refused.into()) } else { Ok(Box::new(allowed.into_iter()) as Addrs) }
        })
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a public address")
    }
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Refused {}
impl Error for Unresolved {}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::is_public;

    #[test]
    fn only_the_public_internet_is_public() {
        let public = |text: &str| is_public(text.parse::<IpAddr>().unwrap());
        for text in [
            "0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9",
            "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.0.0.192", "198.19.0.1", "224.0.0.1",
            "239.1.1.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1", "fe80::1", "fec0::1", "fc00::1",
            "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1", "::127.0.0.1",
            "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001::1", "2001:db8::1",
            "100::1",
        ] {
            assert!(!public(text), "{text}");
        }
        for text in [
            "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1", "169.253.0.1",
            "168.63.129.17", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "2002:808:808::1", "::ffff:8.8.8.8",
            "64:ff9b::808:808", "2001:4860:4860::8888",
        ] {
            assert!(public(text), "{text}");
        }
    }
}
