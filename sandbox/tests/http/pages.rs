//! The files: `www/` at `/`, `pkg/` at `/pkg/`.

use std::fs;
use std::path::Path;

use crate::shop::{Answer, Shop};

fn root() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("www/index.html", "<!doctype html><title>Shop</title>"),
        ("www/app.js", "export {}"),
        ("www/style.css", "p {}"),
        ("pkg/entry/browser.js", "export {}"),
        ("pkg/client.wasm", "\0asm"),
        ("secret.txt", "not for the web"),
    ] {
        let file = root.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    root
}

fn shop(root: &Path) -> Shop {
    Shop::start(&["--seed", "0", "--root", root.to_str().unwrap()])
}

#[test]
fn files_have_their_types_and_headers() {
    let root = root();
    let shop = shop(root.path());
    for (path, content_type) in [
        ("/", "text/html"),
        ("/index.html", "text/html"),
        ("/app.js", "text/javascript"),
        ("/style.css", "text/css"),
        ("/pkg/entry/browser.js", "text/javascript"),
        ("/pkg/client.wasm", "application/wasm"),
    ] {
        let answer = shop.send("GET", path, &[], None);
        assert_eq!((answer.status, answer.header("content-type")), (200, content_type), "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
        guarded(&answer);
    }
    assert_eq!(shop.get("/").text, "<!doctype html><title>Shop</title>");
}

fn guarded(answer: &Answer) {
    assert_eq!(
        answer.header("content-security-policy"),
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self' http://127.0.0.1:* http://localhost:* https:; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'"
    );
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
}

#[test]
fn nothing_else_is_served() {
    let root = root();
    let shop = shop(root.path());
    for path in [
        "/secret.txt",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/pkg/../secret.txt",
        "/pkg/%2e%2e%2fsecret.txt",
        "/www/index.html",
    ] {
        let answer = shop.send("GET", path, &[], None);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text.contains("not for the web"), "{path}");
    }
    assert_eq!(shop.send("POST", "/index.html", &[], Some(b"")).status, 405);
}

#[test]
fn a_changed_file_is_seen() {
    let root = root();
    let shop = shop(root.path());
    assert_eq!(shop.get("/app.js").text, "export {}");
    fs::write(root.path().join("www/app.js"), "export default 1").unwrap();
    assert_eq!(shop.get("/app.js").text, "export default 1");
}
