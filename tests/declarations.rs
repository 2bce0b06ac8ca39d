//! The domain part of `pkg/index.d.ts` is what the records say. `cargo xtask types` writes it again.
#![cfg(feature = "records")]

use commerce_customers::model::RECORDS;
use commerce_customers::schema::declarations;

const START: &str = "// <domain>\n";
const END: &str = "// </domain>";

#[test]
fn the_domain_types_are_those_of_the_records() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/pkg/index.d.ts");
    let text = std::fs::read_to_string(file).expect("pkg/index.d.ts can be read");
    let (head, rest) = text.split_once(START).expect("the start of the domain part is marked");
    let (found, tail) = rest.split_once(END).expect("the end of the domain part is marked");
    let due = declarations(RECORDS);
    if std::env::var_os("WRITE_TYPES").is_some() {
        std::fs::write(file, [head, START, &due, END, tail].concat()).expect("pkg/index.d.ts can be written");
    } else {
        assert!(
            found == due,
            "the domain part of pkg/index.d.ts differs from the records; run `cargo xtask types` and look at the difference"
        );
    }
}
