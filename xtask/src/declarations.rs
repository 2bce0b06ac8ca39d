//! Writes the domain part of `pkg/index.d.ts` again. The test that holds the file to the records does it when it is asked.

use anyhow::Result;

use crate::process;
use crate::project::Project;

/// Writes the declarations.
pub fn run(project: &Project) -> Result<()> {
    let mut command = project.cargo(["test", "--package", "commerce-customers", "--test", "declarations"]);
    command.env("WRITE_TYPES", "1");
    process::run_or("types", &mut command, "the declarations cannot be written")?;
    println!("wrote   pkg/index.d.ts; look at the difference before you commit it");
    Ok(())
}
