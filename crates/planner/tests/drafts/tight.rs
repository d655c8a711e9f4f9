//! Plans that cannot hold are told of, in other words and languages, and those that can are not.

use crate::show::Drafted;

fn warns(code: &str, texts: &[&str]) {
    for text in texts {
        let plan = Drafted::of(text);
        assert!(plan.warned(code), "{:?}: {text}", plan.reading.warnings);
    }
}

fn holds(texts: &[&str]) {
    for text in texts {
        let plan = Drafted::of(text);
        for code in ["contradiction", "deadline-too-tight", "scope-too-large", "scope-beyond-draft"] {
            assert!(!plan.warned(code), "{:?}: {text}", plan.reading.warnings);
        }
    }
}

#[test]
fn what_comes_first_has_no_later_day() {
    warns(
        "contradiction",
        &[
            "Open the climbing hall on 12 June. The wall inspection is booked for 16 June and must be passed before opening.",
            "Die Eröffnung ist am 10. April. Die Abnahme findet am 14. April statt und muss vor der Eröffnung erfolgen.",
            "The flyers are delivered on 14 May. We hand them out at the fair on 10 May, after the delivery.",
        ],
    );
    holds(&[
        "Open the climbing hall on 12 June. The wall inspection is booked for 9 June and must be passed before opening.",
        "Die Eröffnung ist am 10. April. Die Abnahme findet am 8. April statt und muss vor der Eröffnung erfolgen.",
    ]);
}

#[test]
fn stated_work_fits_the_hours_until_its_day() {
    warns(
        "deadline-too-tight",
        &[
            "I can give the choir archive 3 hours a week. Sort the scores (14 hours), copy the letters (18 hours). It should all be online by the end of March.",
            "We have 5 hours a week for the newsletter. Design it (30 hours) and write the first issue (25 hours) by the end of April.",
            "Tenho 4 horas por semana. Escrever o manual (30 horas) até 20 de março.",
            "Je n'ai que 2 heures par semaine : écrire le guide (30 heures) avant le 31 mars.",
        ],
    );
    holds(&[
        "We have 15 hours a week for the newsletter. Design it (30 hours) and write the first issue (25 hours) by the end of April.",
        "Tenho 20 horas por semana. Escrever o manual (30 horas) até 20 de março.",
    ]);
}

#[test]
fn a_scope_beyond_all_measure_is_told() {
    warns(
        "scope-too-large",
        &[
            "Dig a 9 km railway tunnel under the lake in three weeks with four people.",
            "Lay 30 km of cable through the forest in two weeks with three people.",
            "Doktorarbeit in einer Woche schreiben, von der Recherche bis zur Abgabe.",
            "Écrire une thèse de doctorat en une semaine.",
            "一周内写完博士论文。",
            "Bis Freitag 40.000 Seiten einscannen.",
            "We need the whole platform in 3 days.",
            "We need ISO 27001 certification by Monday.",
            "Get our medical device certified by next Friday.",
        ],
    );
    holds(&[
        "Walk 12 km along the canal by Friday.",
        "Print the certificates for the course by Friday.",
        "Bis Freitag 40 Seiten einscannen.",
    ]);
}

#[test]
fn what_only_comes_after_the_deadline_is_told() {
    warns(
        "contradiction",
        &[
            "The audit must be finished by 10 March, but the documents only arrive on 16 March.",
            "The exhibition opens on 2 May, but the paintings are only delivered on 5 May.",
            "Die Website soll am 1. April online gehen, der Inhalt kommt aber erst am 15. April.",
            "O relatório tem de ser entregue até 6 de março, mas os dados só chegam no dia 12 de março.",
            "Le rapport doit être prêt le 6 mars, mais les chiffres n'arrivent que le 12 mars.",
            "El informe debe estar listo el 6 de marzo, pero los datos no llegan hasta el 12 de marzo.",
        ],
    );
    holds(&[
        "The audit must be finished by 10 April, and the documents arrive on 16 March.",
        "Le rapport doit être prêt le 6 avril, mais les chiffres n'arrivent que le 12 mars.",
    ]);
}

#[test]
fn costs_beyond_the_budget_are_told() {
    warns(
        "budget-exceeded",
        &[
            "Summer party on 4 July. The budget is 3,000 euros; the stage costs 2,500 euros, the band 4,000 euros.",
            "4月20日举办年会。预算5000元，场地费8000元。",
            "Sommerfest am 4. Juli, Budget 2.000 €. Das Zelt kostet 1.500 €, das Essen 900 €.",
        ],
    );
}

#[test]
fn pieces_that_cannot_be_done_in_time_are_told() {
    warns(
        "deadline-too-tight",
        &[
            "Upgrade all 14 microservices to Java 21 by 13 March; each service needs 2 days. Afterwards the old agents are switched off.",
            "D'ici demain, traduire 300 pages ; une page prend une heure.",
            "Repeindre 60 salles avant vendredi : une demi-journée par salle, un seul peintre.",
            "Bis morgen 500 Rechnungen prüfen, jede dauert 10 Minuten, ich bin allein.",
            "两名工人三天内粉刷120间房，每间需要一天。",
        ],
    );
}
