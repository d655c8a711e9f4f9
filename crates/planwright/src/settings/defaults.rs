//! What holds when nobody says anything: values built in, and values taken from the system. Nothing here is slow: no
//! program is run and no database of time zones is opened.

use planwright_domain::{DateOrder, WorkingDays};
use planwright_planner::Options;

use super::value::{Color, Engine, Values};
use crate::address::Address;
use crate::{Surroundings, zone};

/// The folder of ours in the platform's folders of settings and of data.
pub(crate) const FOLDER: &str = "planwright";

/// Where a default that is not built in comes from, by key.
pub(crate) type Sources = Vec<(&'static str, &'static str)>;

/// The defaults in these surroundings, and which of them the surroundings gave.
pub(crate) fn of(around: &Surroundings) -> (Values, Sources) {
    let mut sources = Vec::new();
    let mut from = |key, source: &'static str| sources.push((key, source));
    let first = |names: &[&'static str]| {
        let value = |name| around.variable(name).map(str::trim).filter(|value| !value.is_empty());
        names.iter().find_map(|name| value(name).map(|value| (*name, value.to_owned())))
    };
    let store = around.data.as_ref().map(|data| Address::file(data.join(FOLDER).join("plan.db")));
    if store.is_some() {
        from("store", "the platform's data folder");
    }
    let author = first(&["USER", "LOGNAME", "USERNAME"]).map_or_else(
        || "me".to_owned(),
        |(name, value)| {
            from("author", name);
            value
        },
    );
    let editor = first(&["VISUAL", "EDITOR"]).map(|(name, value)| {
        from("editor", name);
        value
    });
    let date_order = first(&["LC_ALL", "LC_TIME", "LANG"]).map_or(DateOrder::MonthDay, |(name, value)| {
        from("date_order", name);
        order_of(&value)
    });
    let color = match around.variable("NO_COLOR") {
        Some(_) => {
            from("color", "NO_COLOR");
            Color::Never
        }
        None => Color::Auto,
    };
    from("time_zone", "the system");
    let values = Values {
        store,
        engine: Engine::Auto,
        author,
        project: None,
        depth_limit: 5,
        minutes_per_day: 480,
        working_days: WorkingDays::MONDAY_TO_FRIDAY,
        time_zone: zone::of_system(around),
        date_order,
        default_duration_minutes: 60,
        auto_split_minutes: 240,
        drafting: Options::default(),
        color,
        editor,
    };
    (values, sources)
}

/// How a locale (`de_DE.UTF-8`, `C`) writes dates in numbers.
fn order_of(locale: &str) -> DateOrder {
    let name = locale.split(['.', '@']).next().unwrap_or_default();
    match name.to_ascii_lowercase().replace('-', "_").as_str() {
        "en_us" | "c" | "posix" => DateOrder::MonthDay,
        _ => DateOrder::DayMonth,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Values {
        let variables = variables.iter().map(|(k, v)| (k.into(), v.into())).collect();
        of(&Surroundings { variables, data: Some("/data".into()), ..Surroundings::default() }).0
    }

    #[test]
    fn the_locale_says_how_dates_are_read() {
        use DateOrder::{DayMonth, MonthDay};
        for (locale, order) in [
            ("en_US.UTF-8", MonthDay),
            ("en-US", MonthDay),
            ("C", MonthDay),
            ("C.UTF-8", MonthDay),
            ("POSIX", MonthDay),
            ("en_GB.UTF-8", DayMonth),
            ("de_DE@euro", DayMonth),
            ("fr", DayMonth),
        ] {
            assert_eq!(with(&[("LANG", locale)]).date_order, order, "{locale}");
        }
        assert_eq!(with(&[]).date_order, MonthDay);
    }

    #[test]
    fn the_stronger_variable_of_a_locale_wins() {
        let locale = [("LANG", "en_US"), ("LC_TIME", "de_DE"), ("LC_ALL", "")];
        assert_eq!(with(&locale).date_order, DateOrder::DayMonth);
        assert_eq!(with(&[("LC_ALL", "C"), ("LC_TIME", "de_DE")]).date_order, DateOrder::MonthDay);
    }

    #[test]
    fn the_author_is_who_logged_in() {
        assert_eq!(with(&[("USER", "ann"), ("LOGNAME", "bob")]).author, "ann");
        assert_eq!(with(&[("LOGNAME", "bob")]).author, "bob");
        assert_eq!(with(&[]).author, "me");
    }

    #[test]
    fn the_store_lies_in_the_data_folder() {
        assert_eq!(with(&[]).store, Some(Address::file("/data/planwright/plan.db")));
        assert_eq!(of(&Surroundings::default()).0.store, None);
    }

    #[test]
    fn the_environment_chooses_editor_and_colour() {
        let values =
            with(&[("EDITOR", "ed"), ("VISUAL", "emacs -nw"), ("NO_COLOR", "1"), ("TZ", "Asia/Tokyo")]);
        assert_eq!(values.editor.as_deref(), Some("emacs -nw"));
        assert_eq!(values.color, Color::Never);
        assert_eq!(values.time_zone, "Asia/Tokyo");
    }
}
