//! The layers together: who wins, where a value comes from, and what happens when several things are wrong.

use super::*;

/// A home, a repository in it, and what the files say.
struct World {
    folder: tempfile::TempDir,
    around: Surroundings,
}

impl World {
    fn new(user: &str, repository: &str, variables: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(home.join("repo/.git")).unwrap();
        std::fs::create_dir_all(home.join("repo/src")).unwrap();
        std::fs::create_dir_all(home.join(".config/planwright")).unwrap();
        std::fs::write(home.join(".config/planwright/config.toml"), user).unwrap();
        std::fs::write(home.join("repo/.planwright.toml"), repository).unwrap();
        let around = Surroundings {
            variables: variables.iter().map(|(k, v)| (k.into(), v.into())).collect(),
            folder: home.join("repo/src"),
            config: Some(home.join(".config")),
            data: Some(home.join("data")),
            home: Some(home),
        };
        Self { folder, around }
    }

    fn load(&self, flags: &Flags) -> Settings {
        Settings::load(flags, &self.around).unwrap()
    }

    /// What is wrong, with the folder of this world taken out.
    fn faults(&self, flags: &Flags) -> Vec<String> {
        let error = Settings::load(flags, &self.around).expect_err("something is wrong");
        let home = self.folder.path().canonicalize().unwrap();
        error.faults().iter().map(|f| f.to_string().replace(&*home.to_string_lossy(), "~")).collect()
    }
}

#[test]
fn a_stronger_layer_wins_and_the_weaker_ones_are_remembered() {
    let world = World::new(
        "depth_limit = 6\nauthor = 'ann'\n",
        "\ndepth_limit = 7\n",
        &[("PLANWRIGHT_DEPTH_LIMIT", "8"), ("USER", "bob")],
    );
    let settings = world.load(&Flags::new().set("depth_limit", "9"));
    assert_eq!(settings.meta("x").depth_limit, 9);
    let explained = settings.explain("depth_limit").unwrap();
    assert_eq!(explained.value.as_deref(), Some("9"));
    assert_eq!(explained.origin.layer(), Layer::Flag);
    let weaker: Vec<_> =
        explained.overridden.iter().map(|(value, origin)| (value.as_str(), origin.layer().word())).collect();
    assert_eq!(weaker, [("8", "environment"), ("7", "repository"), ("6", "user"), ("5", "default")]);
    assert!(explained.overridden[1].1.to_string().ends_with("repo/.planwright.toml:2"));
    assert_eq!(settings.author().name(), "ann");
    assert_eq!(settings.explain("author").unwrap().overridden[0].1.to_string(), "USER");
}

#[test]
fn every_fault_of_every_layer_is_told_at_once() {
    let world = World::new(
        "stroe = 'x'\ndepth_limit = 99\n",
        "editor = 'rm -rf'\napi_key = 'sk-1'\n",
        &[("PLANWRIGHT_COLOR", "pink"), ("PLANWRIGHT_SEED", "x")],
    );
    let flags = Flags::new().set("store", "postgres://ann:sk-2@host/db").set("engin", "x");
    assert_eq!(
        world.faults(&flags),
        [
            "~/.config/planwright/config.toml:1: there is no setting \"stroe\"",
            "~/.config/planwright/config.toml:2: depth_limit must be a whole number from 1 to 64, not 99",
            "~/repo/.planwright.toml:1: editor cannot be set by a repository, as it says which program runs",
            "~/repo/.planwright.toml:2: \"api_key\" looks like a secret, and none is kept in a file",
            "PLANWRIGHT_COLOR: color must be auto, always or never, not \"pink\"",
            "PLANWRIGHT_SEED: seed must be a whole number, not \"x\"",
            "--store: store must be a path, or a URL of a kind that is built in (sqlite), not \"postgres://…@host/db\"",
            "there is no setting \"engin\"",
        ]
    );
}

#[test]
fn what_holds_is_read_beside_what_is_wrong() {
    let world =
        World::new("depth_limit = 6\ncolor = 'pink'\n", "store = \n", &[("PLANWRIGHT_ENGINE", "offline")]);
    let (settings, error) = Settings::load_what_holds(&Flags::new(), &world.around);
    assert_eq!(error.map(|error| error.faults().len()), Some(2));
    assert_eq!((settings.meta("x").depth_limit, settings.engine()), (6, Engine::Offline));
    assert_eq!(settings.color(), Color::Auto);
    assert!(settings.files().repository.is_some());
}

#[test]
fn a_path_begins_where_it_was_written() {
    let home = |world: &World, path: &str| world.folder.path().canonicalize().unwrap().join(path);
    let store =
        |world: &World, flags: &Flags| world.load(flags).store().unwrap().path().unwrap().to_path_buf();
    let world = World::new("store = 'u.db'", "", &[]);
    assert_eq!(store(&world, &Flags::new()), home(&world, ".config/planwright/u.db"));
    let world = World::new("store = 'u.db'", "store = 'r.db'", &[]);
    assert_eq!(store(&world, &Flags::new()), home(&world, "repo/r.db"));
    assert_eq!(store(&world, &Flags::new().set("store", "f.db")), home(&world, "repo/src/f.db"));
    let world = World::new("", "", &[("PLANWRIGHT_STORE", "~/e.db")]);
    assert_eq!(store(&world, &Flags::new()), home(&world, "e.db"));
    let world = World::new("", "", &[("PLANWRIGHT_STORE", "")]);
    assert_eq!(store(&world, &Flags::new()), home(&world, "data/planwright/plan.db"));
}

#[test]
fn a_named_file_takes_the_place_of_the_persons_and_must_be_there() {
    let world = World::new("depth_limit = 6", "", &[]);
    std::fs::write(world.around.folder.join("other.toml"), "depth_limit = 4").unwrap();
    assert_eq!(world.load(&Flags::new()).meta("x").depth_limit, 6);
    assert_eq!(world.load(&Flags::new().config("other.toml")).meta("x").depth_limit, 4);
    assert_eq!(
        world.faults(&Flags::new().config("none.toml")),
        ["cannot read the settings in ~/repo/src/none.toml"]
    );
    let world = World::new("depth_limit = 6", "", &[(CONFIG_VARIABLE, "none.toml")]);
    assert_eq!(world.faults(&Flags::new()).len(), 1);
}

#[test]
fn files_are_named_without_being_read() {
    let world = World::new("this is not TOML", "neither is this", &[]);
    let files = Files::of(&Flags::new(), &world.around);
    assert!(files.user.unwrap().ends_with(".config/planwright/config.toml"));
    assert!(files.repository.unwrap().ends_with("repo/.planwright.toml"));
    assert_eq!(world.faults(&Flags::new()).len(), 2);
}

#[test]
fn a_new_project_takes_its_rules_from_the_settings() {
    let user = "minutes_per_day = 420\nworking_days = ['sun', 'mon']\ntime_zone = 'Asia/Tokyo'\ndate_order = 'dmy'\n";
    let meta = World::new(user, "", &[]).load(&Flags::new()).meta("Move");
    assert_eq!((meta.title.as_str(), meta.minutes_per_day, meta.working_days.count()), ("Move", 420, 2));
    assert_eq!((meta.time_zone.as_str(), meta.date_order), ("Asia/Tokyo", DateOrder::DayMonth));
}

#[test]
fn every_setting_can_be_explained() {
    let settings = World::new("", "", &[("PLANWRIGHT_SEED", "7")]).load(&Flags::new());
    assert_eq!(settings.explain_all().count(), SETTINGS.len());
    assert_eq!(settings.seed(), Some(7));
    let store = settings.explain("store").unwrap();
    assert_eq!(store.origin.to_string(), "the platform's data folder");
    assert_eq!(settings.explain("project").unwrap().value, None);
    assert_eq!(settings.explain("stroe").unwrap_err().faults()[0].hint(), "did you mean store?");
}

#[test]
fn what_is_built_in_needs_no_surroundings() {
    let settings = Settings::default();
    assert_eq!(settings.author().name(), "me");
    assert_eq!(settings.engine(), Engine::Auto);
    assert_eq!((settings.default_duration_minutes(), settings.auto_split_minutes()), (60, 240));
    assert!(settings.store().is_none() && settings.editor().is_none() && settings.repository().is_none());
    assert_eq!(settings.color(), Color::Auto);
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_told() {
    use std::os::unix::ffi::OsStringExt as _;
    let mut world = World::new("", "", &[]);
    let value = std::ffi::OsString::from_vec(vec![b'1', 0xff]);
    world.around.variables.insert("PLANWRIGHT_DEPTH_LIMIT".into(), value);
    assert_eq!(world.faults(&Flags::new()).len(), 1);
}
