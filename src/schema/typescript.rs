//! The TypeScript interfaces of the records, written from the tables.

use super::types::{Field, Presence, Record, Side, Type};

/// The declarations of `records`, documented, in their order.
pub fn declarations(records: &[&'static Record]) -> String {
    let mut text = String::new();
    for record in records {
        comment(&mut text, "", record.doc);
        text.push_str(&format!("export interface {} {{\n", record.name));
        for field in record.fields {
            comment(&mut text, "  ", field.doc);
            text.push_str(&member(field, record.side));
        }
        text.push_str("}\n\n");
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn member(field: &Field, side: Side) -> String {
    let optional = side == Side::Answer || field.presence != Presence::Required;
    let nullable = side == Side::Answer || field.presence == Presence::Nullable;
    format!(
        "  {}{}: {}{};\n",
        field.name,
        if optional { "?" } else { "" },
        match field.ty {
            Type::DateTime(_) if side == Side::Input => "string | Date".to_owned(),
            _ => typescript(&field.ty),
        },
        if nullable { " | null" } else { "" },
    )
}

fn typescript(ty: &Type) -> String {
    match ty {
        Type::Text(rule) if rule.name == "customer type" => "\"CUSTOMER\" | \"CONTACT\" | (string & {})".to_owned(),
        Type::Text(rule) if rule.name == "sort" => "Sort".to_owned(),
        Type::Text(rule) if rule.name == "expand" => "Expand".to_owned(),
        Type::Text(_) => "string".to_owned(),
        Type::OneOf(words) => words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" | "),
        Type::DateTime(_) => "string".to_owned(),
        Type::Query => "string | Query".to_owned(),
        Type::Scalar => "string | number | boolean".to_owned(),
        Type::Flag => "boolean".to_owned(),
        Type::Integer(_) => "number".to_owned(),
        Type::Record(record) => record.name.to_owned(),
        Type::List(item) => list(item),
        Type::OneOrList(item) => format!("{} | {}", typescript(item), list(item)),
        Type::Map(entry) => format!("Record<string, {}>", typescript(entry)),
        Type::Object => "Record<string, unknown>".to_owned(),
        Type::Function => "Function".to_owned(),
        Type::OrFunction(item) => format!("{0} | (() => {0})", typescript(item)),
        Type::OrFalse(item) => format!("{} | false", typescript(item)),
    }
}

fn list(item: &Type) -> String {
    let item = typescript(item);
    if item.contains(" | ") {
        format!("({item})[]")
    } else {
        format!("{item}[]")
    }
}

/// A doc comment; Rust's paragraphs are one line each here.
fn comment(text: &mut String, indent: &str, doc: &str) {
    let lines: Vec<&str> = doc.lines().map(str::trim).collect();
    match lines.as_slice() {
        [] => {}
        [line] => text.push_str(&format!("{indent}/** {line} */\n")),
        lines => {
            text.push_str(&format!("{indent}/**\n"));
            for line in lines {
                text.push_str(format!("{indent} * {line}").trim_end());
                text.push('\n');
            }
            text.push_str(&format!("{indent} */\n"));
        }
    }
}
