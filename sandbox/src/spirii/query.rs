//! The parameters of the listing, read strictly: an unknown name, and a name given twice that takes one value, are errors.

use commerce_customers::rules::Instant;

use crate::problem::Problem;
use crate::store::operators::{Condition, Moment, Selection, Side, SortBy};

const DEFAULT_LIMIT: i64 = 50;

const TYPES: [&str; 4] = ["Private", "Business", "CPO", "CPOSubsidiary"];

/// What the text behind the `?` asks for.
pub(super) fn read(text: &str) -> Result<Selection, Problem> {
    let mut query = Query::default();
    for (name, value) in form_urlencoded::parse(text.as_bytes()) {
        query.take(&name, &value)?;
    }
    query.selection()
}

/// What was read so far.
#[derive(Debug, Default)]
struct Query {
    seen: Vec<String>,
    limit: Option<i64>,
    offset: i64,
    sort_by: Option<SortBy>,
    descending: Option<bool>,
    ids: Vec<i64>,
    types: Vec<String>,
    conditions: Vec<Condition>,
}

impl Query {
    fn take(&mut self, name: &str, value: &str) -> Result<(), Problem> {
        let repeats = matches!(name, "customerIds" | "types");
        if !repeats && self.seen.iter().any(|seen| seen == name) {
            return Err(Problem::parameter(name, "duplicate", "it is given more than once."));
        }
        self.seen.push(name.to_owned());
        match name {
            "limit" => self.limit = Some(whole(name, value, 1)?),
            "offset" => self.offset = whole(name, value, 0)?,
            "sortBy" => self.sort_by = Some(sort_by(value)?),
            "sortDirection" => self.descending = Some(descending(value)?),
            "search" => self.conditions.push(Condition::Search(value.to_lowercase())),
            "customerIds" => self.ids.push(whole(name, value, i64::MIN)?),
            "types" if TYPES.contains(&value) => self.types.push(value.to_owned()),
            "types" => return Err(one_of(name, &TYPES)),
            "ownerId" => self.conditions.push(Condition::Owner(whole(name, value, i64::MIN)?)),
            "directOwnerId" => self.conditions.push(Condition::DirectOwner(whole(name, value, i64::MIN)?)),
            "cpoId" => self.conditions.push(Condition::Cpo(whole(name, value, i64::MIN)?)),
            _ => {
                let Some((moment, side)) = moment(name) else {
                    return Err(Problem::parameter(name, "unknown", "it is not known here."));
                };
                if Instant::read(value).is_none() {
                    let message = "a date-time of RFC 3339 is expected, such as 2026-11-22T08:00:00Z.";
                    return Err(Problem::parameter(name, "format", message));
                }
                self.conditions.push(Condition::At(moment, side, value.to_owned()));
            }
        }
        Ok(())
    }

    fn selection(mut self) -> Result<Selection, Problem> {
        for (moment, name) in [(Moment::Created, "createdAtFrom"), (Moment::Updated, "updatedAtFrom")] {
            let (from, to) = (self.at(moment, Side::From), self.at(moment, Side::To));
            if from.is_some() && to.is_some() && from > to {
                return Err(Problem::parameter(name, "conflict", "it is later than the end of the range."));
            }
        }
        let asked =
            |moment| self.conditions.iter().any(|one| matches!(one, Condition::At(this, ..) if *this == moment));
        let sort_by = match self.sort_by {
            Some(sort_by) => sort_by,
            None if asked(Moment::Updated) => SortBy::Moment(Moment::Updated),
            None if asked(Moment::Created) => SortBy::Moment(Moment::Created),
            None => SortBy::Id,
        };
        let from = self.conditions.iter().any(|one| matches!(one, Condition::At(_, Side::From, _)));
        if !self.ids.is_empty() {
            self.conditions.push(Condition::Ids(self.ids));
        }
        if !self.types.is_empty() {
            self.conditions.push(Condition::Types(self.types));
        }
        Ok(Selection {
            conditions: self.conditions,
            sort_by,
            descending: self.descending.unwrap_or(!from),
            limit: self.limit.unwrap_or(DEFAULT_LIMIT),
            offset: self.offset,
        })
    }

    fn at(&self, moment: Moment, side: Side) -> Option<Instant> {
        self.conditions.iter().find_map(|condition| match condition {
            Condition::At(this, end, text) if (*this, *end) == (moment, side) => Instant::read(text),
            _ => None,
        })
    }
}

/// A whole number in decimal digits, not below `least`.
fn whole(name: &str, text: &str, least: i64) -> Result<i64, Problem> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::parameter(name, "type", "a whole number is expected."));
    }
    match text.parse() {
        Ok(number) if number < least => {
            Err(Problem::parameter(name, "minimum", format!("the least value is {least}.")))
        }
        Ok(number) => Ok(number),
        Err(_) => Err(Problem::parameter(name, "maximum", "the number is too large.")),
    }
}

fn one_of(name: &str, words: &[&str]) -> Problem {
    Problem::parameter(name, "one_of", format!("one of {} is expected.", words.join(", ")))
}

fn sort_by(text: &str) -> Result<SortBy, Problem> {
    Ok(match text {
        "id" => SortBy::Id,
        "name" => SortBy::Name,
        "type" => SortBy::Type,
        "ownerName" => SortBy::OwnerName,
        "cpoName" => SortBy::CpoName,
        "createdAt" => SortBy::Moment(Moment::Created),
        "updatedAt" => SortBy::Moment(Moment::Updated),
        _ => {
            let words = ["id", "name", "type", "ownerName", "cpoName", "createdAt", "updatedAt"];
            return Err(one_of("sortBy", &words));
        }
    })
}

fn descending(text: &str) -> Result<bool, Problem> {
    match text {
        "desc" => Ok(true),
        "asc" => Ok(false),
        _ => Err(one_of("sortDirection", &["desc", "asc"])),
    }
}

fn moment(name: &str) -> Option<(Moment, Side)> {
    Some(match name {
        "createdAt" => (Moment::Created, Side::Exactly),
        "createdAtFrom" => (Moment::Created, Side::From),
        "createdAtTo" => (Moment::Created, Side::To),
        "updatedAt" => (Moment::Updated, Side::Exactly),
        "updatedAtFrom" => (Moment::Updated, Side::From),
        "updatedAtTo" => (Moment::Updated, Side::To),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_follow_the_filters() {
        let order = |text: &str| read(text).map(|selection| (selection.sort_by, selection.descending)).unwrap();
        let (created, updated) = (SortBy::Moment(Moment::Created), SortBy::Moment(Moment::Updated));
        let day = "=2026-01-01T00:00:00Z";
        for (text, expected) in [
            (String::new(), (SortBy::Id, true)),
            ("sortDirection=asc".to_owned(), (SortBy::Id, false)),
            (format!("createdAt{day}"), (created, true)),
            (format!("createdAtTo{day}"), (created, true)),
            (format!("createdAtFrom{day}"), (created, false)),
            (format!("updatedAtTo{day}"), (updated, true)),
            (format!("updatedAtFrom{day}"), (updated, false)),
            (format!("updatedAtTo{day}&createdAtFrom{day}"), (updated, false)),
            (format!("updatedAtFrom{day}&sortBy=name"), (SortBy::Name, false)),
            (format!("updatedAtFrom{day}&sortDirection=desc&sortBy=id"), (SortBy::Id, true)),
        ] {
            assert_eq!(order(&text), expected, "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for bad in [
            "limit=0",
            "limit=-1",
            "limit=1.5",
            "limit=",
            "limit=x",
            "limit=99999999999999999999",
            "limit=1&limit=1",
            "offset=-1",
            "sortBy=country",
            "sortBy=ID",
            "sortDirection=down",
            "customerIds=1,2",
            "customerIds=",
            "types=private",
            "types=CPO,Private",
            "ownerId=x",
            "createdAt=2026-01-01",
            "updateAtFrom=2026-01-01T00:00:00Z",
            "updatedAtTo=2026-02-29T00:00:00Z",
            "nothing=1",
            "createdAtFrom=2026-01-01T00:00:01Z&createdAtTo=2026-01-01T01:00:00%2B01:00",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn takes_the_rest() {
        let selection =
            read("limit=7&offset=3&customerIds=2&types=CPO&customerIds=1&types=Private&search=%C3%98St").unwrap();
        assert_eq!((selection.limit, selection.offset), (7, 3));
        let expected = [
            Condition::Search("øst".to_owned()),
            Condition::Ids(vec![2, 1]),
            Condition::Types(vec!["CPO".to_owned(), "Private".to_owned()]),
        ];
        assert_eq!(selection.conditions, expected);
        let day = "2026-01-01T00:00:00Z";
        assert!(read(&format!("createdAtFrom={day}&createdAtTo={day}&updatedAtTo=2025-01-01T00:00:00Z")).is_ok());
    }
}
