//! What Neon's API answers to the shell script that many repositories have, which posts
//! `branch_name` and deletes by name.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
};

use super::Shop;

/// One request of the control plane: status and body.
pub(super) fn ask(address: &str, method: &str, target: &str, body: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "{method} {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Authorization: Bearer c4n4ry-key\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len(),
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned());
    (status, body.unwrap_or_default())
}

fn curl(shop: &Shop, method: &str, path: &str, body: &str) -> (u16, String) {
    let host = shop.neon.api_host();
    let (address, base) = host.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let target = format!("/{base}/projects/{}{path}", shop.neon.project_id());
    ask(address, method, &target, body)
}

#[test]
fn the_script_makes_branches_of_any_name_and_deletes_none() {
    let shop = Shop::new();
    let before = shop.neon.names().len();
    // "main" is a name, where Neon wants an id, and `branch_name` is no field of Neon's.
    let body = r#"{"branch_name": "preview/pr-7", "parent_id": "main"}"#;
    let (status, answer) = curl(&shop, "POST", "/branches", body);
    assert_eq!(status, 201, "{answer}");
    assert!(!shop.neon.names().contains(&"preview/pr-7".to_owned()), "{answer}");
    // Another for each push: the name that Neon chose is never the same.
    curl(&shop, "POST", "/branches", body);
    assert_eq!(shop.neon.names().len(), before + 2);

    for name in ["preview/pr-7", "preview%2Fpr-7"] {
        let (status, answer) = curl(&shop, "DELETE", &format!("/branches/{name}"), "");
        assert!((400..500).contains(&status), "{answer}");
    }
    assert_eq!(shop.neon.names().len(), before + 2, "nothing was deleted");
}
