//! Who does what, as minutes and lists tell it.

use crate::support::check;

#[test]
fn whoever_was_there_does_what_stands_behind_their_name() {
    check(
        "# Minutes of the garden club
Attendees: Ines, Paul Roy, Tomás

## Action items
- [ ] Ines: finish the drawings by 2026-03-10
- [ ] Paul: get a quote (by 2026-03-12)
- [x] Paul to book the room
- [ ] Tomás & Ines: move the shed (2d)
- [ ] Paint: order two tins
",
        "1 finish the drawings by 2026-03-10 due 2026-03-10 @Ines
         2 get a quote due 2026-03-12 @Paul
         3 book the room done @Paul
         4 move the shed 960m @Ines @Tomás
         5 Paint: order two tins",
    );
    check(
        "# Protokoll

## Teilnehmer
- Lena
- Jonas Weber

## Aufgaben
- Lena – Zaun streichen (1 Tag)
- Jonas: Holz bestellen
",
        "1 Zaun streichen 480m @Lena
         2 Holz bestellen @Jonas",
    );
}

#[test]
fn whoever_works_somewhere_is_known_alone_in_a_bracket_or_behind_a_dash() {
    check(
        "# Shed

- [ ] Dig (2d)
  Owner: Priya
- [ ] Pour (1d) (Priya)
- [ ] Frame – Priya
- [ ] Paint (red)
- [ ] Varnish (Oak)
",
        "1 Dig 960m @Priya
         2 Pour 480m @Priya
         3 Frame @Priya
         4 Paint (red)
         5 Varnish (Oak)",
    );
}

#[test]
fn the_end_of_a_sentence_is_no_part_of_a_name() {
    check(
        "- [ ] Dig (2d). Owner: Dana.
- [ ] Pour
  Owner: J. R. Low
",
        "1 Dig 960m @Dana
         2 Pour @J. R. Low",
    );
}

#[test]
fn a_title_in_front_or_a_place_behind_efforts_shows_a_name() {
    check(
        "# Umzug

- Ist-Aufnahme – 3 Tage – Hr. Schulz
- Plan – 2 Tage – Fr. Klein
- Racks – 1 Tag – Umbau
",
        "1 Ist-Aufnahme 1440m @Hr. Schulz
         2 Plan 960m @Fr. Klein
         3 Racks – Umbau 480m",
    );
    check(
        "# Testes

- Ambiente — 4h — João
- Dados — 2h — Maria
- Carga — 1h — João
",
        "1 Ambiente 240m @João
         2 Dados 120m @Maria
         3 Carga 60m @João",
    );
}
