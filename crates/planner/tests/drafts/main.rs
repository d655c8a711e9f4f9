//! What drafts hold, on texts of our own, and the laws they keep on any text at all. Must never look inside the planner.

mod amounts;
mod beside_days;
mod carried;
mod conditions;
mod crew;
mod laws;
mod lean;
mod options;
mod order;
mod paragraphs;
mod said;
mod seeds;
mod show;
mod siblings;
mod tight;
mod together;
mod told;
mod turns;
mod turns_taken;
