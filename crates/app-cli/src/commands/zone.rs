//! A time zone as it is typed: it has to be one that there is.

use planwright::usecases::zones;

use crate::failure::Failure;

/// The name of a zone, such as `Europe/Berlin`.
pub(super) fn named(text: &str) -> Result<String, Failure> {
    let name = text.trim();
    if zones::is_known(name) {
        return Ok(name.to_owned());
    }
    let hint = "give its IANA name, such as Europe/Berlin or America/New_York";
    Err(Failure::usage(format!("{name:?} is no time zone"), hint))
}
