//! Time zones by name. One zone is read as one file: listing all zones there are, as a database of them does when it is
//! opened, would cost more than the rest of the start-up.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use crate::Surroundings;

/// Where unix-like systems keep their zones.
const FOLDERS: [&str; 3] = ["/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"];

/// The zone of this IANA name.
pub(crate) fn named(name: &str) -> Option<TimeZone> {
    if name == "UTC" {
        return Some(TimeZone::UTC);
    }
    if !looks_like_a_name(name) {
        return None;
    }
    let read = |folder: &&str| {
        let bytes = std::fs::read(Path::new(folder).join(name)).ok()?;
        TimeZone::tzif(name, &bytes).ok()
    };
    FOLDERS.iter().find_map(read).or_else(|| TimeZone::get(name).ok())
}

/// The IANA name of the system's zone, `UTC` where it has none.
pub(crate) fn of_system(around: &Surroundings) -> String {
    if let Some(name) = around.variable("TZ").and_then(name_in_variable) {
        return name;
    }
    if let Some(name) = std::fs::read_link("/etc/localtime").ok().and_then(|link| name_in_path(&link)) {
        return name;
    }
    let by_other_ways = || TimeZone::try_system().ok()?.iana_name().map(str::to_owned);
    if cfg!(unix) { "UTC".to_owned() } else { by_other_ways().unwrap_or_else(|| "UTC".to_owned()) }
}

/// `TZ` may be a name, a path, or rules without a name, which are of no use here.
fn name_in_variable(value: &str) -> Option<String> {
    let value = value.strip_prefix(':').unwrap_or(value);
    if value.starts_with('/') {
        return name_in_path(Path::new(value));
    }
    named(value).map(|_| value.to_owned())
}

fn name_in_path(path: &Path) -> Option<String> {
    let mut parts = path.components();
    parts.by_ref().find(|part| part.as_os_str().to_str().is_some_and(|p| p.starts_with("zoneinfo")))?;
    let name = parts.as_path().components().collect::<PathBuf>().to_str()?.to_owned();
    looks_like_a_name(&name).then_some(name)
}

fn looks_like_a_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/_+-".contains(c);
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.len() < 64 && name.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_found_by_its_name() {
        let berlin = named("Europe/Berlin").unwrap();
        assert_eq!(berlin.iana_name(), Some("Europe/Berlin"));
        let noon: jiff::Timestamp = "2026-07-01T12:00:00Z".parse().unwrap();
        assert_eq!(berlin.to_offset(noon).seconds(), 7200);
        assert_eq!(named("UTC"), Some(TimeZone::UTC));
    }

    #[test]
    fn what_is_no_name_is_no_zone() {
        for name in
            ["", "Atlantis/Centre", "../../../etc/passwd", "/etc/localtime", "Europe", "EST5EDT,M3.2.0"]
        {
            assert_eq!(named(name), None, "{name}");
        }
    }

    #[test]
    fn the_name_stands_behind_the_folder_of_zones() {
        let name = |path: &str| name_in_path(Path::new(path));
        assert_eq!(
            name("/usr/share/zoneinfo/America/Argentina/Ushuaia").unwrap(),
            "America/Argentina/Ushuaia"
        );
        assert_eq!(name("/var/db/timezone/zoneinfo/Asia/Tokyo").unwrap(), "Asia/Tokyo");
        assert_eq!(name("../usr/share/zoneinfo.default/Europe/Paris").unwrap(), "Europe/Paris");
        assert_eq!(name("/etc/some/file"), None);
    }

    #[test]
    fn a_variable_says_the_zone_if_it_names_one() {
        assert_eq!(name_in_variable(":Europe/Berlin").as_deref(), Some("Europe/Berlin"));
        assert_eq!(name_in_variable(":/usr/share/zoneinfo/Asia/Tokyo").as_deref(), Some("Asia/Tokyo"));
        assert_eq!(name_in_variable("<-03>3"), None);
        let variables = [("TZ".into(), "Asia/Tokyo".into())];
        let around = Surroundings { variables: variables.into(), ..Surroundings::default() };
        assert_eq!(of_system(&around), "Asia/Tokyo");
    }
}
