//! `withSkateEnv` around the configuration of Next.js.

use super::{
    edit::Edit,
    javascript::{Script, replace},
    lines::line_end,
};

const NEW: &str = "\
import type { NextConfig } from \"next\";
import { withSkateEnv } from \"skate-env/next\";

const nextConfig: NextConfig = {};

export default withSkateEnv(nextConfig);
";

const NEW_JAVASCRIPT: &str = "\
import { withSkateEnv } from \"skate-env/next\";

/** @type {import(\"next\").NextConfig} */
const nextConfig = {};

export default withSkateEnv(nextConfig);
";

/// The text of a configuration where there is none.
pub(super) fn new(typescript: bool) -> Edit {
    Edit::Write(if typescript { NEW } else { NEW_JAVASCRIPT }.to_owned())
}

pub(super) fn edit(old: &str) -> Edit {
    if old.contains("withSkateEnv") {
        return Edit::keep("has withSkateEnv already");
    }
    match wrapped(old) {
        Some(text) => Edit::Write(text),
        None => Edit::skip("has a shape that init does not know", by_hand(old)),
    }
}

fn by_hand(old: &str) -> String {
    if old.contains("module.exports") {
        "const { withSkateEnv } = require(\"skate-env/next\");\nmodule.exports = withSkateEnv(/* your configuration */);".to_owned()
    } else {
        "import { withSkateEnv } from \"skate-env/next\";\nexport default withSkateEnv(/* your configuration */);".to_owned()
    }
}

fn wrapped(old: &str) -> Option<String> {
    const MODULE: &str = "export default ";
    const COMMON: &str = "module.exports = ";
    let script = Script::read(old)?;
    let (start, common) = match (script.only(MODULE), script.only(COMMON)) {
        (Some(start), None) if !script.code.contains("module.exports") => {
            (start + MODULE.len(), false)
        }
        (None, Some(start)) if !script.code.contains("export ") => (start + COMMON.len(), true),
        _ => return None,
    };
    let expression = script.last_expression(start)?;
    let first = script.code[expression.clone()].split(|c: char| !c.is_alphanumeric()).next();
    // A declaration, which no call can hold; an arrow function it can.
    if matches!(first, Some("function" | "class" | "interface" | "enum"))
        || script.code[expression.clone()].starts_with("async function")
        || script.code[..start - 1]
            .lines()
            .last()
            .is_some_and(|line| line.starts_with(char::is_whitespace))
    {
        return None;
    }
    let (quote, end, semicolon) = (script.quote(), line_end(old), script.semicolon());
    let import = if common {
        format!("const {{ withSkateEnv }} = require({quote}skate-env/next{quote}){semicolon}{end}")
    } else {
        format!("import {{ withSkateEnv }} from {quote}skate-env/next{quote}{semicolon}{end}")
    };
    let head = script.head();
    let next = old[head..].lines().next().unwrap_or_default();
    let joins = next.starts_with("import ") || (common && next.contains("require("));
    let import = if joins { import } else { format!("{import}{end}") };
    let call = format!("withSkateEnv({})", &old[expression.clone()]);
    Some(replace(old, vec![(head..head, import), (expression, call)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_that_are_understood() {
        for (old, new) in [
            (
                "import type { NextConfig } from \"next\";\n\nconst nextConfig: NextConfig = {\n  /* config options here */\n};\n\nexport default nextConfig;\n",
                "import { withSkateEnv } from \"skate-env/next\";\nimport type { NextConfig } from \"next\";\n\nconst nextConfig: NextConfig = {\n  /* config options here */\n};\n\nexport default withSkateEnv(nextConfig);\n",
            ),
            (
                "/** @type {import('next').NextConfig} */\nconst nextConfig = {}\n\nexport default nextConfig\n",
                "import { withSkateEnv } from 'skate-env/next'\n\n/** @type {import('next').NextConfig} */\nconst nextConfig = {}\n\nexport default withSkateEnv(nextConfig)\n",
            ),
            (
                "// @ts-check\nconst nextConfig = {}\nmodule.exports = nextConfig\n",
                "// @ts-check\nconst { withSkateEnv } = require(\"skate-env/next\")\n\nconst nextConfig = {}\nmodule.exports = withSkateEnv(nextConfig)\n",
            ),
            (
                "'use strict';\nconst a = require('a');\nmodule.exports = a({ x: /\\.svg$/ });",
                "'use strict';\nconst { withSkateEnv } = require('skate-env/next');\nconst a = require('a');\nmodule.exports = withSkateEnv(a({ x: /\\.svg$/ }));",
            ),
            (
                "export default {\n  output: 'standalone', // export default\n} satisfies NextConfig;\n",
                "import { withSkateEnv } from 'skate-env/next';\n\nexport default withSkateEnv({\n  output: 'standalone', // export default\n} satisfies NextConfig);\n",
            ),
            (
                "import a from \"a\";\r\nexport default withA(withB({ a: `;}` }));\r\n",
                "import { withSkateEnv } from \"skate-env/next\";\r\nimport a from \"a\";\r\nexport default withSkateEnv(withA(withB({ a: `;}` })));\r\n",
            ),
            (
                "export default async (phase) => {\n  return {};\n};\n",
                "import { withSkateEnv } from \"skate-env/next\";\n\nexport default withSkateEnv(async (phase) => {\n  return {};\n});\n",
            ),
        ] {
            assert_eq!(edit(old), Edit::Write(new.to_owned()), "{old}");
            assert!(matches!(edit(new), Edit::Keep(_)), "twice: {new}");
        }
    }

    #[test]
    fn shapes_that_are_left_to_a_person() {
        for old in [
            "",
            "export default function config() { return {} }\n",
            "export default async function config() { return {} }\n",
            "export { config as default };\n",
            "const a = {};\nexport default a;\nexport const b = 1;\n",
            "if (x) {\n  module.exports = a\n}\n",
            "module.exports = a\nmodule.exports.b = 1\n",
            "module.exports = {}\nexport default {}\n",
            "exports.default = {}\n",
            "export default a\n  .b()\n",
            "export default { a: 'unclosed }\n",
            "export default (a;\n",
            "module.exports = a; after()\n",
        ] {
            assert!(matches!(edit(old), Edit::Skip { .. }), "{old}: {:?}", edit(old));
        }
    }
}
